"""Taking the sample data away again: every row a pack made, and what people tied to it meanwhile."""

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError, Q

from rootbridge.base.audit import chain
from rootbridge.base.core import findable, versions
from rootbridge.shared.conversations.models import Conversation
from rootbridge.shared.moderation.models import Report
from rootbridge.subjects.community.models import GroupFile, Post, Profile
from rootbridge.subjects.localities.models import Living
from rootbridge.subjects.opportunities.models import Answer
from rootbridge.subjects.programmes.models import Application, Call, Tally

from .models import Sample

# Rows that others lean on go last.
ORDER = (
    "moderation.case",
    "community.group", "localities.following", "localities.entry", "localities.page", "stories.story",
    "programmes.application", "programmes.programme", "opportunities.need", "help.chat",
    "help.question", "translation.recording", "services.guide", "services.election", "services.link",
    "services.planstep", "help.publishedanswer", "feedback.note", "feedback.change", "feedback.surveycount",
    "feedback.surveywords", "members.member", "help.deskrule", "help.preparedreply", "organisations.organisation",
    "offices.office",
)  # fmt: skip


def remove_all() -> dict[str, int]:
    """Remove all sample data in one transaction. Returns {model: rows removed}; places and words of trades stay."""
    removed = {}
    with transaction.atomic():
        kinds = sorted(set(Sample.objects.values_list("kind", flat=True)), key=_rank)
        for kind in kinds:
            removed[kind] = _remove(kind)
        Sample.objects.all().delete()
        Living.objects.all().delete()  # counted anew from who is left
        versions.changed()
    return removed


def _remove(kind) -> int:
    model = apps.get_model(kind)
    ids = list(Sample.objects.filter(kind=kind).values_list("object_id", flat=True))
    rows = model.objects.filter(pk__in=ids)
    if kind == "opportunities.need":
        Answer.objects.filter(need__in=ids).delete()
    if kind == "programmes.application":
        Conversation.objects.filter(applications__in=ids).delete()
    if kind == "programmes.programme":
        Conversation.objects.filter(applications__call__programme__in=ids).delete()
        Application.objects.filter(call__programme__in=ids).delete()
        Tally.objects.filter(call__programme__in=ids).delete()
        Call.objects.filter(programme__in=ids).delete()
    if kind == "community.group":
        GroupFile.objects.filter(post__group__in=ids).discard()
        Report.objects.filter(target_kind="community.group", target_id__in=ids).delete()
        posts = Post.objects.filter(group__in=ids).values("pk")
        Report.objects.filter(target_kind="community.post", target_id__in=posts).delete()
    if kind == "help.question":
        Conversation.objects.filter(question__in=ids).delete()  # with what was said, and the keys of its files
    if kind == "help.chat":
        Conversation.objects.filter(chat__in=ids).delete()
    if kind == "members.member":
        Conversation.objects.filter(Q(contact__asker__in=ids) | Q(contact__asked__in=ids)).delete()
        profiles = Profile.objects.filter(member__in=ids).values("pk")
        Report.objects.filter(target_kind="community.profile", target_id__in=profiles).delete()
        for number in ids:
            chain.forget_person(number)
    count = _delete(rows)
    for number in ids:
        findable.changed(kind, number)
    return count


def _delete(rows) -> int:
    """Delete the rows; one that a person's own row leans on stays and is counted as left."""
    try:
        with transaction.atomic():
            return rows.delete()[1].get(rows.model._meta.label, 0)
    except ProtectedError:
        count = 0
        for row in rows:
            try:
                with transaction.atomic():
                    row.delete()
                count += 1
            except ProtectedError:
                continue
        return count


def _rank(kind):
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
