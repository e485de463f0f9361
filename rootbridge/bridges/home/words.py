"""The platform about itself, in the reader's language."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# {key: (title, paragraphs)}; the limit for small cells is filled in when it is said.
ABOUT = {
    "data": (
        _("Who sees my data"),
        [
            _("Everything here can be read without an account. An account needs an e-mail address, nothing else."),
            _("What you tell us is yours. Beside each field stands why it is asked and who can see it."),
            _(
                "No office sees it until you open it to that office. Each opening has its date, and you can "
                "close it again at any time."
            ),
            _(
                "When somebody who works here must look at your data, they write down why. You see who looked, "
                "when, and for which reason."
            ),
            _("You can take a copy of everything, and you can erase your account. Both work at once."),
            _(
                "Figures never show fewer than %(limit)s people. We use no trackers, and nothing on these pages "
                "is loaded from elsewhere."
            ),
        ],
    ),
    "accessibility": (
        _("Accessibility"),
        [
            _("Every page works with the keyboard, with a screen reader, in large letters and without scripts."),
            _("Every guide prints on paper. Colours keep their contrast by day and by night."),
            _("If something stands in your way, tell the desk: it is a fault of ours, and we mend it."),
        ],
    ),
    "source": (
        _("Source code"),
        [
            _("This platform runs on Rootbridge, free software under the GNU Affero licence, version 3."),
            _("Anybody may read it, run it, change it and pass it on. Ask the desk for the address of this copy."),
        ],
    ),
}


def about(key: str) -> tuple[str, list[str]] | None:
    """Title and paragraphs of a page about the platform, or None."""
    if key not in ABOUT:
        return None
    title, paragraphs = ABOUT[key]
    return str(title), [str(words) % {"limit": settings.ROOTBRIDGE_SMALL_CELL} for words in paragraphs]
