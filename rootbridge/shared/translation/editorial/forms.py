"""What is asked where a text is sent, approved, planned, sent back, or given a picture."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, LineField, TextField
from rootbridge.base.files.contents import PICTURES, Refused, examine, too_big

MORNING = "09:00"


class SendForm(forms.Form):
    """``note``: to whoever approves."""

    note = TextField(
        label=_("A note to who approves"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is new, where you have it from, by when it is needed."),
    )  # fmt: skip


class BackForm(forms.Form):
    words = TextField(
        label=_("What shall be different?"), max_length=2000,
        help_text=_("Whoever sent it gets these words. Say what to change, and what is good."),
        error_messages={"required": _("Say in a sentence what shall be different.")},
    )  # fmt: skip


class MomentForm(forms.Form):
    """A day and an hour by the clock of the text's place; cleaned, ``moment``."""

    day = DayField(label=_("Day"), error_messages={"required": _("Choose a day.")})
    hour = forms.TimeField(
        label=_("Hour"), initial=MORNING, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose an hour."), "invalid": _("Write an hour as in 09:00.")},
    )  # fmt: skip

    def __init__(self, *args, zone, **options):
        super().__init__(*args, **options)
        self.zone = zone

    def clean(self):
        said = super().clean()
        if said.get("day") and said.get("hour"):
            said["moment"] = datetime.combine(said["day"], said["hour"], tzinfo=self.zone)
            if said["moment"] <= timezone.now():
                self.add_error("day", _("This moment is past. Choose a later one."))
            elif said["day"].year > timezone.localdate().year + 5:
                self.add_error("day", _("Choose a day within the next five years."))
        return said


class KeeperForm(forms.Form):
    """``member``: number of who looks after the text; "" for its office."""

    member = forms.ChoiceField(label=_("Who looks after it"), required=False)

    def __init__(self, *args, writers, **options):
        super().__init__(*args, **options)
        self.writers = {str(member.pk): member for member in writers}
        named = [(number, member.get_short_name()) for number, member in self.writers.items()]
        self.fields["member"].choices = [("", _("The office that answers")), *named]

    def clean_member(self):
        return self.writers.get(self.cleaned_data["member"])


class PictureField(forms.FileField):
    """Cleaned: a `Checked` picture, drawn anew and without its place."""

    widget = forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.heic"})

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError(_("Choose a picture first."))
        if getattr(data, "is_too_big", False):
            raise forms.ValidationError(too_big(data.name))
        try:
            return examine(data.name, data.read(), kinds=PICTURES)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PictureForm(forms.Form):
    """``alt_ro`` and so on: what it shows, in each language that the text has; cleaned, ``alts``."""

    picture = PictureField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP or HEIC, at most 10 MB. It is drawn anew: place, date and camera stay behind."),
    )

    def __init__(self, *args, languages, **options):
        super().__init__(*args, **options)
        self.languages = languages
        names = dict(settings.LANGUAGES)
        for code in languages:
            self.fields[f"alt_{code}"] = LineField(
                label=_("What it shows, in %(language)s") % {"language": names[code]}, max_length=200,
                help_text=_("For who does not see it: one sentence, without “picture of”."),
                error_messages={"required": _("Say what it shows: some readers hear the page.")},
            )  # fmt: skip

    def clean(self):
        said = super().clean()
        said["alts"] = {code: said.get(f"alt_{code}", "") for code in self.languages}
        return said
