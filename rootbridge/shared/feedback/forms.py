from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField


class RemarkForm(forms.Form):
    words = TextField(
        label=_("What was missing, or wrong?"),
        help_text=_("A word is enough. Leave out names and numbers of papers."),
        max_length=2000,
        error_messages={"required": _("Write a word or two first.")},
    )
