"""What a letter to the platform becomes: a question of its own, or more words to the one it answers.

It is put to a question only when the address it came to carries our proof for that question and its sender is whoever
asked; subject, References and In-Reply-To say nothing that can be trusted.
"""

import re

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rootbridge.base.core.bearings import Bearings
from rootbridge.base.core.text import clean_line, clean_text
from rootbridge.base.files.contents import Checked, Refused, examine
from rootbridge.base.files.uploading import MOST_FILES
from rootbridge.base.mail.incoming import Mail
from rootbridge.base.mail.registry import Later
from rootbridge.base.mail.writing import write
from rootbridge.people.members.limits import TooMany, count, is_full
from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email
from rootbridge.shared.conversations.ledger import MOST_LETTERS, NotTheirs
from rootbridge.shared.conversations.store import TooManyFiles

from .following import pin_of
from .intake import add_files, put
from .models import Channel, Question
from .readers import likely_readers

RATES = {"mail_from": "12/1h/key", "mail_in_all": "300/1h/key"}
LONGEST = 4_000
# Words that stand in nearly every letter of a language, and in few of the others.
TELLING = {
    "ro": "și este pentru sunt vă mulțumesc bună ziua am să nu la unde cum",
    "fr": "bonjour je vous est pour merci les une dans avec où comment",
    "es": "hola gracias para por una los está dónde cómo buenos días usted",
    "en": "the and is for you hello thank where how my have please",
}


def take(mail: Mail) -> str | None:
    """Read a letter; "" when it became a question or part of one, else why somebody should look at it.
    Raises Later where more came within the hour than are read."""
    if not mail.words and not mail.attached:
        return "no words"
    if is_full(_Post(), "help", RATES, "mail_in_all", "mail"):
        raise Later
    try:
        count(_Post(), "help", RATES, mail_from=("mail", mail.sender), mail_in_all=("mail",))
    except TooMany:
        return "too many from this sender"
    question = _answered(mail)
    language = question.language if question else _language(mail)
    with translation.override(language):
        return _added(mail, question) if question else _asked(mail, language, _named(mail))


class _Post:
    """What the limits want of a request: a letter has no network of its own."""

    method = "POST"


def _answered(mail: Mail) -> Question | None:
    """The question it belongs to, proven by the address it came to and by whoever sent it."""
    if not mail.about:
        return None
    found = Question.objects.filter(number=mail.about).exclude(words="").select_related("member", "office").first()
    theirs = found and normal_email(found.member.email if found.member else found.email)
    return found if theirs and theirs == normal_email(mail.sender) else None


def _named(mail: Mail) -> Question | None:
    """The question whose address it came to, whoever sent it: its words stay closed, its office reads the letter."""
    return Question.objects.filter(number=mail.about).select_related("office__place").first() if mail.about else None


def _added(mail: Mail, question: Question) -> str:
    """More words, and files, to the question that it answers."""
    by, client = question.member, f"mail {mail.fingerprint[:24]}"
    files, refused = _files(mail)
    try:
        if mail.words:
            question.add(words=_fitting(mail.words, MOST_LETTERS), client=client, by=by)
        if len(mail.words) > MOST_LETTERS:
            files = [*files, _whole(mail)]
        if files:
            add_files(question, files, client=f"f{client[:28]}", by=by)
    except TooManyFiles:
        refused.append(_("This question holds as many files as it may. Ask the desk which of them it needs."))
    except NotTheirs:
        return "the question takes no more"
    if refused:
        _acknowledge(question, mail.sender, refused=refused, is_new=False)
    return ""


def _asked(mail: Mail, language: str, named: Question | None) -> str:
    """A question of its own, to the office that the rules name for somebody of whom nothing is known. An answer to a
    letter of ours from another address goes to the office that wrote, hidden from the same: who must not see the one
    must not read of it in the other."""
    readers = likely_readers(bearings=Bearings())
    office = named.office if named else readers[0].office if readers else None
    if office is None:
        return "no office reads it"
    files, refused = _files(mail)
    words = "\n\n".join(filter(None, [mail.subject, mail.words])) or _("(only files)")
    if len(words) > LONGEST:
        files = [*files[: MOST_FILES - 1], _whole(mail)]
    question, made = put(
        office=office, words=_fitting(words, LONGEST), language=language, email=mail.sender,
        excluded=named.excluded_offices if named else (),
        channel=Channel.EMAIL, client_id=f"mail {mail.fingerprint[:31]}", files=files,
    )  # fmt: skip
    if made:
        _acknowledge(question, mail.sender, refused=refused, is_new=True)
    return ""


def _acknowledge(question, address, *, refused, is_new):
    """Number, office, due date; and which files could not be taken. One letter for each that came, marked so that no
    machine answers it."""
    member = question.member or Member.objects.filter(email=normal_email(address)).first()
    write(
        "help.acknowledged", "help/letters/acknowledged.html", address=address, language=question.language,
        member=question.member, about=question.number, is_automatic=True, number=question.number,
        office=question.office.names, due_on=question.due_on, refused=refused, is_new=is_new,
        pin="" if member else pin_of(question.number),
    )  # fmt: skip


def _files(mail: Mail) -> tuple[list[Checked], list[str]]:
    """What came along that may be kept, and a sentence for each that may not. Pictures of a signature are left out."""
    fine, refused = [], []
    for name, body in mail.attached:
        if len(fine) == MOST_FILES:
            refused.append(_("“%(name)s”: a letter may bring %(most)s files. Send it in another one.")
                           % {"name": clean_line(name)[:100], "most": MOST_FILES})  # fmt: skip
            continue
        try:
            fine.append(examine(name, body))
        except Refused as refusal:
            refused.append(str(refusal))
    return fine, refused


def _whole(mail: Mail) -> Checked:
    """A long letter as a file, so that nothing of it is lost."""
    body = clean_text(mail.everything).encode()[:2_000_000]
    return Checked(_("whole letter") + ".txt", "txt", body.decode("utf8", "ignore").encode())


def _fitting(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    note = "\n\n" + _("(Cut here. The whole letter is among the files.)")
    return words[: most - len(note)] + note


def _language(mail: Mail) -> str:
    """The language a letter is written in, by its letters and its commonest words."""
    known, text = dict(settings.LANGUAGES), f"{mail.subject} {mail.words}".lower()[:4_000]
    if len(re.findall(r"[\u0600-\u06ff]", text)) * 2 > len(text) / 2:
        return "ar" if "ar" in known else settings.LANGUAGE_CODE
    if len(re.findall(r"[\u0400-\u04ff]", text)) * 2 > len(text) / 2:
        return "ru" if "ru" in known else settings.LANGUAGE_CODE
    words = re.findall(r"\w+", text)
    scores = {
        code: sum(word in telling.split() for word in words) for code, telling in TELLING.items() if code in known
    }
    best = max(scores, key=scores.get, default="")
    if scores.get(best):
        return best
    return mail.language[:2] if mail.language[:2] in known else settings.LANGUAGE_CODE
