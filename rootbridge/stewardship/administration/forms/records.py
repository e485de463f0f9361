"""What of the record is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField

from .. import sentences
from .places import regions_seen_by


class RecordFilter(forms.Form):
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    person = forms.TypedChoiceField(label=_("By whom"), required=False, coerce=int, empty_value=None)
    place = forms.ChoiceField(label=_("Where"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("Everything")), *sentences.verb_choices()]
        people = sorted(sentences.people_seen_by(by).items(), key=lambda pair: pair[1])
        self.fields["person"].choices = [("", _("Everybody")), *people]
        self.fields["place"].choices = [("", _("Everywhere I see")), *regions_seen_by(by)]
