"""Questions about needs, and the words a need has in several languages."""

import secrets
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from rootbridge.shared.translation.reading import reading_order

# How many answered a need: those that stand, and those whose author erased their account.
ANSWERS = """(SELECT count(*) FROM opportunities_answer a WHERE a.need_id = {need} AND a.state <> 'withdrawn')
    + (SELECT coalesce(sum(t.answers), 0) FROM opportunities_tally t WHERE t.need_id = {need})"""
WORKERS = ("administrator", "editor", "local_representative", "organisation_officer")
LONGEST_WORD = 60


class NeedKind(models.TextChoices):
    EXPERTISE = "expertise_request", _("Expertise request")
    VOLUNTEERING = "volunteering", _("Volunteering")
    MENTORING = "mentoring", _("Mentoring")
    JOB = "job", _("Job")
    INTERNSHIP = "internship", _("Internship")
    GOODS = "goods", _("Goods wanted")


class Mode(models.TextChoices):
    REMOTE = "remote", _("From anywhere")
    THERE = "there", _("On the spot")
    EITHER = "either", _("From anywhere or on the spot")


# Kinds whose answers are a matter of hours; the others agree on something else.
IN_HOURS = (NeedKind.EXPERTISE, NeedKind.VOLUNTEERING, NeedKind.MENTORING)
# Kinds where somebody is paid, and where false offers are made.
PAID_WORK = (NeedKind.JOB, NeedKind.INTERNSHIP)


class MovedOn(Exception):
    """The need, or the change that waits, is no longer what stood before whoever decides."""


class Words(NamedTuple):
    """A text and the language it is in; both empty where there is none."""

    text: str
    language: str


def words_in(texts: dict, wanted: str, original: str) -> Words:
    """The text in the first language of the ``reading_order`` that it has, else in the original, else any."""
    for language in (*reading_order(wanted), original, *texts):
        if texts.get(language):
            return Words(texts[language], language)
    return Words("", "")


def free_slug(titles: dict) -> str:
    """An address from the title, ended by a few letters so that two of one name never meet."""
    stem = slugify(titles.get("en") or next(iter(titles.values()), ""))[:80] or "need"
    return f"{stem}-{secrets.token_hex(3)}"


def either(one: Q, works: Q) -> Q:
    """One or the other. A role that reaches everywhere comes as an empty condition, and an "or" would lose it."""
    return one | works if works else Q()


class NeedQuerySet(models.QuerySet):
    def published(self):
        """Public needs, those past their date too."""
        return self.filter(publication__isnull=False, hidden_at__isnull=True)

    def open_on(self, day):
        """Public needs that can still be answered on a day."""
        return self.published().filter(closing__isnull=True).filter(Q(answer_by__isnull=True) | Q(answer_by__gte=day))

    def past_on(self, day):
        """Public once, and closed or past their date."""
        return self.published().filter(Q(closing__isnull=False) | Q(answer_by__lt=day))

    def waiting_for_check(self):
        """For a second person: proposed and not public yet, or public with a change that waits."""
        new = Q(publication__isnull=True, proposal__isnull=False)
        changed = Q(amendments__checked_at__isnull=True, amendments__isnull=False)
        return self.filter(new | changed, closing__isnull=True).distinct()

    def drafts(self):
        return self.filter(publication__isnull=True, proposal__isnull=True, closing__isnull=True)

    def worked_on_by(self, user):
        """Needs inside the scopes of a user's roles."""
        if not user.pk:
            return self.none()
        return self.filter(user.reach.condition(*WORKERS, path="place__path", body="organisation__body"))

    def visible_to(self, user):
        """Published ones for everybody; drafts for those who work on them."""
        public = Q(publication__isnull=False, hidden_at__isnull=True)
        if not user.pk or not user.reach.holds(*WORKERS):
            return self.filter(public)
        works = user.reach.condition(*WORKERS, path="place__path", body="organisation__body")
        return self.filter(either(public, works))

    def inside(self, path):
        return self.filter(place__path__startswith=path)

    def with_answers(self):
        """Each with ``answer_count``: how many have answered, those who erased their account since too."""
        count = models.expressions.RawSQL(ANSWERS.format(need="opportunities_need.id"), [])  # noqa: S611
        return self.annotate(answer_count=count)

    def locked(self, number):
        """The need as it is now, held until the transaction ends: whatever is decided is decided from this row."""
        rows = self.select_for_update(of=("self",), no_key=True)
        return rows.select_related("place", "organisation__office").get(pk=number)

    def for_cards(self):
        return self.select_related("place", "organisation__office", "publication", "closing")
