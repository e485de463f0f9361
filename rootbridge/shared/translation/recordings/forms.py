"""A recording as it is handed in: the file is listened to by a program before anybody else."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.files.contents import SOUNDS, Checked, Refused, examine, too_big
from rootbridge.base.reference.languages import languages, native_name

from ..models import Form, Voice, text_models

MOST_BYTES = 6 * 1024 * 1024


class SoundField(forms.FileField):
    """Cleaned: a sound without its labels."""

    widget = forms.FileInput(attrs={"accept": ".mp3,.m4a,.ogg,.opus,.oga,audio/*"})

    def clean(self, data, initial=None) -> Checked:
        file = super().clean(data, initial)
        if getattr(file, "is_too_big", False) or file.size > MOST_BYTES:
            raise ValidationError(too_big(file.name, MOST_BYTES))
        try:
            return examine(file.name, file.read(), kinds=SOUNDS, most=MOST_BYTES)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal


class VoiceForm(forms.Form):
    """Who reads, and what is said."""

    voice = forms.ChoiceField(label=_("Who reads?"), choices=Voice, widget=forms.RadioSelect)
    speaker = forms.CharField(
        label=_("Name of the person"), max_length=80, required=False,
        help_text=_("It stands beside the recording. A machine has no name."),
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("The person agreed that their voice and name are public"), required=False)
    transcript = forms.CharField(
        label=_("What is said"), max_length=12_000, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For people who cannot hear, where it differs from the text."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("voice") == Voice.PERSON:
            if not said.get("speaker"):
                self.add_error("speaker", _("Say who reads."))
            if not said.get("agreed"):
                self.add_error("agreed", _("Ask the person first: a voice tells who somebody is."))
        return said

    @property
    def told(self) -> dict:
        """What a recording is told of who reads it."""
        return {name: self.cleaned_data[name] for name in ("voice", "speaker", "transcript")}


class RecordingForm(VoiceForm):
    """A new recording of a text that somebody publishes."""

    text = forms.ChoiceField(label=_("Which text?"), help_text=_("The one that was read, in its language."))
    language = forms.ChoiceField(
        label=_("Language you hear"), help_text=_("Any tongue, also one that is hardly written.")
    )
    form = forms.ChoiceField(label=_("What is read?"), choices=Form, initial=Form.WHOLE, widget=forms.RadioSelect)
    file = SoundField(
        label=_("The recording"), help_text=_("MP3, M4A or Ogg, at most 6 MB. Small files load on slow networks.")
    )

    field_order = ["text", "language", "form", "file", "voice", "speaker", "agreed", "transcript"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.texts = {}
        groups = []
        for model in text_models().values():
            rows = model.objects.published().published_by(user).with_owner().order_by("slug", "locale_id")
            choices = [(f"{row.kind}:{row.pk}", f"{row} ({row.language})") for row in rows]
            self.texts |= {f"{row.kind}:{row.pk}": row for row in rows}
            groups.append((str(model._meta.verbose_name_plural).capitalize(), choices))
        self.fields["text"].choices = [("", "—"), *groups]
        ours = [(code, name) for code, name in settings.LANGUAGES]
        known = dict(ours)
        others = [
            (code, f"{name} ({native_name(code)})") for code, name in languages(get_language()) if code not in known
        ]
        self.fields["language"].choices = [("", "—"), *ours, (_("Other languages"), others)]

    def clean(self):
        said = super().clean()
        text = self.texts.get(said.get("text", ""))
        if text is not None and said.get("form") == Form.EASY and not text.in_easy_words:
            self.add_error("form", _("This text has no easy words in its language."))
        said["article"] = text
        return said
