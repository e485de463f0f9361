"""What those who write and approve texts are told: of drafts, of decisions, of checks that are due."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rootbridge.base.design.formats import moment
from rootbridge.shared.inbox.registry import add_kind
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.translation.announcing import listen
from rootbridge.shared.translation.editorial.owners import approvers_for
from rootbridge.shared.translation.editorial.scheduling import zone_of
from rootbridge.shared.translation.waiting import text_url

LETTERS = "administration/letters/"
NAMED = 3

KINDS = [
    ("sent", _("A text to approve"), _("%(who)s asks you to approve “%(title)s”.")),
    ("published", _("My text was approved"), _("%(who)s approved “%(title)s”. Readers see it now.")),
    ("planned", _("My text has a day"), _("%(who)s approved “%(title)s”. It goes on the pages %(day)s.")),
    ("returned", _("My text came back"), _("%(who)s sent “%(title)s” back to you: %(words)s")),
    ("due", _("A text of mine is due for a check"), _("To be checked again soon: %(titles)s.")),
    ("past", _("A text of mine is past its check"), _("Past their check, readers are warned: %(titles)s.")),
    ("left", _("Texts left the front page"), _("Off the front page, because nobody checked them: %(titles)s.")),
]  # fmt: skip

for _order, (_key, _title, _sentence) in enumerate(KINDS):
    add_kind(
        key=f"translation.{_key}", title=_title, sentence=_sentence, template=f"{LETTERS}text_{_key}.html",
        for_staff=True, order=30 + _order,
    )  # fmt: skip


def tell_of_texts(event, *, members=(), texts=(), text=None, submission=None, at=None):
    """To those who approve, to whoever sent it, to those who look after a text."""
    if texts:
        _tell_of_checks(event, members, texts)
    elif event == "sent":
        asked = approvers_for(text.place.path, but=(submission.by_id, submission.revision.user_id))
        tell(
            "translation.sent",
            asked,
            url=text_url(text),
            **_words(submission, submission.by, submission.note),
        )
    elif submission.by is not None:
        words = _words(submission, submission.closed_by, submission.words)
        with translation.override(submission.by.language):
            words["day"] = moment(at, zone_of(text)).striptags() if at else ""
        tell(f"translation.{event}", [submission.by], url=text_url(text), **words)


def _tell_of_checks(event, members, texts):
    titles = [f"“{text.title}”" for text in texts[:NAMED]]
    more = "…" if len(texts) > NAMED else ""
    address = text_url(texts[0]) if len(texts) == 1 else reverse("administration:first")
    tell(f"translation.{event}", members, url=address, titles=", ".join(titles) + more, number=len(texts))


def _words(submission, who, words) -> dict:
    """``title``: of the version that was sent."""
    title = submission.revision.as_object().title
    return {"title": title, "who": who.get_short_name() if who else "", "words": words}


listen(tell_of_texts)
