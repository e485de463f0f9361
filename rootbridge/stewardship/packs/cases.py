"""The sample questions in every state, written row by row: nobody is told, and each has its age. Also how the sample
desks are reached, what they read, and which replies they have ready."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.shared.conversations.models import Conversation, Message
from rootbridge.subjects.help.models import Closing, DeskRule, Handover, Link, PreparedReply, Question, Reminder


def write_desks(pack, offices) -> list:
    """Contacts, rules and prepared replies of a pack; the rows made."""
    known = pack.read("desks.json")
    for slug, ways in known["contacts"].items():
        type(offices[slug]).objects.filter(slug=slug).update(**ways)
    rules = DeskRule.objects.bulk_create(
        DeskRule(
            office=offices[row["office"]], topics=row.get("topics", []), origins=row.get("origins", []),
            residences=row.get("residences", []), weight=row["weight"],
        )
        for row in known["rules"]
    )  # fmt: skip
    replies = PreparedReply.objects.bulk_create(
        PreparedReply(
            office=offices.get(row["office"]), topic=row["topic"], titles=row["titles"], words=row["words"]
        )
        for row in known["prepared"]
    )  # fmt: skip
    return [*rules, *replies]


def write_cases(pack, offices, cast) -> list[Question]:
    """The cases of a pack in their order, each with what became of it."""
    made, now = [], timezone.now()
    for row in pack.read("cases.json"):
        asked = now - timedelta(days=row["days_ago"], hours=1)
        question = Question.objects.create(
            **_asker(row["who"], cast), office=offices[row["office"]], topic=row["topic"], living=row["living"],
            language=row["language"], words=row["words"], asked_at=asked, channel=row["channel"],
            due_on=timezone.localdate() + timedelta(days=row["due_in"]), call_hours=row.get("hours_of_call", ""),
            excluded=sorted(offices[slug].pk for slug in row.get("hidden", [])),
        )  # fmt: skip
        made.append(question)
        _Case(question, offices, cast, made).go_through(row["steps"], now)
    return made


def _asker(who, cast) -> dict:
    """A member of the cast, an address, a telephone, or somebody who looks by number and PIN."""
    kind, _colon, value = who.partition(":")
    if kind in cast:
        return {"member": cast[kind]}
    return {"email": value} if kind == "mail" else {"phone": value} if kind == "phone" else {}


class _Case:
    """One question and the rows of what was done with it."""

    def __init__(self, question, offices, cast, before):
        self.question, self.offices, self.cast, self.before = question, offices, cast, before
        self.said, self.spoken = {}, []

    def go_through(self, steps, now):
        for step in steps:
            at = min(self.question.asked_at + timedelta(hours=step["hours"]), now)
            getattr(self, f"_{step['do']}")(step, at, self.cast.get(step.get("by", "")))
        Message.objects.bulk_create(self.spoken)
        if self.spoken:
            Conversation.objects.filter(pk=self.question.conversation_id).update(last_number=len(self.spoken))
        self.question.save()

    def _say(self, seat, words, at, **data):
        self.spoken.append(
            Message(
                conversation=self.question.conversation, number=len(self.spoken) + 1, seat=seat, words=words, at=at,
                client_id=f"sample {len(self.spoken)}", data=data, language=seat.language,
            )
        )  # fmt: skip

    def _desk_says(self, step, at, by):
        way = {"logged": step["way"]} if "way" in step else {}
        self._say(self.question.talk().seat_desk(by, language=self.question.language), step["words"], at, **way)
        self.question.first_reply_at = self.question.first_reply_at or at
        self.question.person = self.question.person or by
        Link.objects.bulk_create(
            Link(question=self.question, path=path, by=by, at=at) for path in step.get("links", [])
        )

    def _back(self, step, at, by):
        self._desk_says(step, at, by)

    def _answer(self, step, at, by):
        self._desk_says(step, at, by)
        Closing.objects.create(question=self.question, kind="answered", by=by, at=at)

    def _add(self, step, at, by):
        self._say(self.question.asker_seat(), step["words"], at)

    def _log(self, step, at, by):
        self._say(self.question.asker_seat(), step["words"], at, logged=step["way"])

    def _note(self, step, at, by):
        self.question.notes.create(by=by, words=step["words"], at=at)

    def _hand(self, step, at, by):
        self.question.person = self.cast[step["to"]]
        Handover.objects.create(question=self.question, by=by, to=self.question.person, office=self.question.office,
                                note=step.get("words", ""), at=at)  # fmt: skip

    def _pass(self, step, at, by):
        left, self.question.office = self.question.office, self.offices[step["to"]]
        self.question.person = None
        Handover.objects.create(question=self.question, by=by, office=self.question.office, left=left,
                                note=step["words"], at=at)  # fmt: skip

    def _remind(self, step, at, by):
        Reminder.objects.create(question=self.question, stage=step["stage"], due_on=self.question.due_on, at=at)

    def _withdraw(self, step, at, by):
        Closing.objects.create(question=self.question, kind="withdrawn", at=at)

    def _reopen(self, step, at, by):
        self.question.closings.filter(reopened_at=None).update(reopened_at=at)

    def _join(self, step, at, by):
        Closing.objects.create(question=self.question, kind="merged", by=by, into=self.before[step["into"]], at=at)
