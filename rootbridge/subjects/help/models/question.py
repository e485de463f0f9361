"""A person's question to an office, and the office's one reply."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, FACTS, OFFICES, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.mail.writing import write
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member, Role
from rootbridge.people.members.models.member import normal_email
from rootbridge.people.offices.hours import reply_due
from rootbridge.people.offices.models import Office
from rootbridge.shared.inbox.telling import tell

# The same words to the same office within this time are one question.
REPEATED_WITHIN = timedelta(minutes=30)


class QuestionQuerySet(models.QuerySet):
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
        return self.filter(reply__isnull=True).exclude(words="")

    def answered(self):
        return self.filter(reply__isnull=False)

    def at_empty_offices(self, day):
        """Those to an office where nobody holds a role."""
        return self.exclude(office__in=staffed_offices(day))

    def within_reach_of(self, user):
        """Those to offices inside what a user administers: for counting and passing on, not for reading."""
        reached = user.reach.condition("administrator", path="office__place__path") if user.pk else Q(pk__in=[])
        return self.filter(reached).exclude(excluded__overlap=offices_of(user))

    def forget(self) -> int:
        """Take the person and the words out; that a question came, and when it was answered, is still counted."""
        numbers = list(self.values_list("pk", flat=True))
        Reply.objects.filter(question__in=numbers).update(words="")
        nothing = dict.fromkeys(("email", "phone", "call_hours", "words", "living"), "")
        return self.model.objects.filter(pk__in=numbers).update(**nothing, member=None, excluded=[])

    def with_office(self):
        return self.select_related("office__place", "reply")


def offices_of(user) -> list[int]:
    """The numbers of the offices that a user answers for. No query once the roles are known."""
    bodies = [scope.body for scope in user.reach.scopes if scope.body] if user.pk else []
    return [int(body.partition(":")[2]) for body in bodies if body.startswith("office:")]


def staffed_offices(day=None) -> list[int]:
    """The numbers of the offices where somebody holds a live role. One query."""
    roles = Role.objects.live_on(day or timezone.localdate()).filter(body__startswith="office:")
    return [int(body.partition(":")[2]) for body in roles.values_list("body", flat=True)]


def people_of(office, excluded: Iterable[int] = ()) -> list[Member]:
    """Who answers for an office now: the holders of a live role there and at none of the excluded ones. One query."""
    live = Role.objects.live_on(timezone.localdate())
    return _holders(live.filter(body=office.audience_key), excluded)


def administrators(excluded: Iterable[int] = ()) -> list[Member]:
    """Administrators of everywhere who work at none of the excluded offices. One query."""
    live = Role.objects.live_on(timezone.localdate())
    return _holders(live.filter(kind="administrator", is_everywhere=True), excluded)


def _holders(roles, excluded: Iterable[int]) -> list[Member]:
    there = Role.objects.live_on(timezone.localdate()).filter(body__in=[f"office:{number}" for number in excluded])
    return list(Member.objects.active().filter(roles__in=roles).exclude(roles__in=there).distinct())


def _asked(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


def new_number() -> str:
    """A number that can be read aloud and not guessed: "26-4417-93"."""
    digits = f"{secrets.randbelow(10**6):06}"
    return f"{timezone.localdate():%y}-{digits[:4]}-{digits[4:]}"


class Question(models.Model):
    """A question to an office, from a member or from an address. ``words`` as the person wrote them."""

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
    excluded = _asked(
        ArrayField(models.BigIntegerField(), verbose_name=_("offices that must not see it"), default=list, blank=True),
        _("who must not learn of it"),
    )

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

    @classmethod
    def ask(cls, *, office, words, language, by=None, email="", excluded=(), **known):
        """Put a question to an office, whose people are told. Asked again at once it is the same question.

        Returns (question, made). ``by``: the member who asks; ``email``: where to answer somebody signed out;
        ``excluded``: the offices that must never learn of it; ``known``: topic, living, phone, call_hours.
        """
        email = "" if by else normal_email(email)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"question {words}"])
            since = timezone.now() - REPEATED_WITHIN
            same = cls.objects.filter(office=office, member=by, email=email, words=words, asked_at__gte=since).first()
            if same:
                return same, False
            question = cls._numbered(
                member=by, email=email, office=office, language=language, words=words, **known,
                due_on=reply_due(office, timezone.localdate()), excluded=sorted(one.pk for one in excluded),
            )  # fmt: skip
            record("help.question_asked", question, by=by, place_path=office.place.path)
            question._tell_office()
        return question, True

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

    def answer(self, *, by, words):
        """Reply once; the asker gets it by mail and on their page. Returns (reply, made)."""
        with transaction.atomic():
            Question.objects.select_for_update().get(pk=self.pk)
            reply, made = Reply.objects.get_or_create(question=self, defaults={"by": by, "words": words})
            if made:
                record("help.question_answered", self, by=by, place_path=self.office.place.path)
                self._tell_asker(reply)
        return reply, made

    def pass_on(self, *, by, office):
        """Give a question that waits to another office, whose people are told. False when it was answered, and where
        the person who asked does not want it."""
        with transaction.atomic():
            question = Question.objects.select_for_update().get(pk=self.pk)
            unwanted = {question.office_id, *question.excluded}
            if office.pk in unwanted or Reply.objects.filter(question=question).exists():
                return False
            question.office = office
            question.due_on = max(question.due_on, reply_due(office, timezone.localdate()))
            question.save(update_fields=["office", "due_on"])
            record("help.question_passed_on", question, by=by, fields=["office"], place_path=office.place.path)
            question._tell_office()
        self.office, self.due_on = office, question.due_on
        return True

    def _tell_office(self):
        people = people_of(self.office, self.excluded)
        words = {"number": self.number, "office": self.office.name, "due_on": self.due_on.isoformat()}
        if people:
            tell("help.question_asked", people, url=self.desk_url, **words)
        else:
            tell("help.nobody_reads", administrators(self.excluded), url=reverse("manage_questions:unread"), **words)

    def _tell_asker(self, reply):
        words = {"number": self.number, "office": self.office.name, "reply": reply.words, "question": self.words}
        if self.member:
            tell("help.question_answered", [self.member], url=self.get_absolute_url(), **words)
        elif self.email:
            write("help.question_answered", "help/letters/answered.html", address=self.email, language=self.language,
                  url="", name="", **words)  # fmt: skip


class Reply(models.Model):
    """The desk's reply to a question."""

    keeping = FACTS

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="reply")
    by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="replies"),
        purpose=_("who answered you"), basis=CONTRACT, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    words = _asked(models.TextField(_("reply"), max_length=6000), _("what was answered"))
    at = models.DateTimeField(_("answered"), default=timezone.now)

    def __str__(self):
        return str(self.question_id)
