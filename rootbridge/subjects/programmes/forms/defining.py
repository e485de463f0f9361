"""What is written at work: a programme, its calls, its terms. Rules that contradict themselves are told beside them."""

from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import clock
from rootbridge.base.core.forms import InEachLanguage, LineField, TextField
from rootbridge.people.offices.models import Office

from ..models import ProgrammeKind
from .fields import AmountField, ChosenField, ClockField, DayField, PlaceField, moment_of

ADDRESS = "https://"


class ProgrammeForm(InEachLanguage):
    """Words, office, place, amounts, sources. ``offices``: those one may write for."""

    translated = {"names": (_("Name"), 120), "leads": (_("In two sentences"), 400), "bodies": (_("The whole"), 6000)}

    kind = ChosenField(label=_("For whom"), choices=ProgrammeKind.choices)
    office = forms.ModelChoiceField(label=_("Office that runs it"), queryset=Office.objects.none(), empty_label=None)
    place = PlaceField(label=_("Place for which it is"), help_text=_("A country, a district, a town."))
    currency = LineField(label=_("Currency"), max_length=3, help_text=_("Three letters, for example MDL or EUR."))
    grant_min = AmountField(label=_("Smallest grant"), required=False)
    grant_max = AmountField(label=_("Largest grant"), required=False)
    total_min = AmountField(label=_("The whole costs at least"), required=False)
    total_max = AmountField(label=_("The whole costs at most"), required=False)
    months = AmountField(label=_("Months of accompaniment"), most=120)
    sources = TextField(
        label=_("Sources"), required=False, max_length=2000,
        help_text=_("One a line: the title, then the address beginning with https://"),
    )  # fmt: skip
    review_on = DayField(label=_("Look at the text again on"), help_text=_("After that day the page says so."))

    def __init__(self, *args, offices, **options):
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices
        self.fields["office"].label_from_instance = lambda office: office.name
        for name in self.fields:
            if name.startswith("bodies_"):
                self.fields[name].widget.attrs["rows"] = 8

    @staticmethod
    def initial_of(programme) -> dict:
        names = ("kind", "office", "place", "currency", "grant_min", "grant_max", "total_min", "total_max", "months",
                 "review_on")  # fmt: skip
        said = {name: getattr(programme, name) for name in names}
        said["sources"] = "\n".join(f"{source['title']} {source['url']}" for source in programme.sources)
        for name in ProgrammeForm.translated:
            said |= {f"{name}_{code}": words for code, words in getattr(programme, name).items()}
        return said

    def clean_currency(self):
        code = self.cleaned_data["currency"].upper()
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("Three letters, for example MDL or EUR."))
        return code

    def clean_sources(self):
        found = []
        for line in self.cleaned_data["sources"].splitlines():
            title, sign, address = line.rpartition(ADDRESS)
            if not sign or not title.strip() or " " in address.strip():
                said = {"line": line[:60]}
                raise forms.ValidationError(_("A title, then an address beginning with https://: “%(line)s”.") % said)
            found.append({"title": title.strip(" ,:·"), "url": f"{ADDRESS}{address.strip()}"})
        return found

    def clean(self):
        said = super().clean()
        if not said.get("bodies"):
            self.errors.pop(f"bodies_{settings.LANGUAGES[0][0]}", None)
            said["bodies"] = {}
        for low, high in (("grant_min", "grant_max"), ("total_min", "total_max")):
            if said.get(low) is not None and said.get(high) is not None and said[low] > said[high]:
                self.add_error(high, _("This is less than the smallest."))
        return said


class CallForm(InEachLanguage):
    """Moments by the clock of a zone, money, the day of the decision."""

    translated = {"names": (_("Name of the call"), 120)}

    opens_on = DayField(label=_("Opens on"))
    opens_clock = ClockField(label=_("at"))
    closes_on = DayField(label=_("Closes on"))
    closes_clock = ClockField(label=_("at"))
    zone = ChosenField(label=_("By the clock of"), choices=[])
    budget = AmountField(label=_("Money of this call"), required=False, help_text=_("Empty: without a limit."))
    decide_by = DayField(label=_("Decided by"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["zone"].choices = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]

    @staticmethod
    def initial_of(call=None) -> dict:
        if call is None:
            zone = clock.platform().zone or "UTC"
            return {"zone": zone, "opens_clock": "09:00", "closes_clock": "17:00"}
        opens, closes = (moment.astimezone(ZoneInfo(call.zone)) for moment in (call.opens_at, call.closes_at))
        said = {"opens_on": opens.date(), "opens_clock": f"{opens:%H:%M}", "closes_on": closes.date(),
                "closes_clock": f"{closes:%H:%M}", "zone": call.zone, "budget": call.budget,
                "decide_by": call.decide_by}  # fmt: skip
        return said | {f"names_{code}": words for code, words in call.names.items()}

    def clean(self):
        said = super().clean()
        if {"opens_on", "opens_clock", "closes_on", "closes_clock", "zone"} <= said.keys():
            said["opens_at"] = moment_of(said["opens_on"], said["opens_clock"], said["zone"])
            said["closes_at"] = moment_of(said["closes_on"], said["closes_clock"], said["zone"])
            if said["closes_at"] <= said["opens_at"]:
                self.add_error("closes_on", _("It closes before it opens."))
            elif said.get("decide_by") and said["decide_by"] < said["closes_on"]:
                self.add_error("decide_by", _("It is decided before it closes."))
        return said

    def values(self) -> dict:
        return {name: self.cleaned_data[name]
                for name in ("names", "opens_at", "closes_at", "zone", "budget", "decide_by")}  # fmt: skip


def key_of(programme) -> str:
    """A short name for a call that its programme has not yet used."""
    stem = slugify(f"{programme.slug.split('-')[0]}-{timezone.localdate().year}")[:30]
    taken, number = set(programme.calls.values_list("key", flat=True)), 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
