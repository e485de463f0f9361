"""Writing in a group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField
from rootbridge.shared.conversations.forms import FilesField

from ..models.post import LONGEST

PICTURES_AND_PAPERS = _(
    "Pictures and papers, seen by members of the group only. What pictures tell of the place is taken out."
)


class PostForm(forms.Form):
    words = TextField(
        label=_("Write to the group"), max_length=LONGEST, error_messages={"required": _("Write something first.")}
    )
    files = FilesField(label=_("Pictures or files"), help_text=PICTURES_AND_PAPERS)
    client = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)


class ReplyForm(forms.Form):
    words = TextField(
        label=_("Your reply"), max_length=LONGEST, error_messages={"required": _("Write something first.")}
    )
    client = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)


class EditForm(forms.Form):
    words = TextField(
        label=_("Your words"), max_length=LONGEST, error_messages={"required": _("Write something first.")}
    )
