"""One line for every room that takes texts: ``look_at("stories.story", story, by=user, title=…, words=…)`` where it is
submitted or published. What is seen becomes rows; who decides sees them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from .models import Case, Hold, Host, Signal, Trace, Why
from .models.signal import Sign
from .registry import announce, reportables
from .signs import ALIKE, HIDING, confusable, hosts_of, likeness, numbers_of, sketch_of

NOBODY_YET = timedelta(days=7)  # so long after it was first named a site is known
SAME_TEXT_DAYS, MANY_LINKS, OPENS_AT = 14, 3, 2
AT_WORK = ("administrator", "moderator", "editor", "local_representative", "residence_representative", "support_agent")


def look_at(kind: str, thing, *, by=None, title="", words=(), name=None, now=None) -> list[Signal]:
    """Note the signs of something that was just submitted; looked at again, they are noted anew.

    ``by``: the member who wrote it; ``words``: a text, {language: text}, or several of them; ``name``: who they say
    they are, else what the member is called. What stands on the pages and bears two signs opens a case; it leaves the
    pages only where its registry entry asks for that.
    """
    known = reportables.get(kind)
    if known is None or (by is not None and by.pk and by.reach.holds(*AT_WORK)):
        return []
    now, text = now or timezone.now(), f"{title}\n{_plain(words)}"
    author = by if by is not None and by.pk else None
    name = (author.name if author else "") if name is None else name
    about = {"target_kind": kind, "target_id": thing.pk}
    with transaction.atomic():
        facts = {
            Sign.NEW: _new(author, about, now), Sign.LINKS: _links(text, now),
            Sign.REPEATED: _repeated(text, author, about, now), Sign.LOOKALIKE: confusable(name, title),
        }  # fmt: skip
        Signal.objects.filter(**about).delete()
        rows = [
            Signal(kind=sign, facts=one, author=author, noted_at=now, **about) for sign, one in facts.items() if one
        ]
        Signal.objects.bulk_create(rows)
        Trace.objects.update_or_create(
            **about, defaults={"author": author, "sketch": sketch_of(text), "hosts": hosts_of(text), "noted_at": now}
        )
        Host.objects.seen(hosts_of(text), now)
        if len(rows) >= OPENS_AT:
            _open(known, thing, len(rows), now)
    return rows


def _plain(words) -> str:
    """Each text once, however often and in how many languages it was given."""
    if isinstance(words, str):
        return words
    parts = words.values() if isinstance(words, dict) else words
    return "\n".join(dict.fromkeys(_plain(one) for one in parts if one))


def _open(known, thing, signs, now) -> None:
    """What only its circle reads opens nothing before one of them reports it; what nobody reads yet, neither."""
    if known.is_private or known.find(thing.pk, AnonymousUser()) is None:
        return
    Case.open_for(known, thing, signs=signs, now=now)
    if known.holds_at and signs >= known.holds_at and Hold.place(known, thing, why=Why.SIGNALS):
        announce("held", known, thing, why=Why.SIGNALS)


def _new(author, about, now) -> dict | None:
    if author is None:
        return None
    days = (now - author.joined_at).days
    others = Trace.objects.filter(author=author).exclude(**about)
    if days >= settings.ROOTBRIDGE_NEW_ACCOUNT_DAYS or (texts := others.count()) >= settings.ROOTBRIDGE_FEW_TEXTS:
        return None
    return {"days": max(days, 0), "texts": texts}


def _links(text, now) -> dict | None:
    """Many links, or one to where nobody led before, or one that hides where it leads."""
    hosts = hosts_of(text)
    known = dict(Host.objects.filter(name__in=hosts).values_list("name", "first_seen_at")) if hosts else {}
    refused = sorted(Host.objects.filter(name__in=hosts, refused_at__isnull=False).values_list("name", flat=True))
    hiding = [host for host in hosts if host in HIDING]
    unseen = [host for host in hosts if host not in HIDING and known.get(host, now) > now - NOBODY_YET]
    number = len(hosts) + numbers_of(text)
    if not (hiding or unseen or refused or number >= MANY_LINKS):
        return None
    return {"number": number, "unseen": unseen[:4], "hiding": hiding[:4], "refused": refused[:4]}


def _repeated(text, author, about, now) -> dict | None:
    sketch = sketch_of(text)
    if not sketch:
        return None
    rows = Trace.objects.near(sketch, since=now - timedelta(days=SAME_TEXT_DAYS)).exclude(**about)
    same = [row for row in rows.order_by("-noted_at")[:200] if likeness(sketch, row.sketch) >= ALIKE]
    if not same:
        return None
    who = {row.author_id for row in same}
    return {"times": len(same), "days": SAME_TEXT_DAYS, "others": len(who - {author.pk if author else None})}


def signals_of(kind: str, number: int) -> list[Signal]:
    """What was seen in one thing, for those who decide on it. One query."""
    return list(Signal.objects.about(kind, number))
