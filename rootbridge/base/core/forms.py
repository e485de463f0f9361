"""Form fields that take what people type and keep it harmless; shared by the forms of every room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .text import clean_line, clean_text

LINE_LENGTH = 200
TEXT_LENGTH = 5_000


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
