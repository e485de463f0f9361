"""A person's question to an office, and the office's one reply."""

import secrets
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email
from rootbridge.people.offices.hours import reply_due
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.models import Conversation, Message

from ..staff import offices_of, staffed_offices
from .answering import Answering
from .joining import Joining
from .lateness import Lateness
from .passing import Passing
from .queueing import Queueing

# The same words to the same office within this time are one question.
REPEATED_WITHIN = timedelta(minutes=30)
# Where nothing tells who asks, only a second press of the button is the same question: two strangers may use the same
# words, and neither may read what the other is answered.
PRESSED_TWICE = timedelta(minutes=2)


class QuestionQuerySet(Queueing, models.QuerySet):
    def mine(self, user):
        """Those a member asked, signed in or before from the address that they sign in with."""
        return self.filter(Q(member=user) | Q(member=None, email=user.email)) if user.pk else self.none()

    def received_by(self, user):
        """Those to an office that one answers for, but for those that another office of theirs must not see."""
        offices = offices_of(user)
        return self.filter(office__in=offices).exclude(excluded__overlap=offices)

    def visible_to(self, user):
        """One's own, and those to an office that one answers for. Nobody else knows that they exist."""
        return self.mine(user) | self.received_by(user)

    def waiting(self):
        """Open: neither answered nor withdrawn nor joined with another, and not forgotten."""
        return self._with_closing().filter(closing=None).exclude(words="")

    def answered(self):
        return self._with_closing().filter(closing__kind="answered")

    def closed(self):
        return self._with_closing().exclude(closing=None)

    def _with_closing(self):
        """Joined with the one closing that holds, if any."""
        return self.alias(closing=FilteredRelation("closings", condition=Q(closings__reopened_at=None)))

    def at_empty_offices(self, day):
        """Those to an office where nobody holds a role."""
        return self.exclude(office__in=staffed_offices(day))

    def within_reach_of(self, user):
        """Those to offices inside what a user administers: for counting and passing on, not for reading."""
        reached = user.reach.condition("administrator", path="office__place__path") if user.pk else Q(pk__in=[])
        return self.filter(reached).exclude(excluded__overlap=offices_of(user))

    def forget(self) -> int:
        """Take the person and the words out; that a question came, and when it was answered, is still counted."""
        rows = self.model.objects.filter(pk__in=list(self.values_list("pk", flat=True)))
        Conversation.objects.filter(question__in=rows).delete()
        for row in rows:
            row.handovers.update(note="")
            for work in (row.notes, row.drafts, row.links, row.proposals):
                work.all().delete()
        nothing = dict.fromkeys(("email", "phone", "call_hours", "words", "living"), "")
        forgotten = rows.update(**nothing, member=None, excluded=[])
        for row in rows:
            row._free_doubles()
        return forgotten

    def with_office(self):
        """With the office, who has it, and how it is closed (``closing_kind``, ``closed_at``; None while open)."""
        live = FilteredRelation("closings", condition=Q(closings__reopened_at=None))
        return self.select_related("office__place", "person").annotate(
            held=live, closing_kind=F("held__kind"), closed_at=F("held__at")
        )


