"""Who of the desk has a talk: one takes it, others join, it is handed over with a note."""

import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.shared.conversations.ledger import note_event
from rootbridge.shared.inbox.telling import tell

from ...staff import people_of
from .chat_desk import ChatDesk
from .presence import Presence


class TooManyChats(Exception):
    """Whoever takes it holds as many talks as one person of the desk may."""


class Taking:
    """An ability of a talk. Each change locks its row, so that of two who press at once one is first."""

    def take(self, *, by) -> bool:
        """Take a talk that waits. False where somebody was quicker, it lies elsewhere, or it is over.
        Raises TooManyChats."""
        return self._give(by=by, to=by, event="taken", may=lambda chat: chat.agent_id is None)

    def take_over(self, *, by) -> bool:
        """Take a talk from somebody else of the desk. False where one has it, or it is over. Raises TooManyChats."""
        return self._give(by=by, to=by, event="taken_over", may=lambda chat: chat.agent_id not in (None, by.pk))

    def hand_to(self, *, by, to, note="") -> bool:
        """Give it to somebody else of the desk who is there. False where they are not, have it, or it is over. Raises
        TooManyChats."""
        return self._give(
            by=by, to=to, event="handed", note=note,
            may=lambda chat: chat.agent_id != to.pk and chat.there().filter(member=to).exists(),
        )  # fmt: skip

    def there(self):
        """Who of the desk is there now, and may see it."""
        now = timezone.now()
        return Presence.objects.at(self.office, now, self.excluded).there(now)

    def _give(self, *, by, to, event, may, note="") -> bool:
        with transaction.atomic():
            Presence.hold(to, is_sign=to == by)
            chat = type(self).objects.select_for_update().get(pk=self.pk)
            if chat.ended_at or not may(chat) or not chat.is_answered_by(by, to):
                return False
            if to.chats_held.going_on().count() >= ChatDesk.of(chat.office).most_chats:
                raise TooManyChats
            chat.agent, chat.taken_at = to, chat.taken_at or timezone.now()
            chat.save(update_fields=["agent", "taken_at"])
            chat.seat_of(to)
            chat.passings.create(by=by, to=to, office=chat.office, note=note)
            chat.note(event, name=to.short_name)
            record(f"help.chat_{event}", chat, by=by, place_path=chat.office.place.path)
            if to != by:
                tell("help.chat_handed", [to], url=chat.desk_url, office=chat.office.names, note=note)
        self.agent, self.taken_at = chat.agent, chat.taken_at
        return True

    def hand_to_office(self, *, by, office, note="") -> bool:
        """Let another desk take it, which is there now. False where it must not see it, is closed, or it is over."""
        with transaction.atomic():
            chat = type(self).objects.select_for_update().get(pk=self.pk)
            now, desk = timezone.now(), ChatDesk.of(office)
            if chat.ended_at or office.pk in (chat.office_id, *chat.excluded) or not desk.until(now):
                return False
            chat.note("moved", office=office.name)
            chat.conversation.move_to(office.audience_key)
            chat.office, chat.agent = office, None
            chat.waits_since, chat.promised_at = now, now + desk.promised_wait
            chat.save(update_fields=["office", "agent", "waits_since", "promised_at"])
            chat.passings.create(by=by, office=office, note=note)
            record("help.chat_moved", chat, by=by, fields=["office"], place_path=office.place.path)
            chat.tell_desk("help.chat_waits")
        self.office, self.agent = chat.office, None
        return True

    def join(self, *, by) -> bool:
        """Sit down beside whoever has it; both sides see it. False where one sits there, it lies elsewhere, or it is
        over."""
        with transaction.atomic():
            chat = type(self).objects.select_for_update().get(pk=self.pk)
            if chat.ended_at or not chat.is_answered_by(by):
                return False
            if chat.conversation.seats.taken().filter(member=by, side="desk").exists():
                return False
            chat.seat_of(by)
            chat.note("joined", name=by.short_name)
            record("help.chat_joined", chat, by=by, place_path=chat.office.place.path)
        return True

    def leave(self, *, by) -> bool:
        """Leave a talk that somebody else has. False for whoever has it: they hand it over."""
        with transaction.atomic():
            chat = type(self).objects.select_for_update().get(pk=self.pk)
            seat = chat.conversation.seats.taken().filter(member=by, side="desk").first()
            if seat is None or chat.agent_id == by.pk:
                return False
            chat.note("left", name=by.short_name)
            seat.end()
        return True

    def is_answered_by(self, *members) -> bool:
        """Do all of these answer for its desk, as it is now, and for none that must not see it?"""
        people = people_of(self.office, self.excluded)
        return all(member in people for member in members)

    def seat_of(self, member):
        """The seat of somebody of the desk, taken again where they had left."""
        seat = self.conversation.seat_desk(member)
        if seat.ended_at:
            seat.ended_at = None
            seat.save(update_fields=["ended_at"])
        return seat

    def note(self, event: str, **words) -> None:
        """Let everybody in the talk see what happened."""
        note_event(self.conversation, json.dumps({"event": event, **words}))

    def tell_desk(self, kind: str) -> None:
        tell(kind, people_of(self.office, self.excluded), url=self.desk_url, office=self.office.names)

    def back_to_queue(self, now: datetime) -> None:
        """Whoever had it is gone: somebody else may take it. In the transaction of the caller, the row locked."""
        self.note("gone", name=self.agent.short_name)
        self.agent, self.waits_since = None, now
        self.promised_at = now + ChatDesk.of(self.office).promised_wait
        self.save(update_fields=["agent", "waits_since", "promised_at"])
        self.tell_desk("help.chat_waits")
