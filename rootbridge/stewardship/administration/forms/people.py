"""Suspending, standing in, handing over; and what the list of people shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField, TextField
from rootbridge.people.members.models import Member, Role, RoleKind

from .days import DaysMixin
from .places import regions_seen_by

REASON_LENGTH, SHORTEST_REASON = 500, 5


class ReasonForm(forms.Form):
    reason = TextField(
        label=_("Your reason"), max_length=REASON_LENGTH, min_length=SHORTEST_REASON,
        help_text=_("The person reads it."),
        error_messages={
            "required": _("Write the reason: the person reads it."), "min_length": _("Write a whole sentence."),
        },
    )  # fmt: skip


class ColleagueMixin(forms.Form):
    """Somebody who works here already, inside the reach of ``by``; never the holder of the role."""

    colleague = forms.ModelChoiceField(
        queryset=Member.objects.none(), label=_("Who"), empty_label="–",
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody from the list.")},
    )  # fmt: skip

    def __init__(self, *args, by, role, **kwargs):
        super().__init__(*args, **kwargs)
        at_work = Role.objects.visible_to(by).standing().exclude(member__in=[role.member_id, by.pk])
        self.fields["colleague"].queryset = Member.objects.filter(pk__in=at_work.values("member")).order_by(
            "name", "pk"
        )


class SubstituteForm(DaysMixin, ColleagueMixin):
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"))


class HandOverForm(ColleagueMixin, ReasonForm):
    field_order = ["colleague", "reason"]


class PeopleFilter(forms.Form):
    """What the list shows; anything odd in it is passed over."""

    kind = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *RoleKind.choices])
    place = forms.ChoiceField(label=_("Where"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("At work")), ("resting", _("Resting")), ("over", _("Over"))],
    )  # fmt: skip

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Everywhere I see")), *regions_seen_by(by)]
