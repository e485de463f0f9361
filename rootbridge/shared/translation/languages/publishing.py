"""Showing a translation to readers: exactly what its publisher saw, and read by two wherever two can be had."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..editorial.permissions import may_approve, may_publish_alone, may_show
from ..models import MovedOn, Rendering, Submission
from ..models.rendering import COPY, late
from ..models.submission import edition_of, publish_revision
from ..passages import places_of
from .actions import draft, held, latest_of
from .kinds import kind_of


class NotReady(Exception):
    """A translation cannot be published yet; the words say why, in the reader's language."""


def publish(rendering: Rendering, words: dict[str, str] | None = None, *, by, edition=None, **more) -> Rendering:
    """Keep these words, as ``draft`` does, and show the newest draft to everybody. MovedOn where the translation is not
    this ``edition`` any more: nothing is kept; PermissionDenied where somebody else must read it first, and NotReady
    where it is not whole: the words are kept."""
    with transaction.atomic():
        held_now, row = held(rendering)
        if edition is not None and edition != edition_now(row):
            raise MovedOn
        rendering = draft(held_now, words or {}, by=by, **more)
        rendering, row = held(rendering)
        problem = _problem(rendering, row, by)
        if problem is None:
            _show(row, by=by)
            rendering.refresh_from_db()
    if problem is not None:
        raise problem
    return rendering


def _problem(rendering, row, by) -> Exception | None:
    """Why the newest draft may not be shown by this person yet."""
    version = row.latest_revision
    if not may_publish_alone(by) and not (version and row.has_unpublished_changes and may_show(by, row, version)):
        return PermissionDenied("a second person must look")
    try:
        ask_ready(rendering, latest_of(row))
    except NotReady as reason:
        return reason
    return None


def _show(row, *, by) -> None:
    """The newest draft goes on the pages; whoever sent it for approval hears that it was approved."""
    revision = row.latest_revision or row.save_revision(user=by, clean=False)
    waiting = Submission.objects.of_text(row).waiting().filter(revision=revision).first()
    if waiting is not None and may_approve(by, waiting):
        waiting.publish(row, by=by, edition=waiting.edition(row), off_at=row.expire_at)
        return
    publish_revision(row, revision, by=by, off_at=row.expire_at)
    Submission.overtake(row, by=by)


def send(rendering: Rendering, *, by) -> None:
    """Ask for the approval of the newest draft. Raises NotReady."""
    row = kind_of(rendering.wording.kind)._base_manager.select_related("place", "locale").get(pk=rendering.row)
    ask_ready(rendering, row.get_latest_revision_as_object())
    try:
        Submission.send(row, by=by)
    except ValidationError as error:
        raise NotReady(" ".join(error.messages)) from error


def edition_now(row) -> str:
    """The newest words of a translation, against what readers see: another after each change of either."""
    if row.has_unpublished_changes and row.latest_revision:
        return edition_of(row, row.latest_revision)
    return f"0-0-{row.edition}"


def ask_ready(rendering: Rendering, text) -> None:
    """Raises NotReady where a passage that the page needs is empty, or nobody read what a machine wrote."""
    wording = rendering.wording
    said = rendering.newest(text, wording.words)
    places = places_of(text, wording.words)
    empty = [places[key].label for key in wording.said if places[key].is_needed and not said.get(key, "").strip()]
    if empty:
        raise NotReady(_("Translate this first: %(what)s.") % {"what": ", ".join(empty)})
    entries = {**rendering.public, **rendering.draft}
    if rendering.unread_in(said) and not settings.ROOTBRIDGE_TRANSLATE_PUBLISH:
        raise NotReady(_("A machine made some of these words. Read them first, then publish."))
    copied = [key for key in late(entries, wording.words) if entries.get(key, {}).get("how") == COPY and said.get(key)]
    if copied:
        raise NotReady(_("Some passages still stand in the language of the original. Translate them first."))
