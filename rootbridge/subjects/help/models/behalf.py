"""A question asked for another person: whether they know, and that they stopped it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, OWNER, TWO_YEARS, kept
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models.member import normal_email
from rootbridge.shared.inbox.telling import tell

from .question import Question


class Whom(models.TextChoices):
    RELATIVE = "relative", _("A relative")
    HELPED = "helped", _("Somebody I help")


class Knowing(models.TextChoices):
    YES = "yes", _("Yes, they know and agree")
    NO = "no", _("No, not yet")
    CANNOT = "cannot", _("They cannot be asked")


def _held(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Behalf(models.Model):
    """``whom``, ``knows``: as the asker says; ``address``: where the other person was told, "" where nobody gave one;
    ``stopped_at``: when that person stopped it, which deletes the words."""

    question = _held(
        models.OneToOneField(Question, on_delete=models.CASCADE, related_name="behalf"), _("which question")
    )
    whom = _held(models.CharField(_("for whom"), max_length=8, choices=Whom), _("to know whom it is about"))
    knows = _held(
        models.CharField(_("do they know?"), max_length=6, choices=Knowing), _("to say no more than they agreed to")
    )
    address = _held(models.EmailField(_("their e-mail"), blank=True), _("to let them see and stop it"), OWNER)
    stopped_at = _held(models.DateTimeField(_("stopped"), null=True, blank=True), _("because they wanted so"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(whom__in=Whom.values, knows__in=Knowing.values), name="behalf_known")
        ]

    def __str__(self):
        return f"{self.question_id} {self.whom}"

    @classmethod
    def begin(cls, question, *, whom, knows, address="", link=""):
        """Note for whom a question is asked; the person is told where their address is known. ``link``: their way to
        see it."""
        made = cls.objects.create(question=question, whom=whom, knows=knows, address=normal_email(address))
        record("help.behalf_begun", made, place_path=question.office.place.path)
        if made.address:
            write(
                "help.about_you", "help/letters/about_you.html", address=made.address, language=question.language,
                number=question.number, office=question.office.names, url=link, is_automatic=True,
            )  # fmt: skip
        return made

    def stop(self) -> bool:
        """The person it is about wants it no more: it is closed, its words, files and what was said are deleted; desk
        and asker are told. False where that was done."""
        with transaction.atomic():
            question = Question.objects.select_for_update(of=["self"]).select_related("member", "office").get(
                pk=self.question_id
            )  # fmt: skip
            if not type(self).objects.filter(pk=self.pk, stopped_at=None).update(stopped_at=timezone.now(), address=""):
                return False
            if not question.closings.filter(reopened_at__isnull=True).exists():
                question.closings.create(kind="withdrawn")
            record("help.question_stopped", question, place_path=question.office.place.path)
            question._tell_desk("help.question_stopped")
            _tell_asker(question)
            for request in question.papers.all():
                request.delete()
            Question.objects.filter(pk=question.pk).forget()
        return True


def _tell_asker(question):
    said = {"number": question.number, "office": question.office.names}
    if question.member:
        tell("help.mine_stopped", [question.member], **said)
    elif question.email:
        write("help.mine_stopped", "help/letters/mine_stopped.html", address=question.email,
              language=question.language, url="", name="", **said)  # fmt: skip
