"""Who has a question: it lies at an office, one of its people takes it or gets it, another office may get it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.people.offices.hours import reply_due
from rootbridge.shared.inbox.telling import tell

from ..staff import administrators, new_client, people_of


class Passing:
    """An ability of a question."""

    def pass_on(self, *, by, office, note="") -> bool:
        """Give a question that waits to another office, whose people are told. False when it was closed, and where
        the person who asked does not want it."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            unwanted = {question.office_id, *question.excluded}
            if office.pk in unwanted or question.closings.filter(reopened_at__isnull=True).exists():
                return False
            left = question.office
            question.due_on = max(question.due_on, reply_due(office, timezone.localdate()))
            for one in (question, *question.doubles()):
                one._move_to(office)
            question.handovers.create(by=by, office=office, left=left, note=note)
            record("help.question_passed_on", question, by=by, fields=["office"], place_path=office.place.path)
            question._tell_office()
        self.office, self.due_on, self.person = office, question.due_on, None
        return True

    def hand_to(self, *, by, to, note="") -> bool:
        """Give it to one of the office's own people, or take it (``to`` is ``by``). False where ``to`` does not answer
        for the office, has it already, or it is closed."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            is_closed = question.closings.filter(reopened_at__isnull=True).exists()
            if is_closed or question.person_id == to.pk or to not in people_of(question.office, question.excluded):
                return False
            question.person = to
            question.save(update_fields=["person"])
            question.handovers.create(by=by, to=to, office=question.office, note=note)
            record("help.question_handed_over", question, by=by, place_path=question.office.place.path)
            if to != by:
                said = {"number": question.number, "office": question.office.names, "note": note}
                tell("help.question_handed_over", [to], url=question.desk_url, **said)
        self.person = to
        return True

    def note(self, *, by, words, client=""):
        """Write down what only the desk reads; sent again under the same ``client`` it is the same note. None
        where ``by`` does not answer for it any more."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if by not in people_of(question.office, question.excluded):
                return None
            made, is_new = question.notes.get_or_create(
                client=client or new_client(), defaults={"by": by, "words": words}
            )
            if is_new:
                record("help.question_noted", question, by=by, place_path=question.office.place.path)
        return made

    def leave(self, *, by) -> bool:
        """Whoever has it gives it back to the desk. False where somebody else has it."""
        with transaction.atomic():
            question = type(self).objects.select_for_update().get(pk=self.pk)
            if question.person_id != by.pk or question.closings.filter(reopened_at__isnull=True).exists():
                return False
            question.person = None
            question.save(update_fields=["person"])
            question.handovers.create(by=by, office=question.office)
            record("help.question_left", question, by=by, place_path=question.office.place.path)
        self.person = None
        return True

    def _move_to(self, office):
        """Its office, its conversation and nobody who has it: the doubles of a question go along with it."""
        self.office, self.person = office, None
        self.save(update_fields=["office", "person", "due_on"])
        if self.conversation:
            self.conversation.move_to(office.audience_key)

    def _promise_anew(self):
        """The desk's time begins again today."""
        self.due_on = reply_due(self.office, timezone.localdate())
        self.save(update_fields=["due_on"])

    def _tell_office(self):
        people = people_of(self.office, self.excluded)
        words = {"number": self.number, "office": self.office.names, "due_on": self.due_on.isoformat()}
        if people:
            tell("help.question_asked", people, url=self.desk_url, **words)
        else:
            tell("help.nobody_reads", administrators(self.excluded), url=reverse("manage_questions:unread"), **words)

    def _tell_desk(self, kind):
        """Whoever has it; where nobody has, everybody of the office."""
        readers = people_of(self.office, self.excluded)
        told = [self.person] if self.person in readers else readers
        tell(kind, told, url=self.desk_url, number=self.number, office=self.office.names)
