"""The forms in which texts are written, and the fields that make lists easy to type: one thing a line."""

from urllib.parse import urlsplit

from anyascii import anyascii
from django import forms
from django.db.models import Q
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput

from rootbridge.base.core.bearings import Stage
from rootbridge.base.core.text import clean_line, clean_text
from rootbridge.base.reference.countries import country_name
from rootbridge.base.reference.models import Place

from .models import PUBLISHERS, WRITERS
from .models.rendering import has_unread

# Addresses under a section that are pages of their own.
RESERVED = {"ask", "follow", "questions", "chat", "add", "edit", "reading", "return", "voting", "links"}


class LinesField(forms.CharField):
    """A list, one thing a line. ``longest``: letters a line may have."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, longest=300, **options):
        super().__init__(**options)
        self.longest = longest

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = value if isinstance(value, list) else super().to_python(value or "").splitlines()
        found = [line for line in (clean_line(line) for line in lines) if line]
        if long := next((line for line in found if len(line) > self.longest), None):
            raise forms.ValidationError(_("Shorten this line: “%(line)s…”"), params={"line": long[:60]})
        return found

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class SourcesField(LinesField):
    """Sources, one a line: what it is, a bar, its address."""

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(f"{source['title']} | {source['url']}" for source in value)

    def to_python(self, value):
        if isinstance(value, list):
            return value
        found = []
        for line in super().to_python(value):
            title, _bar, address = (part.strip() for part in line.rpartition("|"))
            if not title or urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc:
                raise forms.ValidationError(
                    _("Write it like this: Law 156 of 1998 | https://www.legis.md/. You wrote “%(line)s”."),
                    params={"line": line[:80]},
                )
            found.append({"title": title, "url": address})
        return found


class CountriesField(LinesField):
    """Country codes, one a line or parted by commas."""

    def to_python(self, value):
        codes = value if isinstance(value, list) else super().to_python((value or "").replace(",", "\n"))
        codes = [code.upper() for code in codes]
        if unknown := next((code for code in codes if country_name(code, "en") == code), None):
            raise forms.ValidationError(
                _("“%(code)s” is no country. Write two letters, as in IT."), params={"code": unknown}
            )
        return codes


class AddressField(forms.SlugField):
    """The end of an address: whatever is typed, in Latin letters without marks."""

    widget = SlugInput

    def to_python(self, value):
        return slugify(anyascii(super().to_python(value)))


class ArticleForm(WagtailAdminModelForm):
    """What every text is asked for. The place decides who works on the text, so it lies inside the writer's scope.
    ``note``: to whoever approves, no part of the text."""

    slug = AddressField(label=_("address"), max_length=80, required=False)
    note = forms.CharField(
        label=_("A note to who approves"), required=False, max_length=600,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("What is new, where you have it from, by when it is needed."),
    )  # fmt: skip

    stages = forms.MultipleChoiceField(
        label=_("stages of life"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    residence = CountriesField(
        label=_("for people living in"), required=False, help_text=_("Codes such as IT, RO. Empty: everywhere.")
    )
    synonyms = LinesField(
        label=_("other words people type"), required=False, longest=80,
        help_text=_("One a line, in any language: they help people find this text."),
    )  # fmt: skip
    sources = SourcesField(
        label=_("sources"), required=False, longest=500, help_text=_("One a line: what it is | its address.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = self._places()
        for field in self.fields.values():
            field.label = capfirst(field.label) if field.label else field.label
        if self.instance.pk and (self.instance.first_published_at or self.instance.get_translations().exists()):
            self.fields["slug"].disabled = True  # an address that readers know stays
        if not self._may_publish(self.instance.place if self.instance.place_id else None):
            for name in ("go_live_at", "expire_at"):
                self.fields.pop(name, None)  # days are set by who may publish

    def _may_publish(self, place) -> bool:
        return bool(place and self.for_user and self.for_user.reach.covers(*PUBLISHERS, path=place.path))

    def _places(self):
        """Countries with regions, their regions, and where offices are; inside what the writer works on."""
        wide = Q(kind=Place.Kind.REGION) | Q(kind=Place.Kind.COUNTRY, children__isnull=False) | Q(offices__isnull=False)
        reached = self.for_user.reach.condition(*WRITERS, path="path") if self.for_user else Q(pk__in=[])
        kept = Q(pk=self.instance.place_id) if self.instance.place_id else Q(pk__in=[])
        return Place.objects.filter((wide & reached) | (kept & reached)).distinct().order_by("path")

    def clean_slug(self):
        """Without one, made from the title; before the first publication one that another text has gets a number."""
        slug = self.cleaned_data["slug"] or self._stem()
        if slug in RESERVED:
            raise forms.ValidationError(_("This address belongs to another page. Choose another one."))
        return slug if self.fields["slug"].disabled else self._free(slug)

    def _post_clean(self):
        """What a machine made and nobody read is published nowhere, also not from here."""
        super()._post_clean()
        leaves = {"action-publish", "action-approval"} & set(self.data)
        if leaves and self.instance.pk and not self.errors and has_unread(self.instance):
            self.add_error(None, _("A machine made some of these words. Read them first, under Languages."))

    def _stem(self) -> str:
        title = next((self.data[name] for name in ("title", "question") if self.data.get(name)), "")
        return AddressField().to_python(title)[:70].strip("-") or self.instance._meta.model_name

    def _free(self, slug: str) -> str:
        others = type(self.instance).objects.exclude(translation_key=self.instance.translation_key)
        taken = set(others.filter(slug__startswith=slug[:70]).values_list("slug", flat=True)) | RESERVED
        numbered = (f"{slug[:70]}-{number}" for number in range(2, len(taken) + 3))
        return next(free for free in (slug, *numbered) if free not in taken)

    def clean_note(self):
        return clean_text(self.cleaned_data["note"])

    def clean(self):
        said = super().clean()
        place = said.get("place")
        wants_to_publish = "action-publish" in self.data
        if wants_to_publish and place and not self._may_publish(place):
            self.add_error("place", _("Texts of this place are published by somebody else. Save it as a draft."))
        return said
