"""The forms of an election: its words, its days, and the sheet of its polling places."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, InEachLanguage, LineField
from rootbridge.base.fetching.fetcher import Refused, place_of
from rootbridge.people.offices.models import Office

from ..models import Election, ElectionDate

ROWS = 9
CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}
DAY = {"invalid": _("Write the day as 2027-05-31.")}
VOTING = (ElectionDate.Kind.VOTING, ElectionDate.Kind.SECOND_ROUND)


class ElectionForm(InEachLanguage):
    """Its words and up to nine days; at least one is a day of voting."""

    translated = {
        "names": (_("Name"), 160), "abouts": (_("What is voted on"), 1000),
        "papers": (_("Which papers you need, one a line"), 1000), "registering": (_("How to register"), 2000),
    }  # fmt: skip
    source = LineField(label=_("Official page"), required=False, max_length=1000)
    office = forms.ModelChoiceField(
        label=_("Who answers"), queryset=Office.objects.none(), to_field_name="slug", error_messages=CHOOSE
    )

    def __init__(self, data=None, *, election: Election | None = None):
        super().__init__(data, initial=_shown(election) if election else None)
        self.election = election
        self.fields["office"].queryset = Office.objects.filter(kind__in=["bureau", "desk"]).order_by("slug")
        kinds = [("", _("No day")), *ElectionDate.Kind.choices]
        for number in range(ROWS):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What happens"), choices=kinds, required=False, error_messages=CHOOSE
            )
            for name, label in (("from", _("Day")), ("until", _("Until, where it lasts longer"))):
                self.fields[f"{name}_{number}"] = DayField(label=label, required=False, error_messages=DAY)

    @property
    def day_rows(self):
        """The fields of each day, as the page draws them."""
        return [[self[f"{name}_{number}"] for name in ("kind", "from", "until")] for number in range(ROWS)]

    def clean_source(self):
        said = self.cleaned_data["source"]
        try:
            return place_of(said) and said if said else ""
        except Refused as error:
            raise forms.ValidationError(_("Write an address that begins with https://.")) from error

    def clean(self):
        said = super().clean()
        said["dates"], seen = [], set()
        for number in range(ROWS):
            kind, day, until = (said.get(f"{name}_{number}") for name in ("kind", "from", "until"))
            if not kind:
                continue
            if not day:
                self.add_error(f"from_{number}", _("Write the day."))
            elif until and until < day:
                self.add_error(f"until_{number}", _("It ends before it begins."))
            elif (kind, day) in seen:
                self.add_error(f"from_{number}", _("This day stands here twice."))
            else:
                seen.add((kind, day))
                said["dates"].append({"kind": kind, "starts_on": day, "ends_on": until})
        if not self.errors and not any(date["kind"] in VOTING for date in said["dates"]):
            self.add_error("kind_0", _("Say on which day people vote."))
        return said

    def written(self) -> tuple[Election, list[dict]]:
        """The election with what was said, not yet kept, and its days."""
        said, election = self.cleaned_data, self.election or Election()
        for name in ("source", "office", *self.translated):
            setattr(election, name, said[name])
        days = [(date["starts_on"], date["ends_on"] or date["starts_on"]) for date in said["dates"]
                if date["kind"] in VOTING]  # fmt: skip
        election.first_on, election.last_on = min(first for first, _last in days), max(last for _first, last in days)
        if not election.slug:
            election.slug = _free_slug(election)
        return election, said["dates"]


class PlacesForm(forms.Form):
    sheet = forms.FileField(
        label=_("The sheet (CSV)"), error_messages={
            "required": _("Choose the sheet first."), "empty": _("The sheet is empty."),
            "missing": _("Choose the sheet first."), "invalid": _("Choose the sheet first."),
        },
    )  # fmt: skip
    only_try = forms.BooleanField(
        label=_("Only try it, change nothing"), required=False, initial=True,
        help_text=_("You see what would change. Then send it again without this tick."),
    )  # fmt: skip
    clear = forms.BooleanField(label=_("Take away the places that the sheet does not name"), required=False)


def _shown(election: Election) -> dict:
    known = {"source": election.source, "office": election.office.slug}
    for name in ElectionForm.translated:
        known |= {f"{name}_{code}": words for code, words in getattr(election, name).items()}
    for number, date in enumerate(election.dates.order_by("starts_on", "pk")[:ROWS]):
        known |= {f"kind_{number}": date.kind, f"from_{number}": date.starts_on, f"until_{number}": date.ends_on}
    return known


def _free_slug(election: Election) -> str:
    name = election.names.get("en") or next(iter(election.names.values()))
    plain = f"{slugify(name)[:60] or 'election'}-{election.first_on.year}"
    taken = set(Election.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(slug for slug in (plain, *(f"{plain}-{number}" for number in range(2, 1000))) if slug not in taken)
