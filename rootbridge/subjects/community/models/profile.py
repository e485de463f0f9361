"""The entry of a member who chose to be found, and how many entries one account saw in a day."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, CONSENT, DAY, LEGITIMATE, MEMBERS, NOBODY, OWNER, STAFF, kept
from rootbridge.people.members.models import AgeBand, Member

from ..circles import CIRCLES, circles_of
from .exclusion import Exclusion, digest_of

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is read as another
LONG = 12
PROFILES_A_DAY = 200


class Offer(models.TextChoices):
    ADVICE = "advice", _("Advice in my profession")
    MENTORING = "mentoring", _("Mentoring")
    TRANSLATION = "translation", _("Help with a language")
    WELCOME = "welcome", _("Help for newcomers where I live")
    MEETING = "meeting", _("A coffee where I live")
    HOME = "home", _("A contact at home")
    HANDS = "hands", _("Hands for a project")
    SPEAKING = "speaking", _("A talk in a school or an association")


def new_handle() -> str:
    """Twelve random letters: nothing in it tells who it is, and a hundred thousand guesses find nobody."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LONG))


# Who finds an entry: one of a circle that it was opened to, whom nothing keeps apart from its owner. Over
# ``community_profile``, ``m`` its member and ``h`` their home.
FOUND = f"""
EXISTS (SELECT FROM privacy_consent c WHERE c.member_id = community_profile.member_id AND c.withdrawn_at IS NULL
    AND c.purpose = 'show:found' AND c.audience = ANY({CIRCLES}))
AND community_profile.hidden_at IS NULL AND community_profile.member_id <> %s
AND NOT EXISTS (SELECT FROM community_exclusion e
    WHERE e.owner_id = community_profile.member_id AND (e.other_id = %s OR e.digest = %s))
AND NOT EXISTS (SELECT FROM community_exclusion e
    WHERE e.owner_id = %s AND e.other_id = community_profile.member_id AND e.digest = '')
AND m.is_active AND m.age_band <> '{AgeBand.UNDER_18.value}'
AND (NOT community_profile.hides_from_home OR (%s AND (h.path IS NULL OR h.path NOT LIKE %s)))
"""  # noqa: S608
OF_MEMBER = "members_member m LEFT JOIN reference_place h ON h.id = m.home_id"


def found_by(user) -> tuple[str, list]:
    """The condition FOUND for one reader, and its values. Who says nothing of home is kept out as who is from there."""
    steps = user.home.path.rstrip("/").split("/")[:2] if user.home else []
    apart = [user.pk, user.pk, digest_of(user.email), user.pk]
    return FOUND, [*circles_of(user), *apart, bool(steps), "/".join(steps) + "/%"]


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that a member finds; one's own is not among them."""
        if not user.pk or not user.is_active:
            return self.none()
        sql, values = found_by(user)
        whose = f"EXISTS (SELECT FROM {OF_MEMBER} WHERE m.id = community_profile.member_id AND {sql})"
        return self.filter(RawSQL(whose, values, output_field=models.BooleanField()))  # noqa: S611

    def own(self, user):
        """One's own entry, found or not; None where there is none."""
        return self.filter(member=user).first() if user.pk else None


def _own(field, purpose, seen_by=OWNER, basis=CONSENT):
    return kept(field, purpose=purpose, basis=basis, retention=ACCOUNT, seen_by=seen_by)


