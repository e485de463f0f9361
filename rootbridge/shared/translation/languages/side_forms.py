"""What somebody wrote beside an original: their words by passage, and which passages still say the same."""

from django.utils.translation import gettext as _

from rootbridge.base.core.text import clean_line, clean_text

from .side import Pair, Side, digest


class SideForm:
    """Reads a posted page of ``side``. ``words``: {passage: words} that are new; ``confirmed``: passages said to be
    right as they are; ``seen``: words of the original that stood on the page. Errors stand at their passages, and what
    was typed stays in them."""

    def __init__(self, side: Side, posted):
        self.side = side
        self.words: dict[str, str] = {}
        self.confirmed: list[str] = []
        self.seen: dict[str, str] = {}
        self.is_valid = True
        all_read = "all_read" in posted
        for pair in side.pairs:
            self._read(pair, posted, all_read=all_read)

    def _read(self, pair: Pair, posted, *, all_read: bool) -> None:
        typed = posted.get(f"to-{pair.key}")
        if typed is None:
            return
        clean = clean_line(typed) if pair.place.is_line else clean_text(typed)
        is_moved = posted.get(f"seen-{pair.key}") != pair.seen
        pair.is_confirmed = f"same-{pair.key}" in posted or (all_read and pair.is_machine)
        if digest(clean) != posted.get(f"was-{pair.key}"):
            self._take(pair, clean, is_moved=is_moved)
        elif pair.is_confirmed and is_moved:
            self._refuse(pair, _("This passage changed while you looked. Look again, then say so."))
            pair.is_confirmed = False
        elif pair.is_confirmed:
            self.confirmed.append(pair.key)
            self.seen[pair.key] = pair.now

    def _take(self, pair, clean, *, is_moved) -> None:
        theirs, pair.words = pair.words, clean
        if is_moved:
            self._refuse(pair, _("Somebody changed this passage meanwhile. It now reads: “%(words)s”. Your words are "
                                 "kept here: join the two, then save again.") % {"words": theirs[:300]})  # fmt: skip
        elif pair.place.longest and len(clean) > pair.place.longest:
            self._refuse(pair, _("Write at most %(limit)s letters. You wrote %(count)s.")
                         % {"limit": pair.place.longest, "count": len(clean)})  # fmt: skip
        else:
            self.words[pair.key] = clean
            self.seen[pair.key] = pair.now

    def _refuse(self, pair, sentence) -> None:
        pair.error, self.is_valid = sentence, False

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.confirmed
