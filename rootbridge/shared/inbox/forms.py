"""The page of preferences writes itself from the registered kinds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Preference
from .registry import kinds


class PreferenceForm(forms.Form):
    """One tick for each kind that a member may be told of; what is owed cannot be switched off."""

    def __init__(self, data=None, *, member):
        self.member = member
        self.kinds = [kind for kind in kinds if member.has_role or not kind.for_staff]
        chosen = dict(Preference.objects.filter(member=member).values_list("kind", "by_mail"))
        super().__init__(data)
        for kind in self.kinds:
            self.fields[kind.key] = forms.BooleanField(
                label=kind.title, required=False, disabled=kind.is_owed,
                initial=kind.is_owed or chosen.get(kind.key, kind.mail_by_default),
                help_text=_("We owe you this one, so it always comes.") if kind.is_owed else "",
            )  # fmt: skip

    def save(self):
        wanted = {kind.key: self.cleaned_data[kind.key] for kind in self.kinds if not kind.is_owed}
        Preference.settle(self.member, wanted)


def sections(form: PreferenceForm) -> list[tuple[str, list]]:
    """(heading, bound fields): what is about oneself, what is about work."""
    own = [form[kind.key] for kind in form.kinds if not kind.for_staff]
    work = [form[kind.key] for kind in form.kinds if kind.for_staff]
    return [(title, fields) for title, fields in ((_("About me"), own), (_("About my work here"), work)) if fields]
