"""Who wrote at a draft: everybody who kept a version of it since readers saw the last one."""

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Revision


def written_by(user, drafts: Iterable[tuple]) -> set[int]:
    """Of these (text, version): the numbers of the versions that this person had a hand in. One query, and one for each
    text whose ``live_revision`` is not at hand."""
    drafts = list(drafts)
    kept = defaultdict(list)
    rows = Revision.objects.filter(user=user, object_id__in={draft.object_id for _text, draft in drafts})
    for kind, number, at in rows.values_list("content_type", "object_id", "created_at"):
        kept[kind, number].append(at)
    return {
        draft.pk for text, draft in drafts
        if draft.user_id == user.pk
        or any(_is_part(at, text, draft) for at in kept[draft.content_type_id, draft.object_id])
    }  # fmt: skip


def wrote(user, text, draft: Revision) -> bool:
    """Had this person a hand in this version?"""
    return bool(written_by(user, [(text, draft)]))


def _is_part(at, text, draft: Revision) -> bool:
    """Was it kept after what readers see, and not after this version?"""
    seen = text.live_revision.created_at if text.live_revision_id else text.last_published_at
    return at <= draft.created_at and (seen is None or at > seen)
