"""Members of an organisation, and chapters of a parent. Each is asked for by one side and accepted by the other."""

from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core import versions
from rootbridge.base.core.keeping import CONSENT, FACTS, LEGITIMATE, OFFICES, STAFF, TWO_YEARS, kept
from rootbridge.people.members.models import Member

from .organisation import Organisation

CHAPTERS_LOCK = 7_451_005


class Circle(Exception):
    """A chapter would be its own parent, or stand above it."""


class Taken(Exception):
    """It is a chapter of another already."""


class MembershipQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def accepted(self):
        return self.live().filter(accepted_at__isnull=False)

    def waiting(self):
        return self.live().filter(accepted_at=None)

    def visible_to(self, user):
        """One's own, and those of organisations one leads."""
        if not user.pk:
            return self.none()
        led = Organisation.objects.led_by(user)
        return self.filter(Q(member=user) | Q(organisation__in=led.values("pk")))


def _asked(field, purpose):
    return kept(field, purpose=purpose, basis=CONSENT, retention=TWO_YEARS, seen_by=OFFICES)


class Membership(models.Model):
    """Somebody belongs to an organisation: asked for by the member, accepted by an officer; its officers see it."""

    organisation = _asked(models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships"),
                          _("to which they belong"))  # fmt: skip
    member = _asked(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships"), _("who belongs"))
    words = _asked(models.TextField(_("a few words"), max_length=500, blank=True), _("so that they know you"))
    asked_at = _asked(models.DateTimeField(_("asked"), default=timezone.now), _("to answer in time"))
    accepted_at = _asked(models.DateTimeField(_("accepted"), null=True, blank=True), _("whether they belong"))
    accepted_by = _asked(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
                         _("who accepted"))  # fmt: skip
    ended_at = _asked(models.DateTimeField(_("ended"), null=True, blank=True), _("whether it is over"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "member"], condition=Q(ended_at=None), name="membership_once"
            ),
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.member_id}"

    @classmethod
    def ask(cls, organisation, *, by, words="") -> tuple["Membership", bool]:
        """Ask to belong; asked again, the one there is. Returns (membership, made)."""
        with transaction.atomic():
            row, made = cls.objects.get_or_create(
                organisation=organisation, member=by, ended_at=None, defaults={"words": words}
            )
            if made:
                row._note("organisations.membership_asked", by)
        return row, made

    def accept(self, *, by) -> bool:
        """An officer says yes; False when it is answered or taken back by now."""
        return self._write("organisations.membership_accepted", by, accepted_at=timezone.now(), accepted_by=by)

    def end(self, *, by) -> bool:
        """The member leaves or takes the request back, or an officer ends or refuses it."""
        return self._write("organisations.membership_ended", by, ended_at=timezone.now())

    def _write(self, verb, by, **values) -> bool:
        with transaction.atomic():
            rows = Membership.objects.filter(pk=self.pk, ended_at=None)
            if "accepted_at" in values:
                rows = rows.filter(accepted_at=None)
            if done := bool(rows.update(**values)):
                self._note(verb, by)
        self.refresh_from_db()
        return done

    def _note(self, verb, by):
        record(verb, self.organisation, by=by, place_path=self.organisation.place.path)


class ChapterQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def accepted(self):
        return self.live().filter(accepted_at__isnull=False)

    def waiting(self):
        return self.live().filter(accepted_at=None)


class Chapter(models.Model):
    """A chapter asks, its parent accepts; a chapter has one parent at most, and no circle comes of it."""

    keeping = FACTS

    parent = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="chapters")
    chapter = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parents")
    asked_by = kept(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        purpose=_("who asked"), basis=LEGITIMATE, retention=TWO_YEARS, seen_by=STAFF,
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = ChapterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("chapter")), name="chapter_not_its_parent"),
            models.UniqueConstraint(fields=["chapter"], condition=Q(ended_at=None), name="chapter_one_parent"),
        ]

    def __str__(self):
        return f"{self.chapter_id} of {self.parent_id}"

    @classmethod
    def ask(cls, chapter, parent, *, by) -> tuple["Chapter", bool]:
        """A chapter asks to belong to a parent. Returns (link, made). Raises Circle, Taken."""
        with transaction.atomic():
            _take_turns()
            if chapter.pk in {parent.pk, *above(parent)}:
                raise Circle
            live = cls.objects.live().filter(chapter=chapter).first()
            if live:
                if live.parent_id != parent.pk:
                    raise Taken
                return live, False
            link = cls.objects.create(chapter=chapter, parent=parent, asked_by=by)
            link._note("organisations.chapter_asked", by)
        return link, True

    def accept(self, *, by) -> bool:
        """The parent says yes; False when it is answered or taken back. Raises Circle."""
        with transaction.atomic():
            _take_turns()
            if self.chapter_id in {self.parent_id, *above(self.parent)}:
                raise Circle
            rows = Chapter.objects.filter(pk=self.pk, ended_at=None, accepted_at=None)
            if done := bool(rows.update(accepted_at=timezone.now())):
                self._note("organisations.chapter_accepted", by)
                versions.changed()
        self.refresh_from_db()
        return done

    def end(self, *, by) -> bool:
        """Either side ends it, refuses it, or takes it back."""
        with transaction.atomic():
            if done := bool(Chapter.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())):
                self._note("organisations.chapter_ended", by)
                versions.changed()
        self.refresh_from_db()
        return done

    def _note(self, verb, by):
        record(verb, self.chapter, by=by, place_path=self.chapter.place.path)


def above(organisation) -> list[int]:
    """Numbers of the organisations it belongs to, asked for or accepted, the nearest first."""
    found, number = [], organisation.pk
    while number is not None:
        parents = Chapter.objects.live().filter(chapter=number).values_list("parent_id", flat=True)
        number = parents.first()
        if number in found:
            break
        found += [number] if number is not None else []
    return found


def _take_turns() -> None:
    """Two links made at once cannot close a circle: they wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAPTERS_LOCK])
