"""A question typed in by staff for somebody at the counter or on the telephone."""

import secrets

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.reference.models import Place

from .forms import AskForm, Way
from .models import Channel
from .readers import other_offices

CAME = (Channel.COUNTER, Channel.PHONE, Channel.WHATSAPP, Channel.TELEGRAM, Channel.VIBER, Channel.EMAIL)


class CounterForm(AskForm):
    """``own``: slug of the office of whoever types; ``client``: what this page calls the question, so that a button
    pressed twice makes one."""

    channel = forms.ChoiceField(
        label=_("How did it come?"), choices=[(one.value, one.label) for one in CAME], initial=Channel.COUNTER,
        widget=forms.RadioSelect, error_messages={"required": _("Choose one of these.")},
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("In which language do they want the answer?"),
        choices=[(code, name) for code, name in settings.LANGUAGES],
    )
    living = forms.ChoiceField(label=_("Where do they live?"), required=False)
    client = forms.CharField(widget=forms.HiddenInput, max_length=36, min_length=8)

    def __init__(self, data=None, files=None, *, own):
        living = (data or {}).get("living", "")
        codes = dict(Place.objects.countries().values_list("code", "country_code"))
        super().__init__(data, files, bearings=Bearings(living=living if living in codes else ""), asked=own)
        countries = Place.objects.countries().defer("keys", "also").sorted_by_name(get_language())
        self.fields["living"].choices = [
            ("", _("Not said")),
            *((one.code, one.name(get_language())) for one in countries),
        ]
        self.initial |= {"language": get_language(), "way": Way.LOOK, "client": secrets.token_hex(8)}
        self.fields["words"].label = _("Their question, in their words")
        self.fields["way"].label = _("How shall the answer reach them?")
        self.fields["way"].choices = [
            (Way.LOOK, _("With a number and a PIN, on a printed slip or read aloud")),
            (Way.PHONE, _("Call them back")), (Way.EMAIL, _("By e-mail")),
        ]  # fmt: skip
        self.fields["phone"].label = _("Telephone of whoever asks")
        self.fields["email"].label = _("E-mail of whoever asks")
        self.fields["phone"].help_text = self.fields["email"].help_text = ""
        self.fields["whom"].choices = [("", _("Themselves")), *self.fields["whom"].choices[1:]]
        self.fields["whom"].label = _("For whom do they ask?")
        for slug, label in self.fields["office"].choices:
            if slug == own:
                label.note = _("Where you work")
        self._keep_choices(data)

    def _keep_choices(self, data):
        """Where they live is said on this very page, and says who may read it: every office that the page offered
        before that was known is still a choice."""
        every = [(office.slug, office.name) for office in other_offices([])]
        for name in ("other", "hide_other"):
            self.fields[name].choices = [("", _("No other")), *every]
        hidden = set(data.getlist("hide")) if hasattr(data, "getlist") else set()
        shown = {slug for slug, _name in self.fields["hide"].choices}
        self.fields["hide"].choices += [(slug, name) for slug, name in every if slug in hidden - shown]
