"""How a talk ends: by one of both sides, because nobody writes any more, or as a question that keeps every word."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.people.offices.hours import reply_due
from rootbridge.shared.conversations.models import Message

from ..question import Channel, Question
from .block import Block
from .chat_desk import ChatDesk
from .presence import VANISHED, Presence

# After so long without a word a talk is over.
QUIET = timedelta(minutes=30)
MOST_LETTERS = 4000


class Turning:
    """An ability of a talk. Each change locks its row and may come twice: from two workers, two pages, two clicks."""

    def end(self, *, by=None, is_desk=False, kind="") -> bool:
        """End it: by whoever asked, or by one of the desk (``is_desk``). False where it is over."""
        with transaction.atomic():
            chat = self._locked()
            if chat.ended_at:
                return False
            chat._close(kind or ("desk" if is_desk else "asker"))
            record("help.chat_ended", chat, by=by, place_path=chat.office.place.path)
        self._copy(chat)
        return True

    def block(self, *, by, reason, hours) -> bool:
        """End it and keep whoever asked away from this desk for some hours. False where it is over."""
        with transaction.atomic():
            chat = self._locked()
            if chat.ended_at and chat.ended_as == "question":
                return False
            Block.place(chat, by=by, reason=reason, hours=hours)
            if not chat.ended_at:
                chat._close("blocked")
            seat = chat.asker_seat()
            if seat and not seat.ended_at:
                seat.end()
            record("help.chat_blocked", chat, by=by, place_path=chat.office.place.path)
        self._copy(chat)
        return True

    def become_question(self, *, why: str, by=None) -> Question | None:
        """Make it a question of its desk, with the same conversation: the words, the number and the day of the answer
        stand there. The one that it became where it did before; None where the words are gone.

        ``why``: "closed", "late", "gone", "desk" or "asker"; ``by``: who of the desk did it, and has it then.
        """
        with transaction.atomic():
            chat = self._locked()
            if chat.question_id or chat.conversation is None:
                self._copy(chat)
                return chat.question
            question = Question._numbered(
                member=chat.member, email=chat.email, office=chat.office, topic=chat.topic, living=chat.living,
                language=chat.language, words=chat._opening_words(), excluded=chat.excluded, channel=Channel.CHAT,
                conversation=chat.conversation, person=by, asked_at=chat.asked_at,
                due_on=reply_due(chat.office, timezone.localdate()),
            )  # fmt: skip
            chat.question, chat.ended_as = question, "question"
            chat.ended_at = chat.ended_at or timezone.now()
            chat.save(update_fields=["question", "ended_as", "ended_at"])
            if chat.conversation.closed_at:
                chat.conversation.reopen()
            chat.note("question", why=why, number=question.number, due_on=question.due_on.isoformat())
            chat._told()
            record("help.chat_became_question", chat, by=by, fields=[why], place_path=chat.office.place.path)
            record("help.question_asked", question, by=chat.member, place_path=chat.office.place.path)
            if by is None:
                question._tell_office()
        self._copy(chat)
        return question

    def _opening_words(self) -> str:
        """What whoever asked wrote until somebody came, as one text; where the messages stand they are marked, so that
        nobody reads them twice."""
        said = Message.objects.of(self.conversation_id).filter(seat__side="asker", kind="words")
        first = [one for one in said if self.taken_at is None or one.at <= self.taken_at]
        Message.objects.filter(pk__in=[one.pk for one in first]).update(data={"opening": True})
        return "\n\n".join(one.words for one in first)[:MOST_LETTERS] or "…"

    def tend(self, now: datetime) -> bool:
        """What the clock asks for: a talk that nobody took in time, whose desk closed, or whose agent is gone becomes a
        question; one where nobody writes any more ends. True where something changed. May be called by anybody at any
        time, as often as they like."""
        if not self._is_due(now):
            return False
        with transaction.atomic():
            chat = self._locked()
            due = chat._is_due(now)
            if due == "quiet":
                chat._close("quiet")
            elif due == "queue":
                chat.back_to_queue(now)
            elif due:
                chat.become_question(why=due)
        self._copy(chat)
        return bool(due)

    def _is_due(self, now) -> str:
        """Why it becomes a question: "closed", "late", "gone"; "queue": somebody else may take it; "quiet": it ends."""
        if self.ended_at or self.conversation is None:
            return ""
        desk = ChatDesk.of(self.office)
        if self.agent_id is None:
            return "closed" if not desk.until(now) else "late" if self.promised_at <= now else ""
        newest = Message.objects.of(self.conversation_id).said().order_by("-number").first()
        is_asked = newest is not None and newest.seat_id is not None and newest.seat.side == "asker"
        is_quiet = newest is None or newest.at <= now - QUIET
        if not Presence.objects.filter(member=self.agent_id, seen_at__gte=now - VANISHED).exists() and is_asked:
            others = Presence.objects.at(self.office, now, self.excluded).there(now).exclude(member=self.agent_id)
            return "queue" if desk.until(now) and others.exists() else "gone"
        if is_quiet:
            return "late" if is_asked else "quiet"
        return ""

    def tell_of_more(self) -> bool:
        """Whoever asked wrote on after it became a question: it is open again, and the desk hears of it."""
        with transaction.atomic():
            chat = self._locked()
            since = Message.objects.of(chat.conversation_id).said().filter(number__gt=chat.told_number)
            is_more = since.filter(seat__side="asker").exists()
            chat._told()
            if is_more:
                question = Question.objects.select_for_update(of=("self",)).get(pk=chat.question_id)
                question._open_again(by=chat.member)
                record("help.question_added_to", question, by=chat.member, place_path=chat.office.place.path)
                question._tell_desk("help.question_added_to")
        return is_more

    def _told(self) -> None:
        self.conversation.refresh_from_db(fields=["last_number"])
        self.told_number = self.conversation.last_number
        self.save(update_fields=["told_number"])

    def _close(self, kind: str) -> None:
        self.ended_at, self.ended_as = timezone.now(), kind
        self.save(update_fields=["ended_at", "ended_as"])
        self.note("closed", why=kind)
        self.conversation.close()

    def _locked(self):
        return type(self).objects.select_for_update(of=("self",)).with_office().get(pk=self.pk)

    def _copy(self, chat) -> None:
        for name in ("agent", "ended_at", "ended_as", "question", "waits_since", "promised_at", "conversation"):
            setattr(self, name, getattr(chat, name))
