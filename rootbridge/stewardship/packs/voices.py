"""What sample readers said, how they answered the survey, what was changed; and the trustees of a demonstration."""

import base64
import random
from datetime import date, timedelta

from django.utils import timezone

from rootbridge.shared.feedback.models import Aside, Change, Note, NoteReply, Showing, SurveyCount, SurveyWords
from rootbridge.shared.feedback.models.survey import VOICES
from rootbridge.shared.feedback.questions import MANY, counted
from rootbridge.shared.safety.models import Trustee

FILE = "feedback.json"
MONTHS, A_MONTH = 16, (8, 15)


def write_voices(pack, cast) -> list:
    """Notes in every state, sixteen months of the survey up to the last one, the register. Returns the rows made."""
    if not (pack.folder / FILE).exists():
        return []
    said = pack.read(FILE)
    notes = [_note(row, cast) for row in said["notes"]]
    return [*notes, *_survey(said["survey"]), *_words(said["words"]), *_changes(said["changes"], cast)]


def name_trustees(pack, cast) -> list[Trustee]:
    """Trustees whose key files and passphrase stand on the page of sample people."""
    made = []
    for row in pack.read("trustees.json")["trustees"] if (pack.folder / "trustees.json").exists() else ():
        member = cast[row["key"]]
        trustee = Trustee.objects.create(
            member=member, name=member.name, abouts=row["abouts"], is_outside_state=row["outside_state"],
            public_key=base64.b64decode(row["file"]["public"]), key_made_at=timezone.now(),
        )  # fmt: skip
        made.append(trustee)
    return made


def _note(row, cast) -> Note:
    at = timezone.now() - timedelta(days=row["days_ago"])
    note = Note.objects.create(
        category=row["category"], words=row["words"], language=row["language"], about=row.get("about", ""),
        may_show=bool(row.get("shown") or row.get("may_show")), said_at=at, place_path=row.get("place_path", ""),
        member=cast.get(row.get("by", "")),
    )  # fmt: skip
    if "reply" in row:
        answered = at + timedelta(days=row.get("waited", 2))
        NoteReply.objects.create(
            note=note, by=cast["natalia"], words=row["reply"], language=row["language"], at=answered
        )
        if row.get("shown"):
            Showing.objects.create(note=note, by=cast["natalia"], words=row.get("public", row["words"]), at=answered)
    if row.get("aside"):
        Aside.objects.create(note=note, by=cast["natalia"], at=at + timedelta(days=1))
    return note


def _survey(weights: dict) -> list[SurveyCount]:
    """Months before this one, so that voices of the demonstration have rows of their own."""
    dice, found = random.Random("what people think"), {}
    month = timezone.localdate().replace(day=1)
    for _number in range(MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        for _voice in range(dice.randint(*A_MONTH)):
            _count(found, VOICES, VOICES, month)
            for question in counted():
                for option in _chosen(dice, question, weights[question.key]):
                    _count(found, question.key, option, month)
    rows = [SurveyCount(question=key[0], option=key[1], month=key[2], count=count) for key, count in found.items()]
    return SurveyCount.objects.bulk_create(rows)


def _chosen(dice, question, weights: dict) -> set[str]:
    """One answer, several, or none: one in twenty leaves a question out."""
    if dice.random() < 0.05:
        return set()
    times = dice.choice([1, 1, 2]) if question.kind == MANY else 1
    return set(dice.choices(list(weights), list(weights.values()), k=times))


def _count(found: dict, question: str, option: str, month: date) -> None:
    found[question, option, month] = found.get((question, option, month), 0) + 1


def _words(rows) -> list[SurveyWords]:
    today = timezone.localdate()
    return SurveyWords.objects.bulk_create(
        [
            SurveyWords(question="change", words=row["words"], language=row["language"],
                        said_on=today - timedelta(days=row["days_ago"]))
            for row in rows
        ]
    )  # fmt: skip


def _changes(rows, cast) -> list[Change]:
    today = timezone.localdate()
    return Change.objects.bulk_create(
        [
            Change(titles=row["titles"], bodies=row["bodies"], question=row["question"], by=cast["natalia"],
                   made_on=today - timedelta(days=row["days_ago"]))
            for row in rows
        ]
    )  # fmt: skip
