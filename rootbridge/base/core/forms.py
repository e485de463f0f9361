"""Form fields that take what people type and keep it harmless; shared by the forms of every room."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .text import clean_line, clean_text

LINE_LENGTH = 200
TEXT_LENGTH = 5_000
IN_ONE = _("Write it in one language at least.")
NOT_A_DAY = _("Write a day of the calendar: day, month, year.")


class LineField(forms.CharField):
    """One line of text, cleaned of what cannot be seen."""

    def __init__(self, *, max_length=LINE_LENGTH, **options):
        said = {"required": _("Write something here."), **(options.pop("error_messages", None) or {})}
        super().__init__(max_length=max_length, error_messages=said, **options)
        self.error_messages["max_length"] = _("Write at most %(limit_value)s letters. You wrote %(show_value)s.")

    def to_python(self, value):
        return clean_line(super().to_python(value) or "")

    def bound_data(self, data, initial):
        """What comes back with an error, harmless too."""
        return self.to_python(data) if isinstance(data, str) else data


class TextField(LineField):
    """Several lines of text, cleaned of what cannot be seen."""

    widget = forms.Textarea

    def __init__(self, *, max_length=TEXT_LENGTH, **options):
        super().__init__(max_length=max_length, **options)

    def to_python(self, value):
        return clean_text(forms.CharField.to_python(self, value) or "")


class DayField(forms.DateField):
    """A day as calendars and sheets write it, in a year that people mean: 1900 to 2200."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options):
        options.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y"])
        said = {"invalid": NOT_A_DAY, "required": NOT_A_DAY, **(options.pop("error_messages", None) or {})}
        super().__init__(error_messages=said, **options)

    def to_python(self, value):
        """Years of four digits only: others are slips of the hand."""
        day = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2200:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class InEachLanguage(forms.Form):
    """Words for each language of the interface. ``translated``: {name: (label, longest)}; each becomes one field a
    language (``name_ro``) and, cleaned, one dict {language: words}, which must not be empty."""

    translated: dict = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, (label, longest) in self.translated.items():
            field = TextField if longest > LINE_LENGTH else LineField
            for code, native in settings.LANGUAGES:
                self.fields[f"{name}_{code}"] = field(label=f"{label} · {native}", max_length=longest, required=False)

    def by_language(self):
        """(code, its fields) of each language, in the order in which a page draws them."""
        return [(code, [self[f"{name}_{code}"] for name in self.translated]) for code, _native in settings.LANGUAGES]

    def clean(self):
        said = super().clean()
        for name in self.translated:
            words = {code: said.pop(f"{name}_{code}", "") for code, _native in settings.LANGUAGES}
            said[name] = {code: text for code, text in words.items() if text}
        for field, why in self.lacking(said):
            self.add_error(field, why)
        return said

    def lacking(self, said) -> list[tuple]:
        """(field, why) of what is missing."""
        first = settings.LANGUAGES[0][0]
        return [(f"{name}_{first}", IN_ONE) for name in self.translated if not said[name]]


class NamedInEachLanguage(InEachLanguage):
    """A name and its words, which belong together in each language."""

    translated = {"title": (_("Name"), 120), "words": (_("Words"), 3_000)}

    @staticmethod
    def initial_of(titles: dict, words: dict) -> dict:
        """What the fields show of texts by language."""
        named = {f"title_{code}": text for code, text in titles.items()}
        return named | {f"words_{code}": text for code, text in words.items()}

    def lacking(self, said):
        title, words = said["title"], said["words"]
        if not title and not words:
            return [(f"title_{settings.LANGUAGES[0][0]}", IN_ONE)]
        return [
            (f"words_{code}" if code in title else f"title_{code}",
             _("A name and words belong together: write both, or empty both."))
            for code in sorted(title.keys() ^ words.keys())
        ]  # fmt: skip
