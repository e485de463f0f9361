"""Proposing a group, describing it, joining it, being in it."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField
from rootbridge.base.reference.models import Place
from rootbridge.people.members.forms.fields import NameField, any_of, one_of
from rootbridge.people.organisations.official_words import reads_official

from .. import places
from ..models import GroupKind, Joining, MembersSeen, Rhythm
from ..models.group import CLOSED_KINDS
from .contact import NameForm

NAME_IN_IT = _("Your name in the group")


class GroupForm(forms.Form):
    """What a group is. ``values`` are fields of the model."""

    name = NameField(label=_("Name of the group"), max_length=80)
    kind = one_of(GroupKind.choices, label=_("What kind of group?"), required=True)
    about = TextField(
        label=_("What is it for?"), max_length=1000, help_text=_("Two or three sentences. Everybody can read them.")
    )
    rules = TextField(
        label=_("Rules"),
        max_length=2000,
        required=False,
        help_text=_("What is welcome, and what is not. One rule a line."),
    )
    age_from = forms.IntegerField(
        label=_("From this age"),
        min_value=16,
        max_value=99,
        required=False,
        help_text=_("Only for young people; not under 16."),
    )
    age_to = forms.IntegerField(label=_("Up to this age"), min_value=16, max_value=99, required=False)
    joining = one_of(Joining.choices, label=_("Who joins?"), required=True, initial=Joining.REQUEST)
    members_seen = one_of(
        MembersSeen.choices,
        label=_("Who sees who is in it?"),
        required=True,
        initial=MembersSeen.MEMBERS,
        help_text=_("Outside the group nobody ever sees it."),
    )
    is_unlisted = forms.BooleanField(
        label=_("It stands in no list"),
        required=False,
        help_text=_("Only for groups that one joins by a link."),
    )

    def __init__(self, data=None, *, is_new=True, **options):
        super().__init__(data, **options)
        self.fields["place"] = one_of(
            [("", _("Any place")), *places.districts()], label=_("For people from"), radios=False
        )
        self.fields["residence"] = one_of(
            [("", _("Any country")), *places.countries()], label=_("For people who live in"), radios=False
        )
        self.fields["languages"] = any_of(settings.LANGUAGES, label=_("Languages that are spoken in it"))
        if is_new:
            self.fields["name_in_it"] = NameField(
                label=NAME_IN_IT, max_length=80, help_text=_("A first name is enough.")
            )
        else:
            for fixed in ("kind", "place", "residence", "age_from", "age_to"):
                self.fields.pop(fixed)

    def clean_name(self):
        """A representative looks at a new name; nobody at a later one."""
        name = self.cleaned_data["name"]
        if "kind" not in self.fields and name != self.initial.get("name") and reads_official(name):
            raise forms.ValidationError(_("This name reads like that of a public authority. Choose another."))
        return name

    def clean(self):
        said = super().clean()
        kind = said.get("kind", self.initial.get("kind"))
        if kind in CLOSED_KINDS and said.get("joining") == Joining.OPEN:
            self.add_error(
                "joining", _("A group of women or of young people lets people in one by one. Choose another way.")
            )
        if said.get("is_unlisted") and said.get("joining") != Joining.INVITATION:
            self.add_error("is_unlisted", _("Only a group that one joins by a link can stand in no list."))
        if "age_from" in self.fields:
            self._ages(said, kind)
        return said

    def _ages(self, said, kind) -> None:
        if kind != GroupKind.YOUTH:
            said["age_from"] = said["age_to"] = None
            return
        said["age_from"], said["age_to"] = said.get("age_from") or 16, said.get("age_to") or 25
        if said["age_to"] < said["age_from"]:
            self.add_error("age_to", _("Write an age that is not below the first one."))

    def values(self) -> dict:
        """The fields of the model, places as rows. A query."""
        said = dict(self.cleaned_data)
        said.pop("name_in_it", None)
        said["is_listed"] = not said.pop("is_unlisted")
        codes = [said.get("place"), said.get("residence")]
        known = {place.code: place for place in Place.objects.filter(code__in=[code for code in codes if code])}
        for name in ("place", "residence"):
            if name in said:
                said[name] = known.get(said[name])
        return said


def initial_of(group) -> dict:
    return {
        "name": group.name,
        "kind": group.kind,
        "about": group.about,
        "rules": group.rules,
        "joining": group.joining,
        "members_seen": group.members_seen,
        "is_unlisted": not group.is_listed,
        "languages": group.languages,
    }


class JoinForm(NameForm):
    """To join, or to ask for it; where the group is for some, that one says so oneself."""

    def __init__(self, data=None, *, group, asks, **options):
        super().__init__(data, **options)
        self.fields["name"].label = NAME_IN_IT
        if asks:
            self.fields["words"] = TextField(
                label=_("A word to the moderators"),
                max_length=600,
                help_text=_("Who you are, and why you would like to be in it."),
            )
        label = self._declares(group)
        if label:
            self.fields["has_declared"] = forms.BooleanField(
                label=label, error_messages={"required": _("This group is only for those who can say so.")}
            )

    @staticmethod
    def _declares(group) -> str:
        if group.kind == GroupKind.WOMEN:
            return _("I am a woman")
        if group.kind == GroupKind.YOUTH:
            return _("I am between %(from)s and %(to)s years old") % {"from": group.age_from, "to": group.age_to}
        return ""


class MembershipForm(NameForm):
    rhythm = one_of(Rhythm.choices, label=_("How often do we tell you of news?"), required=True)
    keeps_posts = forms.BooleanField(
        label=_("When I leave, my posts stay without my name"),
        required=False,
        help_text=_("Otherwise they go with you."),
    )

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.fields["name"].label = NAME_IN_IT


class WhyForm(forms.Form):
    """A reason that the other reads."""

    reason = TextField(
        label=_("Your reason"),
        max_length=1000,
        min_length=10,
        help_text=_("They read this."),
        error_messages={"min_length": _("Write a whole sentence.")},
    )


class ReplyForm(forms.Form):
    reply = TextField(label=_("A word to them"), max_length=600, required=False, help_text=_("They read this."))
