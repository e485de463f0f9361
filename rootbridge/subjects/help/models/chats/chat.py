"""A talk with a desk: somebody asks, somebody takes it, it ends or becomes a question. Nothing typed is lost."""

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, NOBODY, OFFICES, OWNER, SIX_MONTHS, STAFF, kept
from rootbridge.base.reference.topics import Topic
from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.ledger import say
from rootbridge.shared.conversations.models import Conversation, Seat
from rootbridge.shared.conversations.models.conversation import digest_of

from ...staff import offices_of
from ..question import Question
from .chat_desk import ChatDesk
from .taking import Taking
from .turning import Turning


class ChatQuerySet(models.QuerySet):
    def mine(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def received_by(self, user):
        """Those with an office that one answers for, but for those that another office of theirs must not see, and
        for those whose question lies at another office by now."""
        offices = offices_of(user)
        is_there = Q(question=None) | Q(question__office=F("office"))
        return self.filter(is_there, office__in=offices).exclude(excluded__overlap=offices)

    def visible_to(self, user):
        """One's own, and those with an office that one answers for. Nobody else knows that they exist."""
        return self.mine(user) | self.received_by(user)

    def within_reach_of(self, user):
        """Those with offices inside what a user administers: for counting, not for reading."""
        reached = user.reach.condition("administrator", path="office__place__path") if user.pk else Q(pk__in=[])
        return self.filter(reached).exclude(excluded__overlap=offices_of(user))

    def going_on(self):
        return self.filter(ended_at__isnull=True)

    def waiting(self):
        """Nobody has them now."""
        return self.going_on().filter(agent__isnull=True)

    def ended(self):
        return self.exclude(ended_at__isnull=True)

    def with_more(self):
        """Those that became a question and in which something was said since."""
        return self.filter(question__isnull=False, conversation__last_number__gt=F("told_number"))

    def with_office(self):
        return self.select_related("office__place", "agent", "conversation", "question", "member")

    def forget(self) -> int:
        """Take the person and the words out; that somebody came, and how long they waited, is still counted. What
        became a question goes with the question."""
        rows = list(self.values_list("pk", "conversation_id", "question_id"))
        Conversation.objects.filter(pk__in=[talk for _pk, talk, question in rows if talk and not question]).delete()
        gone = self.model.objects.filter(pk__in=[pk for pk, _talk, _question in rows])
        for chat in gone:
            chat.passings.update(note="")
        nothing = dict.fromkeys(("email", "name", "source", "living"), "")
        gone.going_on().update(ended_at=timezone.now(), ended_as=EndKind.ASKER)
        return gone.update(**nothing, member=None, excluded=[])


def _asked(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=SIX_MONTHS, seen_by=seen_by)


class EndKind(models.TextChoices):
    ASKER = "asker", _("whoever asked ended it")
    DESK = "desk", _("the desk ended it")
    QUIET = "quiet", _("nobody wrote any more")
    QUESTION = "question", _("it became a question")
    BLOCKED = "blocked", _("the desk blocked it")


class Chat(Taking, Turning, models.Model):
    """``waits_since``, ``promised_at``: since when it waits for somebody, until when somebody should come;
    ``agent``: who of the desk has it; ``taken_at``: when somebody first came; ``source``: a keyed digest of the network
    of somebody signed out; ``may_translate``: they let a translation service read it; ``told_number``: the message
    up to which the desk was told once it is a question."""

    conversation = _asked(
        models.OneToOneField(Conversation, on_delete=models.SET_NULL, null=True, blank=True, related_name="chat"),
        _("what was said"),
    )
    office = _asked(models.ForeignKey(Office, on_delete=models.PROTECT, related_name="chats"), _("who reads it"))
    member = _asked(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="chats"),
        _("whose talk it is"),
    )
    name = _asked(models.CharField(_("name"), max_length=60, blank=True), _("how the desk calls you"))
    email = _asked(models.EmailField(_("e-mail"), blank=True), _("to send you the answer"), OWNER)
    topic = _asked(models.CharField(_("topic"), max_length=12, choices=Topic, blank=True), _("who can answer"))
    living = _asked(
        models.CharField(_("country of residence"), max_length=2, blank=True), _("what holds where you live")
    )
    language = _asked(models.CharField(_("language"), max_length=8), _("to answer in your language"))
    excluded = _asked(
        ArrayField(models.BigIntegerField(), verbose_name=_("offices that must not see it"), default=list, blank=True),
        _("who must not learn of it"),
    )
    source = _asked(
        models.CharField(_("where it came from"), max_length=64, blank=True), _("so that nobody floods a desk"), NOBODY
    )
    may_translate = _asked(
        models.BooleanField(_("a machine may translate"), default=False), _("who may read it to translate")
    )
    asked_at = _asked(models.DateTimeField(_("began"), default=timezone.now), _("to count how long people wait"))
    waits_since = _asked(models.DateTimeField(_("waits since"), default=timezone.now), _("whose turn it is"))
    promised_at = _asked(models.DateTimeField(_("promised until")), _("until when somebody should come"))
    taken_at = _asked(
        models.DateTimeField(_("somebody came"), null=True, blank=True), _("to count how long people wait")
    )
    agent = _asked(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="chats_held"),
        _("who answers you"), STAFF,
    )  # fmt: skip
    ended_at = _asked(models.DateTimeField(_("ended"), null=True, blank=True), _("whether it goes on"))
    ended_as = _asked(models.CharField(_("how it ended"), max_length=8, choices=EndKind, blank=True), _("how it ended"))
    question = _asked(
        models.OneToOneField(Question, on_delete=models.SET_NULL, null=True, blank=True, related_name="chat"),
        _("what became of it"),
    )
    told_number = _asked(
        models.PositiveIntegerField(_("told up to"), default=0), _("so that the desk hears of what you write later")
    )

    objects = ChatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at__isnull=True, member__isnull=False), name="chat_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_as="") | Q(ended_at__isnull=False) & ~Q(ended_as=""),
                name="chat_ends_somehow",
            ),
            models.CheckConstraint(condition=Q(agent__isnull=True) | Q(taken_at__isnull=False), name="chat_is_taken"),
            models.CheckConstraint(
                condition=~Q(excluded__contains=Func(F("office"), template="ARRAY[%(expressions)s]")),
                name="chat_not_with_an_excluded_office",
            ),
        ]
        indexes = [models.Index(fields=["office", "ended_at", "waits_since"], name="chat_office")]

    def __str__(self):
        return str(self.pk)

    @property
    def desk_url(self) -> str:
        """Where the desk works on it."""
        return reverse("manage_chat:chat", args=[self.pk])

    @property
    def excluded_offices(self) -> list[Office]:
        """The offices that must not see it. One query where there are any."""
        return list(Office.objects.filter(pk__in=self.excluded).order_by("pk")) if self.excluded else []

    def ahead(self) -> int:
        """How many wait longer at the same desk. One query."""
        return Chat.objects.waiting().filter(office=self.office_id, waits_since__lt=self.waits_since).count()

    def asker_seat(self) -> Seat | None:
        return self.conversation.seats.filter(side="asker").first() if self.conversation else None

    @classmethod
    def of_key(cls, key: str) -> "Chat | None":
        """The talk whose seat a browser without an account holds."""
        seat = Seat.objects.by_key(key).filter(side="asker", member=None).first()
        return cls.objects.with_office().filter(conversation=seat.conversation_id).first() if seat else None

    @classmethod
    def start(cls, *, office, words, language, key="", by=None, excluded=(), shows_seen=True, **known):
        """Begin a talk with a desk. Returns (chat, made): begun twice under one key, or by a member who has one going
        on, it is the same. Where the desk is closed it is a question at once.

        ``key``: the secret of a browser without an account; ``known``: name, email, topic, living, source,
        may_translate.
        """
        with transaction.atomic():
            with connection.cursor() as cursor:
                one = f"member {by.pk}" if by else digest_of(key)
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"chat {one}"])
            same = cls.objects.mine(by).going_on().with_office().first() if by else cls.of_key(key)
            if same:
                return same, False
            now, hidden = timezone.now(), sorted(one.pk for one in excluded)
            talk = Conversation.open(body=office.audience_key, excluded=[f"office:{number}" for number in hidden])
            seat = talk.seats.create(
                side="asker", member=by, name=known.get("name", ""), language=language, shows_seen=shows_seen,
                key_digest=None if by else digest_of(key),
            )  # fmt: skip
            known["email"] = "" if by else normal_email(known.get("email", ""))
            chat = cls.objects.create(
                conversation=talk, office=office, member=by, language=language, excluded=hidden, asked_at=now,
                waits_since=now, promised_at=now + ChatDesk.of(office).promised_wait, **known,
            )  # fmt: skip
            say(seat.pk, client="first", words=words, language=language, data='{"opening": true}')
            record("help.chat_began", chat, by=by, place_path=office.place.path)
            if not chat.tend(now):
                chat.tell_desk("help.chat_waits")
        return chat, True
