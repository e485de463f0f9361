"""Who must not find whom: blocked when they were met, which works both ways; or named by e-mail before they ever come.

What is named by e-mail hides its owner and changes nothing of what the owner sees: else one could name an address and
watch which entry goes.
"""

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.core.keeping import ACCOUNT, CONSENT, OWNER, kept
from rootbridge.people.members.models import Member
from rootbridge.people.members.models.member import normal_email

PURPOSE = "somebody who must not find a member"
MOST = 100


class TooManyExclusions(Exception):
    """The list is full."""


def digest_of(email: str) -> str:
    """A keyed digest of an address, 64 hexadecimal digits."""
    return keys.mac(PURPOSE, normal_email(email)).hex()


class ExclusionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A member's own list; nobody learns that they stand in one."""
        return self.filter(owner=user) if user.pk else self.none()


def apart(user, column: str) -> Q:
    """A condition: the member in a column is there for this one: they did not keep them away, nor did this one block
    them."""
    by_them = Exclusion.objects.filter(owner=OuterRef(column)).filter(Q(other=user) | Q(digest=digest_of(user.email)))
    return ~Exists(by_them) & ~Exists(Exclusion.objects.filter(owner=user, other=OuterRef(column), digest=""))


def kept_from(user, members) -> set[int]:
    """The numbers of those among these members who must not be told anything that this one does. One query."""
    named = {digest_of(member.email): member.pk for member in members}
    rows = Exclusion.objects.filter(Q(owner=user) | Q(other=user, owner__in=members, digest=""))
    found = set()
    for owner, other, digest in rows.values_list("owner_id", "other_id", "digest"):
        found |= {owner, other, named.get(digest)}
    return found & set(named.values())


def are_apart(one, other) -> bool:
    """Does one of two members keep the other away, by either way? One query."""
    either = Q(owner=one) & (Q(other=other) | Q(digest=digest_of(other.email)))
    either |= Q(owner=other) & (Q(other=one) | Q(digest=digest_of(one.email)))
    return Exclusion.objects.filter(either).exists()


def _own(field, purpose):
    return kept(field, purpose=purpose, basis=CONSENT, retention=ACCOUNT, seen_by=OWNER)


class Exclusion(models.Model):
    """``digest``: of the address, "" for somebody blocked; ``sealed``: the address as the owner typed it, locked;
    ``other``: the account, once it is known; ``words``: how the owner calls them."""

    owner = _own(models.ForeignKey(Member, on_delete=models.CASCADE, related_name="exclusions"), _("whose list it is"))
    digest = _own(
        models.CharField(_("digest of the address"), max_length=64, blank=True), _("to know them when they come")
    )
    sealed = _own(models.BinaryField(_("locked address"), default=b""), _("to show you whom you named"))
    other = _own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who must not find you"),
    )  # fmt: skip
    words = _own(models.CharField(_("how you call them"), max_length=80, blank=True), _("so that you know who it is"))
    at = _own(models.DateTimeField(_("since"), default=timezone.now), _("since when"))

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest"], condition=~Q(digest=""), name="exclusion_address_once"),
            models.UniqueConstraint(
                fields=["owner", "other"], condition=Q(digest="", other__isnull=False), name="exclusion_block_once"
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="exclusion_digest", condition=~Q(digest=""))]

    def __str__(self):
        return str(self.pk)

    @property
    def address(self) -> str:
        """What the owner typed; "" for somebody blocked."""
        return (keys.unwrap(self.sealed, PURPOSE) or b"").decode("utf8", "replace") if self.sealed else ""

    @classmethod
    def name(cls, owner, email: str, *, words="") -> "Exclusion":
        """Keep away whoever has this address, now or later. Whether there is such an account nobody learns. Raises
        TooManyExclusions."""
        email = normal_email(email)
        with transaction.atomic():
            cls._leave_room(owner)
            other = Member.objects.filter(email=email).exclude(pk=owner.pk).first()
            said = {"other": other, "words": words, "sealed": keys.wrap(email.encode(), PURPOSE)}
            row, _made = cls.objects.get_or_create(owner=owner, digest=digest_of(email), defaults=said)
        return row

    @classmethod
    def block(cls, owner, other, *, words="") -> "Exclusion":
        """Keep away somebody who was met here. They cannot tell. Raises TooManyExclusions."""
        with transaction.atomic():
            cls._leave_room(owner)
            row, _made = cls.objects.get_or_create(owner=owner, other=other, digest="", defaults={"words": words[:80]})
        return row

    @classmethod
    def settle(cls, member) -> None:
        """This member can be seen from now on: who named their address before they came is told apart by account."""
        cls.objects.filter(digest=digest_of(member.email), other=None).exclude(owner=member).update(other=member)

    @classmethod
    def _leave_room(cls, owner) -> None:
        Member.objects.select_for_update().get(pk=owner.pk)
        if cls.objects.filter(owner=owner).count() >= MOST:
            raise TooManyExclusions
