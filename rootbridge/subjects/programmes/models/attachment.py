"""A file that stands for one of the papers a programme asks for. Its bytes lie with the conversation."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.shared.conversations.models import File
from rootbridge.shared.conversations.store import keep_files

from .application import Application
from .applications import MovedOn, State, own
from .terms import Paper


class AttachmentQuerySet(models.QuerySet):
    def standing(self):
        return self.select_related("file", "paper").order_by("paper__order", "pk")


class Attachment(models.Model):
    """``paper``: which of the papers asked for, None for evidence sent afterwards."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments"), _("which application")
    )
    paper = own(
        models.ForeignKey(Paper, on_delete=models.SET_NULL, null=True, blank=True, related_name="attachments"),
        _("which paper it is"),
    )
    file = own(models.OneToOneField(File, on_delete=models.CASCADE, related_name="attachment"), _("the file"))
    at = own(models.DateTimeField(_("sent"), default=timezone.now), _("when it came"))

    objects = AttachmentQuerySet.as_manager()

    def __str__(self):
        return str(self.file_id)

    @classmethod
    def keep(cls, application, paper, files, *, by, client, session="") -> list["Attachment"]:
        """Keep files that were looked at as a paper of a draft, or as evidence where ``paper`` is None. Raises MovedOn,
        TooManyFiles, NotTheirs."""
        if paper is not None and not application.is_draft:
            raise MovedOn(application.state)
        seat = application.seat_of(by)
        with transaction.atomic():
            mine = Application.objects.locked(application.pk)
            if paper is not None and mine.state != State.DRAFT:
                raise MovedOn(mine.state)
            kept = keep_files(seat, files, client=client, session=session, by=by)
            made = [cls.objects.create(application=mine, paper=paper, file=file) for file in kept]
            mine.note("paper_sent", by=by)
        return made

    def discard(self, *, by) -> None:
        """Take a file out of a draft again, row and bytes."""
        with transaction.atomic():
            mine = Application.objects.locked(self.application_id)
            if mine.state != State.DRAFT:
                raise MovedOn(mine.state)
            mine.note("paper_removed", by=by)
            File.objects.filter(pk=self.file_id).discard()
