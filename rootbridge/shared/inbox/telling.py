"""Telling a member: the notice on their page, and the letter if they want it, in the present transaction."""

from django.urls import reverse

from rootbridge.base.mail.writing import write

from .models import Notice, Preference
from .registry import kinds


def tell(kind: str, members, *, url: str = "", **words) -> list[Notice]:
    """Write a notice of a registered kind to each member; nothing when its part is switched off.

    ``url``: a path on this platform. ``words``: JSON values that the sentence and the template need.
    """
    known = kinds.get(kind)
    if known is None:
        return []
    members = {member.pk: member for member in members if member.is_active}.values()
    chosen = dict(Preference.objects.filter(kind=kind, member__in=members).values_list("member_id", "by_mail"))
    notices = [Notice(member=member, kind=kind, words=words, url=url) for member in members]
    Notice.objects.bulk_create(notices)
    for member in members:
        if known.is_owed or chosen.get(member.pk, known.mail_by_default):
            write(kind, known.template, address=member.email, language=member.language, member=member,
                  url=url or reverse("home:own"), name=member.name, **words)  # fmt: skip
    return notices
