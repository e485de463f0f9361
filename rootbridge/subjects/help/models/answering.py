"""What is said about a question: the desk writes and answers, whoever asked adds, withdraws, opens it again."""

import json

from django.db import transaction
from django.utils import timezone, translation

from rootbridge.base.audit.chain import record
from rootbridge.base.mail.writing import write
from rootbridge.shared.conversations.ledger import Said, say
from rootbridge.shared.conversations.models import Conversation, Message, Seat
from rootbridge.shared.feedback.ratings import address_of
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.translation.related import related_texts

from ..staff import new_client, people_of

# What a closed question is called where people say how content they are.
CASE = "help.case"


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

    def ask_back(self, *, by, words, client="", channel="") -> tuple[Said | None, bool]:
        """The desk writes without closing: it asks for something, or tells how far it is. Returns (said, made).
        ``channel``: it was told so already, by telephone say; then no letter goes out."""
        return self._desk_says(by=by, words=words, client=client, is_answer=False, channel=channel)

    def answer(self, *, by, words, client="", channel="") -> tuple[Said | None, bool]:
        """The desk answers, which closes the question; whoever asked gets it by mail and on their page. Returns
        (said, made): (None, False) where it was closed already. Raises NotTheirs where it lies elsewhere by now."""
        return self._desk_says(by=by, words=words, client=client, is_answer=True, channel=channel)

    def _desk_says(self, *, by, words, client, is_answer, channel):
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if again := question._said_before(by, client):
                return again, False
            if question.closings.filter(reopened_at__isnull=True).exists():
                return None, False
            data = json.dumps({"logged": channel} if channel else {})
            said = say(question.talk().seat_desk(by).pk, client=client or new_client(), words=words, data=data)
            question.first_reply_at = question.first_reply_at or said.at
            question.person = question.person or by
            question.save(update_fields=["first_reply_at", "person"])
            if is_answer:
                question.closings.create(kind="answered", by=by, at=said.at)
                question._answer_doubles(by=by, words=words, at=said.at)
            question._tell_what_was_said(words, by=by, is_answer=is_answer, is_told=bool(channel))
        self.conversation, self.first_reply_at, self.person = (
            question.conversation, question.first_reply_at, question.person,
        )  # fmt: skip
        return said, True

    def _said_before(self, by, client) -> Said | None:
        """What was sent under this number already: a button pressed twice writes once."""
        if not (client and self.conversation_id):
            return None
        found = Message.objects.filter(conversation=self.conversation_id, seat__member=by, client_id=client).first()
        return Said(found.number, found.at, False) if found else None

    def _tell_what_was_said(self, words, *, by, is_answer, is_told):
        self.drafts.filter(by=by).delete()
        verb = "help.question_answered" if is_answer else "help.question_written_to"
        record(verb, self, by=by, place_path=self.office.place.path)
        if not is_told:
            self._tell_asker(words, kind=verb, links=self.links_for_letter())

    def log(self, *, by, words, channel, client) -> Said | None:
        """The desk writes down what whoever asked said by telephone or a messenger; a question that was answered is
        open again. None where ``by`` does not answer for it any more."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if by not in people_of(question.office, question.excluded):
                return None
            data = json.dumps({"logged": channel})
            said = say(question.asker_seat().pk, client=client, words=words, language=question.language, data=data)
            if said.is_new:
                question._open_again(by=by)
                record("help.question_logged", question, by=by, place_path=question.office.place.path)
        self.conversation = question.conversation
        return said

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
            question._free_doubles()
        return True

    def reopen(self, *, by=None) -> bool:
        """It is not settled after all, or no double after all. False where it is open."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            is_opened = question._open_again(by=by)
            if is_opened:
                question._tell_desk("help.question_reopened")
        return is_opened

    def _open_again(self, *, by) -> bool:
        live = self.closings.filter(reopened_at__isnull=True)
        if not live.update(reopened_at=timezone.now()):
            return False
        self._promise_anew()
        record("help.question_reopened", self, by=by, place_path=self.office.place.path)
        return True

    def links_for_letter(self) -> list[list[str]]:
        """[title, path] of what the desk gave along, in the language of whoever asked."""
        found = related_texts([link.path for link in self.links.order_by("pk")], self.language)
        return [[text.title, f"/{self.language}/{text.path}"] for text in found]

    def _tell_asker(self, words, *, kind, **more):
        said = {"number": self.number, "office": self.office.names, "reply": words, "question": self.words, **more}
        if kind == "help.question_answered":
            with translation.override(self.language):
                said["rate"] = address_of(CASE, self.pk)
        said["about"] = self.number
        if self.member:
            tell(kind, [self.member], url=self.get_absolute_url(), **said)
        elif self.email:
            template = f"help/letters/{kind.removeprefix('help.question_')}.html"
            write(kind, template, address=self.email, language=self.language, url="", name="", **said)
