"""A paper that shows something of an organisation. Its bytes are sealed on disk; those who judge open it, recorded."""

from collections.abc import Iterator

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, STAFF, TWO_YEARS, kept
from rootbridge.base.files import vault
from rootbridge.base.files.contents import KINDS, Checked
from rootbridge.people.members.models import Member

from .claim import Claim
from .organisation import Organisation
from .registration import Registration

PURPOSE = "paper of an organisation"
MOST = 6


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of organisations that one leads or registered, and those that one judges."""
        if not user.pk:
            return self.none()
        own = Organisation.objects.led_by(user) | Organisation.objects.filter(author=user)
        judged = Organisation.objects.judged_by(user)
        return self.filter(
            models.Q(organisation__in=own.values("pk"), claim=None) | models.Q(organisation__in=judged.values("pk"))
            | models.Q(by=user)
        )  # fmt: skip

    def discard(self) -> int:
        """Take rows and bytes away."""
        rows = list(self.values_list("pk", "bytes_name"))
        with transaction.atomic():
            self.model.objects.filter(pk__in=[number for number, _name in rows]).delete()
            transaction.on_commit(lambda: [vault.remove(name) for _number, name in rows], robust=True)
        return len(rows)


def _held(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=TWO_YEARS, seen_by=seen_by)


class Paper(models.Model):
    """Belongs to a registration until it is sent, then to its organisation; ``claim``: shown with a claim.
    ``kind``: a key of contents.KINDS; ``bytes_name``: in the vault; ``key``: wrapped by the platform's own."""

    organisation = _held(models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True,
                                           related_name="papers"), _("whose it is"))  # fmt: skip
    registration = _held(models.ForeignKey(Registration, on_delete=models.SET_NULL, null=True, blank=True,
                                           related_name="papers"), _("with what it came"))  # fmt: skip
    claim = _held(models.ForeignKey(Claim, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers"),
                  _("with what it came"))  # fmt: skip
    by = _held(models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers"),
               _("who sent it"))  # fmt: skip
    name = _held(models.CharField(_("name"), max_length=120), _("what you called it"))
    kind = _held(models.CharField(_("kind"), max_length=5), _("to open it with the right program"))
    size = _held(models.PositiveIntegerField(_("size")), _("to say how big it is"))
    bytes_name = _held(models.CharField(_("name on disk"), max_length=32, unique=True), _("to find it again"), STAFF)
    key = _held(models.BinaryField(_("wrapped key")), _("so that nobody reads the disk"), STAFF)
    at = _held(models.DateTimeField(_("sent"), default=timezone.now), _("when it came"))

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | models.Q(registration__isnull=False),
                name="paper_belongs",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def media_type(self) -> str:
        return KINDS[self.kind][1]

    @classmethod
    def keep(cls, file: Checked, *, by=None, **owner) -> "Paper":
        """Seal a file that was looked at. ``owner``: ``organisation``, ``registration`` or ``claim``."""
        name, key, size = vault.put([file.body])
        try:
            with transaction.atomic():
                paper = cls.objects.create(
                    name=file.name, kind=file.kind, size=size, bytes_name=name, key=keys.wrap(key, PURPOSE),
                    by=by if by and by.pk else None, **owner,
                )  # fmt: skip
                if paper.organisation_id:
                    record("organisations.paper_kept", paper.organisation, by=by)
        except BaseException:
            vault.remove(name)
            raise
        return paper

    def pieces(self) -> Iterator[bytes]:
        """The bytes. Raises vault.Unreadable."""
        return vault.read(self.bytes_name, keys.unwrap(self.key, PURPOSE) or bytes(32))
