"""What the floors below keep of a member, and how it goes."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.audit.models import Look, PersonalValue, PersonKey
from rootbridge.base.mail.models import Letter

from .erasure import add_eraser
from .export import add_exporter
from .models import Consent


def erase_letters(member):
    """Those to the address too, such as codes, which name no member."""
    Letter.objects.filter(address__iexact=member.email).delete()


def erase_name_as_viewer(member):
    """Others still see that somebody on duty looked, when and why; no longer the name."""
    Look.objects.filter(viewer=member).update(viewer_words="")


def words_of(value):
    """The words before and after a change, opened with the key of their owner."""
    key = PersonKey.objects.filter(person_number=value.person_number).first()
    said = keys.unlock(key.key, value.cipher) if key else None
    return {"at": value.record.at.isoformat(), "fields": value.record.fields, **(said or {})}


add_exporter("consents", Consent, title=_("What you agreed to"), order=20)
add_exporter("looks", Look, title=_("Who looked at your data"), rows="subject", order=21)
add_exporter("letters", Letter, title=_("Letters to you"), order=22, without=("html",),
             rows=lambda member: Letter.objects.filter(address__iexact=member.email))  # fmt: skip
add_exporter("changes", PersonalValue, title=_("What you changed, locked under your key"), order=23, also=words_of,
             rows=lambda member: PersonalValue.objects.filter(person_number=member.pk))  # fmt: skip
add_exporter("factors", Authenticator, title=_("Passkeys and apps that guard your account"), rows="user", order=24,
             without=("data",))  # fmt: skip

add_eraser("letters", erase_letters, order=90)
add_eraser("looks", erase_name_as_viewer, order=90)