class Profile(models.Model):
    """Who finds it stands in consents (``show:found``), as does which field shows to whom; they hold at once."""

    member = _own(models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile"), _("whose it is"))
    handle = _own(
        models.CharField(_("address of your entry"), max_length=LONG, unique=True, default=new_handle),
        _("to lead to your entry without your name"),
        MEMBERS,
    )
    line = _own(
        models.CharField(_("a few words about you"), max_length=300, blank=True), _("so that people know you"), MEMBERS
    )
    language = _own(
        models.CharField(_("language of these words"), max_length=8, blank=True), _("to read them right"), MEMBERS
    )
    offers = _own(
        ArrayField(
            models.CharField(max_length=12, choices=Offer), verbose_name=_("what you offer"), default=list, blank=True
        ),
        _("so that people find who can help"),
        MEMBERS,
    )
    hides_from_home = _own(
        models.BooleanField(_("not found by people from where I am from"), default=False), _("so that you feel safe")
    )
    is_woman = _own(
        models.BooleanField(_("I am a woman"), default=False),
        _("to let you find women who show themselves to women only"),
    )
    changed_at = _own(models.DateTimeField(_("changed"), default=timezone.now), _("to ask you once a year"))
    hidden_at = _own(
        models.DateTimeField(_("off the pages"), null=True, blank=True), _("because it was reported"), STAFF, LEGITIMATE
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(handle__regex=rf"^[{LETTERS}]{{{LONG}}}$"), name="profile_handle")
        ]

    def __str__(self):
        return self.handle

    def get_absolute_url(self) -> str:
        return reverse("community:person", args=[self.handle])

    @classmethod
    def of(cls, member) -> "Profile":
        """The entry of a member, not yet kept where they have none."""
        return cls.objects.filter(member=member).first() or cls(member=member)

    def keep(self, *, by, **said) -> "Profile":
        """Keep what a member says in their entry; made where there is none."""
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=self.member_id)
            mine, _made = Profile.objects.get_or_create(member=self.member, defaults={"handle": self.handle})
            for name, value in said.items():
                setattr(mine, name, value)
            mine.changed_at = timezone.now()
            mine.save(update_fields=[*said, "changed_at"])
            Exclusion.settle(mine.member)
            record("community.profile_changed", mine, by=by, fields=sorted(said))
        return mine

    def change_handle(self, *, by) -> "Profile":
        """A new address; whoever kept the old one finds nobody there."""
        with transaction.atomic():
            self.handle = new_handle()
            self.save(update_fields=["handle"])
            record("community.handle_changed", self, by=by)
        return self

    def hide(self, *, by=None) -> None:
        self._hidden(timezone.now(), "community.profile_hidden", by)

    def show(self, *, by=None) -> None:
        self._hidden(None, "community.profile_shown", by)

    def _hidden(self, at, verb, by) -> None:
        with transaction.atomic():
            Profile.objects.filter(pk=self.pk).update(hidden_at=at)
            record(verb, self, by=by)


SPEND = """
INSERT INTO community_harvest AS kept (member_id, day, seen)
VALUES (%(member)s, %(day)s, (%(seen)s::bigint[])[1:%(most)s])
ON CONFLICT (member_id, day) DO UPDATE SET seen = kept.seen || (
    SELECT coalesce(array_agg(one ORDER BY place), '{}') FROM (
        SELECT one, place FROM unnest(%(seen)s::bigint[]) WITH ORDINALITY AS new (one, place)
        WHERE one <> ALL (kept.seen) ORDER BY place LIMIT greatest(0, %(most)s - cardinality(kept.seen))) AS fresh)
WHERE NOT kept.seen @> %(seen)s::bigint[]
RETURNING seen
"""


class HarvestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()


class Harvest(models.Model):
    """Whose entries one account saw in a day: at most two hundred, under digests of its own."""

    member = kept(
        models.ForeignKey(Member, on_delete=models.CASCADE, related_name="harvests"),
        purpose=_("to keep the directory safe"),
        basis=LEGITIMATE,
        retention=DAY,
        seen_by=NOBODY,
    )
    day = kept(
        models.DateField(_("day")), purpose=_("to begin anew each day"), basis=LEGITIMATE, retention=DAY, seen_by=NOBODY
    )
    seen = kept(
        ArrayField(models.BigIntegerField(), verbose_name=_("seen")),
        purpose=_("to count each entry once"),
        basis=LEGITIMATE,
        retention=DAY,
        seen_by=NOBODY,
    )

    objects = HarvestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "day"], name="harvest_once"),
            models.CheckConstraint(condition=Q(seen__len__lte=PROFILES_A_DAY), name="harvest_at_most"),
        ]

    def __str__(self):
        return f"{self.member_id} {self.day}"

    @classmethod
    def spend(cls, viewer, numbers) -> set[int]:
        """The members of these that a viewer may still see today; each counts once a day. One query."""
        digests = {_digest(viewer.pk, number): number for number in numbers}
        if not digests:
            return set()
        asked = {"member": viewer.pk, "day": timezone.localdate(), "seen": list(digests), "most": PROFILES_A_DAY}
        with connection.planned() as cursor:
            cursor.execute(SPEND, asked)
            row = cursor.fetchone()
        return set(digests.values()) if row is None else {digests[one] for one in row[0] if one in digests}

    @classmethod
    def is_full(cls, viewer) -> bool:
        """Did they see as many today as may be? One query."""
        seen = cls.objects.filter(member=viewer, day=timezone.localdate()).values_list("seen", flat=True).first()
        return len(seen or ()) >= PROFILES_A_DAY


def _digest(viewer: int, number: int) -> int:
    said = hmac.new(settings.SECRET_KEY.encode(), f"harvest {viewer} {number}".encode(), hashlib.sha256).digest()
    return int.from_bytes(said[:8], "big", signed=True)
