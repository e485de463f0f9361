"""A file that came with a message: its bytes lie on disk under a key of their own, and go before the message does."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import CONTRACT, OFFICES, STAFF, THIRTY_DAYS, kept
from rootbridge.base.files import vault
from rootbridge.base.files.contents import KINDS

from ..endings import over_since
from .conversation import Conversation
from .message import Message
from .seat import Seat

PURPOSE = "file of a conversation"
# Bytes go so long after what they were sent for is closed; whoever sent them may ask for as long again, so often.
KEPT_FOR = timedelta(days=30)
LONGEST = timedelta(days=183)


class FileQuerySet(models.QuerySet):
    def of(self, conversation):
        """In the order in which they came, with who sent them."""
        return self.filter(conversation=conversation).select_related("seat").order_by("number", "pk")

    def visible_to(self, user):
        """Those of conversations in which a member asks. Who works at the desk opens them one by one, recorded."""
        if not user.pk:
            return self.none()
        mine = Seat.objects.visible_to(user).filter(side="asker").values("conversation")
        return self.filter(conversation__in=mine)

    def past(self, now):
        """Those whose matter closed thirty days ago, and that nobody asked to keep longer."""
        over = over_since(Conversation.objects.all(), now - KEPT_FOR)
        return self.filter(conversation__in=over).exclude(kept_until__gte=now.date())

    def discard(self) -> int:
        """Take rows and bytes away; without the row, its key is gone too, and the bytes are noise."""
        rows = list(self.only("bytes_name", "conversation_id", "number"))
        names = [row.bytes_name for row in rows]
        with transaction.atomic():
            for row in rows:
                Message.objects.filter(conversation=row.conversation_id, number=row.number).update(words="")
            self.model.objects.filter(pk__in=[row.pk for row in rows]).delete()
            transaction.on_commit(lambda: [vault.remove(name) for name in names], robust=True)
        return len(names)


def _held(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONTRACT, retention=THIRTY_DAYS, seen_by=seen_by)


class File(models.Model):
    """``number``: of its message; ``kind``: a key of contents.KINDS, told by the bytes; ``digest``: SHA-256 of them;
    ``bytes_name``: in the vault; ``key``: wrapped by the platform's own; ``kept_until``: where its sender asked."""

    conversation = _held(
        models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="files"), _("where it was sent")
    )
    seat = _held(models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="files"), _("who sent it"))
    number = _held(models.PositiveIntegerField(_("number")), _("to keep the order"))
    name = _held(models.CharField(_("name"), max_length=120), _("what you called it"))
    kind = _held(models.CharField(_("kind"), max_length=5), _("to open it with the right program"))
    size = _held(models.PositiveIntegerField(_("size")), _("to say how big it is"))
    digest = _held(models.CharField(_("digest"), max_length=64), _("to tell that nothing changed it"), STAFF)
    bytes_name = _held(models.CharField(_("name on disk"), max_length=32, unique=True), _("to find it again"), STAFF)
    key = _held(models.BinaryField(_("wrapped key")), _("so that nobody reads the disk"), STAFF)
    at = _held(models.DateTimeField(_("sent"), default=timezone.now), _("when it came"))
    kept_until = _held(
        models.DateField(_("kept until"), null=True, blank=True), _("because you asked to keep it longer")
    )

    objects = FileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "number"], name="file_number_once")]

    def __str__(self):
        return self.name

    @property
    def media_type(self) -> str:
        return KINDS[self.kind][1]

    def pieces(self) -> Iterator[bytes]:
        """The bytes. Raises vault.Unreadable."""
        return vault.read(self.bytes_name, keys.unwrap(self.key, PURPOSE) or bytes(32))

    def keep_longer(self, *, deleted_on, by=None, now=None) -> bool:
        """Thirty days more than ``deleted_on``; False when half a year from now is reached."""
        until = max(deleted_on, self.kept_until or deleted_on) + KEPT_FOR
        if until > ((now or timezone.now()) + LONGEST).date():
            return False
        with transaction.atomic():
            self.kept_until = until
            self.save(update_fields=["kept_until"])
            record("conversations.file_kept_longer", self, by=by, fields=["kept_until"])
        return True
