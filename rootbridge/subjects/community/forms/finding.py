"""The directory's forms: looking for people, one's own entry, who must not find me."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.people.members.forms.fields import any_of, one_of

from .. import places
from ..models import Offer

SHOWN = [
    ("name", _("My name")),
    ("home", _("The district I am from, never the village")),
    ("living", _("The country where I live, never the town")),
    ("abilities", _("My field of work")),
    ("languages", _("The languages I speak")),
]


class SearchForm(forms.Form):
    """Every choice may stay empty."""

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        for name, label, choices in (
            ("home", _("From"), places.districts()),
            ("living", _("Lives in"), places.countries()),
            ("work", _("Field of work"), places.fields_of_work()),
            ("language", _("Speaks"), places.tongues()),
            ("offer", _("Offers"), Offer.choices),
        ):
            self.fields[name] = one_of([("", _("Any")), *choices], label=label, radios=False)


class EntryForm(forms.Form):
    """Who finds me, what shows, what I offer."""

    line = TextField(
        label=_("A few words about you"),
        max_length=300,
        required=False,
        help_text=_("What you do, what you like, why you are here. No telephone, no address."),
    )
    hides_from_home = forms.BooleanField(
        label=_("Nobody from where I am from finds me"),
        required=False,
        help_text=_("Nor anybody who does not say where they are from."),
    )
    is_woman = forms.BooleanField(
        label=_("I am a woman"),
        required=False,
        help_text=_("Then you find women who show themselves to women only. This stays with you."),
    )

    def __init__(self, data=None, *, offered, **options):
        super().__init__(data, **options)
        self.fields["circles"] = any_of([(one.key, one.title) for one in offered], label=_("Who may find you?"))
        self.fields["circles"].help_text = _("Tick nothing, and nobody finds you.")
        self.fields["fields"] = any_of(SHOWN, label=_("What may they see?"))
        self.fields["offers"] = any_of(Offer.choices, label=_("What do you offer?"))


class KeepAwayForm(forms.Form):
    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_(
            "They never find you here, now or later, and cannot tell. Whether they have an account we tell nobody."
        ),
        error_messages={
            "required": _("Write the address."),
            "invalid": _("Write a whole address, such as name@example.org."),
        },
    )
    words = LineField(
        label=_("How you call them"),
        max_length=80,
        required=False,
        help_text=_("Only you read this, so that you know later."),
    )
