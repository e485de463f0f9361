"""The same thing asked twice: one question is joined with another, and hears its answer."""

import json

from django.db import transaction
from django.utils import timezone
from rapidfuzz import fuzz

from rootbridge.base.audit.chain import record
from rootbridge.base.core.text import search_key
from rootbridge.shared.conversations.ledger import say

ALIKE = 62  # of a hundred
LOOKED_THROUGH, OFFERED = 300, 5


class Joining:
    """An ability of a question. Only two at the same office are joined, and only where both are hidden from the same
    offices: who reads the one finds the number and the answer of the other there."""

    def likely_doubles(self, user) -> list:
        """Other open questions of the office that are much like it and that the reader may see, those of the same
        person first; each with ``is_same_person``. One query."""
        rows = type(self).objects.received_by(user).filter(office=self.office_id).waiting().exclude(pk=self.pk)
        rows = rows.order_by("-asked_at")
        mine, found = search_key(self.words), []
        for row in rows[:LOOKED_THROUGH]:
            row.is_same_person = bool(self._asker_key()) and row._asker_key() == self._asker_key()
            likeness = fuzz.token_set_ratio(mine, search_key(row.words)) if mine else 0
            if likeness >= ALIKE or row.is_same_person:
                found.append((not row.is_same_person, -likeness, row.pk, row))
        return [row for *_order, row in sorted(found, key=lambda one: one[:3])[:OFFERED]]

    def join_with(self, other, *, by) -> bool:
        """Close it as a double of ``other``; whoever asked is told the number and gets its answer too. False where
        one of them is closed, has doubles of its own, lies elsewhere, or is hidden from other offices."""
        with transaction.atomic():
            numbers = sorted([self.pk, other.pk])
            rows = {row.pk: row for row in type(self).objects.select_for_update().filter(pk__in=numbers).order_by("pk")}
            mine, into = rows.get(self.pk), rows.get(other.pk)
            if not (mine and into) or not mine._may_join(into):
                return False
            mine.closings.create(kind="merged", by=by, into=into)
            record("help.question_joined", mine, by=by, place_path=mine.office.place.path)
            mine._tell_asker("", kind="help.question_joined", other=into.number)
        return True

    def part(self, *, by) -> bool:
        """They were two questions after all: this one is open again. False where it is not joined, or was answered."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            live = question.closings.filter(kind="merged", reopened_at__isnull=True)
            if not live or question._has_joint_answer():
                return False
            live.update(reopened_at=timezone.now())
            question._promise_anew()
            record("help.question_parted", question, by=by, place_path=question.office.place.path)
        return True

    def doubles(self) -> list:
        """The questions joined with it now."""
        live = {"closings__into": self.pk, "closings__reopened_at__isnull": True}
        return list(type(self).objects.filter(**live).exclude(words="").select_related("office__place", "member"))

    def _free_doubles(self) -> None:
        """It gets no answer any more: those who were told to wait for one and have none are open again. In its
        transaction."""
        for double in self.doubles():
            if not double._has_joint_answer():
                double._open_again(by=None)
                double._tell_desk("help.question_reopened")

    def _has_joint_answer(self) -> bool:
        return bool(self.conversation and self.conversation.messages.filter(data__has_key="joined").exists())

    def _may_join(self, other) -> bool:
        is_open = not any(row.closings.filter(reopened_at__isnull=True).exists() for row in (self, other))
        is_fitting = self.pk != other.pk and self.office_id == other.office_id and self.words and other.words
        return bool(is_open and is_fitting and set(self.excluded) == set(other.excluded) and not self.doubles())

    def _answer_doubles(self, *, by, words, at):
        """What was answered stands in the talk of each double too, and goes to whoever asked it. Where somebody wrote
        more to one meanwhile, it is open again and no double any more."""
        numbers = [double.pk for double in self.doubles()]
        for double in type(self).objects.select_for_update().filter(pk__in=numbers).order_by("pk"):
            if not double.closings.filter(into=self, reopened_at__isnull=True).exists():
                continue
            seat, data = double.talk().seat_desk(by), json.dumps({"joined": self.number})
            say(seat.pk, client=f"joined {self.number}", words=words, data=data)
            double.first_reply_at = double.first_reply_at or at
            double.save(update_fields=["first_reply_at"])
            double._tell_asker(words, kind="help.question_answered")

    def _asker_key(self):
        return self.member_id or self.email or self.phone