def _asked(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


def new_number() -> str:
    """A number that can be read aloud and not guessed: "26-4417-93"."""
    digits = f"{secrets.randbelow(10**6):06}"
    return f"{timezone.localdate():%y}-{digits[:4]}-{digits[4:]}"


class Channel(models.TextChoices):
    """How a question came."""

    FORM = "form", _("Form")
    CHAT = "chat", _("Live chat")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    COUNTER = "counter", _("At the counter")
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    VIBER = "viber", "Viber"


class Question(Answering, Joining, Lateness, Passing, models.Model):
    """A question to an office, from a member or from an address. ``words`` as the person wrote them; ``conversation``:
    what was said since, opened with the first word; ``person``: who of the desk has it; ``first_reply_at``: stays when
    the words are forgotten, to count how long people wait."""

    number = _asked(
        models.CharField(_("number"), max_length=12, unique=True, default=new_number), _("to find it again")
    )
    member = _asked(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="questions"),
        _("whose question it is"),
    )
    email = _asked(models.EmailField(_("e-mail"), blank=True), _("to send you the answer"), OWNER)
    phone = _asked(models.CharField(_("telephone"), max_length=40, blank=True), _("to call you back"))
    call_hours = _asked(models.CharField(_("when to call"), max_length=120, blank=True), _("to call when it suits you"))
    office = _asked(models.ForeignKey(Office, on_delete=models.PROTECT, related_name="questions"), _("who reads it"))
    topic = _asked(models.CharField(_("topic"), max_length=12, choices=Topic, blank=True), _("who can answer"))
    living = _asked(
        models.CharField(_("country of residence"), max_length=2, blank=True), _("what holds where you live")
    )
    language = _asked(models.CharField(_("language"), max_length=8), _("to answer in your language"))
    words = _asked(models.TextField(_("your question"), max_length=4000), _("what you asked"))
    asked_at = _asked(models.DateTimeField(_("asked"), default=timezone.now), _("how long you have waited"))
    due_on = _asked(models.DateField(_("due")), _("until when an answer is promised"))
    channel = _asked(
        models.CharField(_("how it came"), max_length=8, choices=Channel, default=Channel.FORM), _("to count the ways")
    )
    person = _asked(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases"),
        _("who has it"), STAFF,
    )  # fmt: skip
    conversation = _asked(
        models.OneToOneField(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="question"),
        _("what was said since"),
    )
    first_reply_at = _asked(
        models.DateTimeField(_("first reply"), null=True, blank=True), _("to count how long people wait"), STAFF
    )
    excluded = _asked(
        ArrayField(models.BigIntegerField(), verbose_name=_("offices that must not see it"), default=list, blank=True),
        _("who must not learn of it"),
    )

    client_id = _asked(
        models.CharField(_("the sender's number"), max_length=36, null=True, blank=True, unique=True),
        _("to store it once"), STAFF,
    )  # fmt: skip

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(excluded__contains=models.Func(F("office"), template="ARRAY[%(expressions)s]")),
                name="question_not_at_an_excluded_office",
            ),
        ]
        indexes = [models.Index(fields=["office", "due_on"], name="question_office")]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("help:question", args=[self.number])

    @property
    def excluded_offices(self) -> list[Office]:
        """The offices that must not see it. One query where there are any."""
        return list(Office.objects.filter(pk__in=self.excluded).order_by("pk")) if self.excluded else []

    @property
    def desk_url(self) -> str:
        """Where the office answers it."""
        return reverse("manage_questions:question", args=[self.number])

    @property
    def title(self) -> str:
        """Its first words."""
        line = " ".join(self.words.split())
        return line if len(line) <= 90 else line[:88].rsplit(" ", 1)[0] + "…"

    def said(self) -> list[Message]:
        """What was said since the question, in order. One query where there is any."""
        found = Message.objects.of(self.conversation_id).said().exclude(data__contains={"opening": True})
        return list(found) if self.conversation_id else []

    @classmethod
    def ask(cls, *, office, words, language, by=None, email="", excluded=(), client_id=None, **known):
        """Put a question to an office, whose people are told. Asked again at once it is the same question.

        Returns (question, made). ``by``: the member who asks; ``email``: where to answer somebody signed out;
        ``excluded``: the offices that must never learn of it; ``client_id``: what the sender calls it, then only that
        tells whether it is the same; ``known``: topic, living, phone, call_hours, channel.
        """
        email = "" if by else normal_email(email)
        asker = {"member": by, "email": email, "phone": known.get("phone", "")}
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"question {client_id or words}"])
            if same := cls._asked_before(client_id, office=office, words=words, **asker):
                return same, False
            question = cls._numbered(
                office=office, language=language, words=words, client_id=client_id, **known | asker,
                due_on=reply_due(office, timezone.localdate()), excluded=sorted(one.pk for one in excluded),
            )  # fmt: skip
            record("help.question_asked", question, by=by, place_path=office.place.path)
            question._tell_office()
        return question, True

    @classmethod
    def _asked_before(cls, client_id, **said):
        """The same question, put a moment ago; None where there is none."""
        if client_id:
            return cls.objects.filter(client_id=client_id).first()
        is_known = said["member"] or said["email"] or said["phone"]
        since = timezone.now() - (REPEATED_WITHIN if is_known else PRESSED_TWICE)
        return cls.objects.filter(client_id=None, asked_at__gte=since, **said).first()

    @classmethod
    def _numbered(cls, **values):
        """A new row under a number that nobody has, drawn again where somebody was quicker to it."""
        while True:
            question = cls(number=new_number(), **values)
            try:
                with transaction.atomic():
                    question.save(force_insert=True)
            except IntegrityError:
                if not cls.objects.filter(number=question.number).exists():
                    raise
            else:
                return question
