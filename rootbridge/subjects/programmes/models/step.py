"""What happened to an application, step by step."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.people.members.models import Member

from .application import Application
from .applications import own


class ApplicationStep(models.Model):
    """What happened: ``begun``, ``sent``, ``stage``, ``granted``, …; ``data``: {"stage": names}; ``whom``: the adviser
    who was named, None once they have gone."""

    application = own(
        models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps"), _("which application")
    )
    kind = own(models.CharField(_("what happened"), max_length=20), _("where it stands"))
    by = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+"),
        _("who did it"),
    )
    whom = own(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"),
        _("who accompanies you"),
    )
    at = own(models.DateTimeField(_("moment"), default=timezone.now), _("when it happened"))
    words = own(models.TextField(_("words"), blank=True), _("what was said"))
    data = own(models.JSONField(_("details"), default=dict, blank=True), _("what belongs to it"))

    def __str__(self):
        return self.kind
