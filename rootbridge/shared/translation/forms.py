"""Which texts of a list the reader wants to see."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage
from rootbridge.base.reference.topics import Topic


class FilterForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Where you are in life"), choices=[("", _("Any")), *Stage.choices], required=False
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("All topics")), *Topic.choices], required=False)

    @classmethod
    def read(cls, asked) -> "FilterForm":
        """What was asked for, with what is not on the lists left out; its ``initial`` says what holds."""
        form = cls(asked)
        form.is_valid()
        return cls(initial={name: form.cleaned_data.get(name, "") for name in cls.base_fields})

    @property
    def is_empty(self) -> bool:
        return not any(self.initial.values())
