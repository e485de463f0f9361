"""Changes that span a question and something else: what is given along with it, what becomes of its answer."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from rootbridge.base.audit.chain import record

from .models import Link, Proposal, PublishedAnswer

LONGEST_SLUG, REVIEW_DAYS = 60, 92


def give_along(question, *, by, path) -> Link:
    """Attach a guide or an answer by its path ("services/apostille/"); one that is there already is the same."""
    with transaction.atomic():
        link, made = question.links.get_or_create(path=path, defaults={"by": by})
        if made:
            record("help.question_linked", question, by=by, place_path=question.office.place.path)
    return link


def propose_answer(question, *, by, language, words) -> PublishedAnswer:
    """A draft of a published answer, with the office of the question as its owner; not public until an editor has
    looked at it and published it. One a question: a second time it is the first one. Nothing of whoever asked.

    ``words``: {"question", "short", "body", "topic"}.
    """
    with transaction.atomic():
        type(question).objects.select_for_update().get(pk=question.pk)
        known = Proposal.objects.filter(question=question).select_related("answer__locale").first()
        if known:
            return known.answer
        today = timezone.localdate()
        answer = PublishedAnswer.objects.create(
            locale=Locale.objects.get(language_code=language), original=language, office=question.office,
            place=question.office.place, slug=_slug(words["question"]), live=False, has_unpublished_changes=True,
            checked_on=today, review_days=REVIEW_DAYS, **words,
        )  # fmt: skip
        answer.save_revision(user=by, log_action=True, clean=False)  # for whom it is, the editor says
        Proposal.objects.create(question=question, answer=answer, by=by)
        record("help.answer_proposed", answer, by=by, place_path=question.office.place.path)
    return answer


def _slug(question: str) -> str:
    """An address that nobody has and that tells nothing but the question."""
    return f"{slugify(question)[:LONGEST_SLUG].strip('-') or 'answer'}-{uuid.uuid4().hex[:6]}"
