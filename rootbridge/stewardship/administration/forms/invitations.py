"""Inviting somebody to a role: to whom, for whom, for how long."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import DayField
from rootbridge.base.design.formats import date
from rootbridge.base.reference.models import Place
from rootbridge.people.members import bodies
from rootbridge.people.members.bounds import (
    EVERYWHERE,
    FITTING,
    OFFICE,
    ORGANISATION,
    PLACE,
    RESIDENCE,
    Bounds,
    where_of,
)
from rootbridge.people.members.reach import GRANTS

from ..permissions import may_grant_role
from .days import DaysMixin
from .places import PlaceMixin

WHERE = {
    EVERYWHERE: _("Everywhere"),
    PLACE: _("A place and all below it"),
    RESIDENCE: _("People living in one country"),
    OFFICE: _("One office"),
    ORGANISATION: _("One organisation"),
}


class InvitationForm(DaysMixin, PlaceMixin):
    """For one kind of role; ``by`` is who invites, and offers only what they may give."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, 
        help_text=_("We write to this address once. The role is given when it signs in."),
        error_messages={"required": _("Write an e-mail address."),
                        "invalid": _("Write an e-mail address, like ana@example.org.")},
    )  # fmt: skip
    where = forms.ChoiceField(
        label=_("For whom"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom."), "invalid_choice": _("Choose for whom.")},
    )  # fmt: skip
    residence = forms.ChoiceField(label=_("Country"), required=False)
    body = forms.ChoiceField(label=_("Which one"), required=False)
    starts_on = DayField(
        label=_("From"), required=False, help_text=_("Empty: from the day the invitation is taken up.")
    )
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty: without an end."))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args, by, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.kind = by, kind
        reach = [scope for scope in by.reach.scopes if kind in _given_by(scope.kind)]
        fitting = [word for word in FITTING[kind] if word != EVERYWHERE or any(scope.is_everywhere for scope in reach)]
        self.fields["where"].choices = [(word, WHERE[word]) for word in fitting]
        if len(fitting) == 1:
            self.fields["where"].widget, self.fields["where"].initial = forms.HiddenInput(), fitting[0]
        for word, names in ((PLACE, ("place", "place_code")), (RESIDENCE, ("residence",))):
            for name in names if word not in fitting else ():
                del self.fields[name]
        self._offer_bodies(fitting)
        if "residence" in self.fields:
            self._offer_countries(reach)
        self.fields["language"].initial = get_language()

    def _offer_bodies(self, fitting):
        wanted = [word for word in fitting if word in (OFFICE, ORGANISATION)]
        if not wanted:
            del self.fields["body"]
            return
        # Offered as for the shortest role; what is chosen is judged with its own last day.
        today, reach = timezone.localdate(), self.by.reach
        offered = [
            body for body in bodies.every()
            if body.key.partition(":")[0] in wanted and reach.may_grant(self.kind, until=today, **where_of(body))
        ]  # fmt: skip
        self.fields["body"].choices = sorted(((body.key, body.title) for body in offered), key=lambda pair: pair[1])

    def _offer_countries(self, reach):
        countries = Place.objects.countries()
        if not any(scope.is_everywhere for scope in reach):
            countries = countries.filter(code__in=[scope.residence for scope in reach if scope.residence])
        named = countries.sorted_by_name(get_language())
        self.fields["residence"].choices = [("", "–"), *((one.code, one.name(get_language())) for one in named)]

    def wants_place(self, known):
        return known.get("where") == PLACE

    def clean(self):
        known = super().clean()
        if self.errors:
            return known
        bounds = self._bounds(known)
        if not bounds.fit(self.kind):
            self.add_error(_field_of(known["where"]), gettext("Choose which one."))
        elif known["email"].lower() == self.by.email:
            self.add_error("email", gettext("This is your own address. Somebody else gives you a role."))
        elif not may_grant_role(self.by, self.kind, bounds, until=known.get("ends_on")):
            self._say_too_much(bounds)
        known["bounds"] = bounds
        return known

    def _say_too_much(self, bounds):
        if may_grant_role(self.by, self.kind, bounds, until=timezone.localdate()):
            last = max(scope.until for scope in self.by.reach.scopes if scope.until)
            self.add_error(
                "ends_on", gettext("Your own role ends on %(day)s. Choose a day until then.") % {"day": date(last)}
            )
        else:
            words = {"where": bounds.words()}
            self.add_error(
                _field_of(self.cleaned_data["where"]),
                gettext("Your own role does not reach there: %(where)s. Ask an administrator.") % words,
            )

    def _bounds(self, known) -> Bounds:
        where = known["where"]
        residence = Place.objects.filter(code=known.get("residence") or "").first() if where == RESIDENCE else None
        return Bounds(
            is_everywhere=where == EVERYWHERE, place=known.get("place") if where == PLACE else None,
            residence=residence, body=known.get("body") or "" if where in (OFFICE, ORGANISATION) else "",
        )  # fmt: skip


def _field_of(where) -> str:
    return {PLACE: "place", RESIDENCE: "residence", OFFICE: "body", ORGANISATION: "body"}.get(where, "where")


def _given_by(kind):
    return GRANTS.get(kind, ())
