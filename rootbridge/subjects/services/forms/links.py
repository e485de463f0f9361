"""The form of a useful link."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import InEachLanguage, LineField
from rootbridge.base.core.text import clean_line
from rootbridge.base.design.formats import language_name
from rootbridge.base.fetching.fetcher import Refused, place_of
from rootbridge.base.reference.models import Place
from rootbridge.base.reference.topics import Topic
from rootbridge.shared.translation.models import WRITERS

from ..models import Link

CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one from the list.")}


class LinkForm(InEachLanguage):
    """``user``: the places offered are those inside their scope."""

    translated = {"titles": (_("Name"), 120), "purposes": (_("What for"), 300)}
    url = LineField(
        label=_("Address"), max_length=1000, help_text=_("With https:// before it, as your browser shows it."),
    )  # fmt: skip
    owner = LineField(label=_("Who runs it"), max_length=160, required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("Choose a topic")), *Topic.choices],
                              error_messages=CHOOSE)  # fmt: skip
    country = forms.ChoiceField(label=_("For people living in"), required=False, error_messages=CHOOSE)
    languages = LineField(
        label=_("Languages of the page"), required=False, max_length=60,
        help_text=_("Codes such as ro, ru, en, parted by commas."),
    )  # fmt: skip
    place = forms.ModelChoiceField(
        label=_("Belongs to"), queryset=Place.objects.none(), empty_label=None, error_messages=CHOOSE,
        help_text=_("Editors of this place keep it."),
    )  # fmt: skip

    def __init__(self, data=None, *, user, link: Link | None = None):
        super().__init__(data, initial=shown_of(link) if link else None)
        self.link = link
        self.fields["country"].choices = [("", _("Everywhere")), *countries()]
        within = Place.objects.offered().filter(country_code__in=home_lands())
        within = within.filter(kind__in=[Place.Kind.COUNTRY, Place.Kind.REGION])
        self.fields["place"].queryset = within.filter(user.reach.condition(*WRITERS, path="path")).order_by("path")

    def clean_url(self):
        url = self.cleaned_data["url"]
        try:
            place_of(url)
        except Refused as error:
            raise forms.ValidationError(_("Write an address that begins with https://.")) from error
        others = Link.objects.filter(url=url)
        if (others.exclude(pk=self.link.pk) if self.link else others).exists():
            raise forms.ValidationError(_("This address is on the list already."))
        return url

    def clean_languages(self):
        codes = [clean_line(code).lower() for code in self.cleaned_data["languages"].split(",") if code.strip()]
        if unknown := next((code for code in codes if language_name(code) == code), None):
            raise forms.ValidationError(_("“%(code)s” is no code of a language."), params={"code": unknown})
        return list(dict.fromkeys(codes))

    def written(self) -> Link:
        """The link with what was said, not yet kept."""
        link = self.link or Link()
        for name in ("url", "topic", "country", "languages", "place", "titles", "purposes"):
            setattr(link, name, self.cleaned_data[name])
        said = self.cleaned_data["owner"]
        if said != link.owner:
            link.owners = {get_language(): said} if said else {}
        return link


def shown_of(link: Link) -> dict:
    """What the form shows of a link."""
    known = {name: getattr(link, name) for name in ("url", "topic", "country", "place", "owner")}
    known["languages"] = ", ".join(link.languages)
    for name in ("titles", "purposes"):
        known |= {f"{name}_{code}": words for code, words in getattr(link, name).items()}
    return known


def countries() -> list[tuple[str, str]]:
    """(code, name) of every country, by name. One query."""
    language = get_language()
    places = Place.objects.countries()
    return sorted(((place.code, place.name(language)) for place in places), key=lambda pair: pair[1].casefold())


def home_lands():
    """Codes of the countries that have regions here: those that people come from."""
    return Place.objects.filter(kind=Place.Kind.REGION).values("country_code")
