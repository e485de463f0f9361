"""What people tell those who run the platform: a note, the reply to it, and what of both stands in public."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONSENT, EVERYONE, FACTS, LEGITIMATE, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.mail.writing import write
from rootbridge.people.members.models import Member, Role

from ..registry import announce

READERS = ("administrator", "editor")
WHY = {"purpose": _("to answer what you told us"), "basis": CONSENT, "retention": TWO_YEARS}


class Category(models.TextChoices):
    IDEA = "idea", _("I have an idea")
    PROBLEM = "problem", _("Something does not work")
    THANKS = "thanks", _("I want to say thanks")
    OUTDATED = "outdated", _("Something is out of date")
    WORRY = "worry", _("Something worries me")


class NoteQuerySet(models.QuerySet):
    def received_by(self, user):
        """Those that a user reads at work: of pages inside their place; of the whole platform, where they reach it."""
        return self.filter(user.reach.condition(*READERS, path="place_path")) if user.pk else self.none()

    def mine(self, member):
        return self.filter(member=member) if member.pk else self.none()

    def visible_to(self, user):
        return self.received_by(user) | self.mine(user)

    def waiting(self):
        return self.filter(reply=None, aside=None)

    def answered(self):
        return self.filter(reply__isnull=False)

    def set_aside(self):
        return self.filter(aside__isnull=False)

    def shown(self):
        """What everybody reads, whatever its words were before."""
        return self.filter(showing__isnull=False)


class Note(models.Model):
    """``about``: the path of the page it is about; ``place_path``: of that page's place, "" for the whole platform;
    ``email``: where the answer goes, forgotten once it went."""

    keeping = FACTS

    category = kept(models.CharField(_("what it is"), max_length=10, choices=Category), seen_by=STAFF, **WHY)
    words = kept(models.TextField(_("in your words"), max_length=4000), seen_by=STAFF, **WHY)
    language = models.CharField(_("language"), max_length=8)
    about = kept(models.CharField(_("page"), max_length=300, blank=True), seen_by=STAFF, **WHY)
    place_path = models.CharField(_("place"), max_length=200, blank=True)
    member = kept(
        models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="notes"),
        seen_by=OWNER, **WHY,
    )  # fmt: skip
    email = kept(models.EmailField(_("e-mail"), blank=True), seen_by=OWNER, **WHY)
    may_show = kept(models.BooleanField(_("may stand in public"), default=False), seen_by=STAFF, **WHY)
    said_at = kept(models.DateTimeField(_("said"), default=timezone.now), seen_by=STAFF, **WHY)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-said_at"], name="note_said")]
        constraints = [
            models.CheckConstraint(condition=~Q(category="worry") | Q(may_show=False), name="note_worry_stays")
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return self.words if len(self.words) <= 90 else f"{self.words[:89].rstrip()}…"

    @property
    def desk_url(self) -> str:
        return reverse("manage_feedback:note", args=[self.pk])

    @classmethod
    def say(cls, *, category, words, language, by=None, **more):
        """Write a note, and tell those who read it; the same words in one day are one note. Returns (note, made).

        ``more``: ``about``, ``place_path``, ``email``, ``may_show``.
        """
        with transaction.atomic():
            today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
            same = cls.objects.filter(said_at__gte=today, category=category, words=words, member=by).first()
            if same:
                return same, False
            note = cls.objects.create(category=category, words=words, language=language, member=by, **more)
            record("feedback.said", note, fields=[category], place_path=note.place_path)
            announce("feedback.said", readers_of(note.place_path), url=note.desk_url, number=note.pk)
        return note, True

    def answer(self, *, by, words, language):
        """Reply once; it goes to whoever left an address. Returns (reply, made)."""
        with transaction.atomic():
            note = Note.objects.select_for_update().get(pk=self.pk)
            told = {"by": by, "words": words, "language": language}
            reply, made = Reply.objects.get_or_create(note=note, defaults=told)
            if made:
                Aside.objects.filter(note=note).delete()
                record("feedback.answered", note, by=by, place_path=note.place_path)
                note._tell_sender(reply)
                Note.objects.filter(pk=note.pk).update(email="")
        return reply, made

    def show(self, *, by, words):
        """Put it and its reply into the public section, in words that somebody looked at. False where the sender did
        not allow it, or nothing was answered."""
        with transaction.atomic():
            note = Note.objects.select_for_update().get(pk=self.pk)
            if not note.may_show or not Reply.objects.filter(note=note).exists():
                return False
            Showing.objects.update_or_create(note=note, defaults={"words": words, "by": by})
            record("feedback.shown", note, by=by, place_path=note.place_path)
        return True

    def hide(self, *, by):
        """Take it out of the public section again."""
        with transaction.atomic():
            if Showing.objects.filter(note=self).delete()[0]:
                record("feedback.hidden", self, by=by, place_path=self.place_path)

    def set_aside(self, *, by):
        """Needs no answer. False when it has one."""
        with transaction.atomic():
            Note.objects.select_for_update().get(pk=self.pk)
            if Reply.objects.filter(note=self).exists():
                return False
            _aside, made = Aside.objects.get_or_create(note=self, defaults={"by": by})
            if made:
                record("feedback.set_aside", self, by=by, place_path=self.place_path)
        return True

    def take_up(self, *, by):
        """Needs an answer after all."""
        with transaction.atomic():
            if Aside.objects.filter(note=self).delete()[0]:
                record("feedback.taken_up", self, by=by, place_path=self.place_path)

    def _tell_sender(self, reply):
        words = {"reply": reply.words, "note": self.words}
        if self.member:
            announce("feedback.answered", [self.member], url=reverse("feedback:mine"), **words)
        elif self.email:
            write("feedback.answered", "feedback/letters/answered.html", address=self.email, language=self.language,
                  url="", name="", **words)  # fmt: skip


def readers_of(place_path) -> list[Member]:
    """Administrators and editors whose place holds this one. One query."""
    codes = [code for code in place_path.split("/") if code]
    roles = Role.objects.live_on(timezone.localdate()).filter(kind__in=READERS)
    roles = roles.filter(Q(is_everywhere=True) | Q(place__code__in=codes))
    return list(Member.objects.active().filter(roles__in=roles).distinct())


def _at_work(field):
    return kept(field, purpose=_("to know who answered"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF)


class Reply(models.Model):
    """``language``: of its words."""

    keeping = FACTS

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="reply")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    words = kept(models.TextField(_("reply"), max_length=4000), seen_by=STAFF, **WHY)
    language = models.CharField(_("language"), max_length=8)
    at = models.DateTimeField(_("answered"), default=timezone.now)

    def __str__(self):
        return str(self.note_id)


class Showing(models.Model):
    """``words``: the note without what could tell who wrote it."""

    keeping = FACTS

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="showing")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    words = kept(models.TextField(_("words in public"), max_length=4000), seen_by=EVERYONE, **WHY)
    at = models.DateTimeField(_("shown"), default=timezone.now)

    def __str__(self):
        return str(self.note_id)


class Aside(models.Model):
    keeping = FACTS

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="aside")
    by = _at_work(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"))
    at = models.DateTimeField(_("set aside"), default=timezone.now)

    def __str__(self):
        return str(self.note_id)
