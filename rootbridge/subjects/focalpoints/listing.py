"""The directory of offices: what is asked for, and how many each choice would show."""

from django import forms
from django.db.models import Case, Q, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.text import clean_line
from rootbridge.base.design.formats import country_name
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import FocalPoint, Office, OfficeKind

ROWS = 30
# The order of kinds in a list: the centre, then those abroad, then those of places.
ORDER = ("bureau", "ministry", "desk", "embassy", "consulate", "region_council", "district_council", "town_hall")
KINDS = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(ORDER)), default=Value(len(ORDER)))


class DirectoryForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    place = forms.ChoiceField(label=_("Where is home?"), required=False)
    living = forms.ChoiceField(label=_("Country you live in"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("All topics")), *Topic.choices], required=False)
    q = forms.CharField(label=_("Name"), max_length=80, required=False)

    def __init__(self, asked):
        super().__init__()
        there = set(Office.objects.order_by().values_list("kind", flat=True).distinct())
        self.fields["kind"].choices = [("", _("Any")), *((k, v) for k, v in OfficeKind.choices if k in there)]
        self.regions = {place.code: place for place in regions()}
        language = get_language()
        self.fields["place"].choices = [("", _("Any")), *((c, p.name(language)) for c, p in self.regions.items())]
        lands = sorted({code for row in Office.objects.values_list("serves", flat=True) for code in row},
                       key=country_name)  # fmt: skip
        self.fields["living"].choices = [("", _("Any country")), *((code, country_name(code)) for code in lands)]
        for name in ("kind", "place", "living", "topic"):
            known = {str(value) for value, _label in self.fields[name].choices}
            self.initial[name] = asked.get(name, "") if asked.get(name, "") in known else ""
        self.initial["q"] = clean_line(asked.get("q", ""))[:80]

    @property
    def is_empty(self) -> bool:
        return not any(self.initial.values())

    def found(self, day):
        """The offices asked for, by kind and name."""
        said, rows = self.initial, Office.objects.select_related("place")
        if said["kind"]:
            rows = rows.filter(kind=said["kind"])
        if said["place"]:
            place = self.regions[said["place"]]
            rows = rows.filter(Q(place__path__startswith=place.path) | Q(pk__in=_speaking_for(place, day)))
        if said["living"]:
            people = FocalPoint.objects.public_on(day).filter(countries__contains=[said["living"]])
            rows = rows.filter(Q(serves__contains=[said["living"]]) | Q(pk__in=people.values("office")))
        if said["topic"]:
            people = FocalPoint.objects.public_on(day).filter(topics__contains=[said["topic"]])
            rows = rows.filter(Q(topics__contains=[said["topic"]]) | Q(pk__in=people.values("office")))
        if said["q"]:
            rows = rows.filter(Q(names__icontains=said["q"]) | Q(pk__in=_called(said["q"], day)))
        return rows.order_by(KINDS, f"names__{get_language()}", "names__en", "pk")


def regions() -> list[Place]:
    """The districts of the countries that people come from, by name. One query."""
    return Place.objects.filter(kind=Place.Kind.REGION).defer("keys", "also").sorted_by_name(get_language())


def _speaking_for(place, day):
    return FocalPoint.objects.public_on(day).filter(territory__path__startswith=place.path).values("office")


def _called(words, day):
    return FocalPoint.objects.public_on(day).filter(name__icontains=words).values("office")
