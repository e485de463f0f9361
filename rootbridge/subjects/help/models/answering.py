"""What is said about a question: the desk writes and answers, whoever asked adds, withdraws, opens it again."""

from django.db import transaction
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.base.mail.writing import write
from rootbridge.shared.conversations.ledger import Said, say
from rootbridge.shared.conversations.models import Conversation, Seat
from rootbridge.shared.inbox.telling import tell


class Answering:
    """An ability of a question. The words go into its conversation, each under the number that the sender's page gave
    it (``client``), so that one sent twice is one."""

    def talk(self) -> Conversation:
        """Its conversation, opened when first needed. In a transaction that holds the question."""
        if self.conversation is None:
            self.conversation = Conversation.open(
                body=self.office.audience_key, excluded=[f"office:{number}" for number in self.excluded]
            )
            self.save(update_fields=["conversation"])
        return self.conversation

    def asker_seat(self) -> Seat:
        """The seat of whoever asked."""
        talk = self.talk()
        seat = talk.seats.filter(side="asker").first()
        return seat or talk.seat_asker(member=self.member, language=self.language)[0]

    def ask_back(self, *, by, words, client="") -> tuple[Said | None, bool]:
        """The desk writes without closing: it asks for something, or tells how far it is. Returns (said, made)."""
        return self._desk_says(by=by, words=words, client=client, is_answer=False)

    def answer(self, *, by, words, client="") -> tuple[Said | None, bool]:
        """The desk answers, which closes the question; whoever asked gets it by mail and on their page. Returns
        (said, made): (None, False) where it was closed already."""
        return self._desk_says(by=by, words=words, client=client, is_answer=True)

    def _desk_says(self, *, by, words, client, is_answer):
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if question.closings.filter(reopened_at__isnull=True).exists():
                return None, False
            seat = question.talk().seat_desk(by)
            said = say(seat.pk, client=client or f"reply {timezone.now().timestamp()}", words=words)
            if not said.is_new:
                return said, False
            question.first_reply_at = question.first_reply_at or said.at
            question.person = question.person or by
            question.save(update_fields=["first_reply_at", "person"])
            if is_answer:
                question.closings.create(kind="answered", by=by, at=said.at)
            verb = "help.question_answered" if is_answer else "help.question_written_to"
            record(verb, question, by=by, place_path=question.office.place.path)
            question._tell_asker(words, kind=verb)
        self.conversation, self.first_reply_at, self.person = (
            question.conversation, question.first_reply_at, question.person,
        )  # fmt: skip
        return said, True

    def add(self, *, words, client, by=None, session="") -> Said:
        """Whoever asked writes more; a question that was answered is open again. ``by``: the member, None for somebody
        who came by number and PIN, by letter or by chat."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            said = say(
                question.asker_seat().pk, client=client, words=words, language=question.language, session=session
            )
            if said.is_new:
                question._open_again(by=by)
                record("help.question_added_to", question, by=by, place_path=question.office.place.path)
                question._tell_desk("help.question_added_to")
        self.conversation = question.conversation
        return said

    def withdraw(self, *, by=None) -> bool:
        """Whoever asked needs no answer any more. False where it is closed."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if question.closings.filter(reopened_at__isnull=True).exists():
                return False
            question.closings.create(kind="withdrawn")
            record("help.question_withdrawn", question, by=by, place_path=question.office.place.path)
            question._tell_desk("help.question_withdrawn")
        return True

    def reopen(self, *, by=None) -> bool:
        """It is not settled after all. False where it is open, or joined with another."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            is_opened = question._open_again(by=by)
            if is_opened:
                question._tell_desk("help.question_reopened")
        return is_opened

    def _open_again(self, *, by) -> bool:
        live = self.closings.filter(reopened_at__isnull=True).exclude(kind="merged")
        if not live.update(reopened_at=timezone.now()):
            return False
        self._promise_anew()
        record("help.question_reopened", self, by=by, place_path=self.office.place.path)
        return True

    def _tell_asker(self, words, *, kind):
        said = {"number": self.number, "office": self.office.name, "reply": words, "question": self.words}
        if self.member:
            tell(kind, [self.member], url=self.get_absolute_url(), **said)
        elif self.email:
            template = f"help/letters/{kind.removeprefix('help.question_')}.html"
            write(kind, template, address=self.email, language=self.language, url="", name="", **said)
