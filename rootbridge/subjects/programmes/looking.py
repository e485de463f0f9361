"""Reading an application at work is a look: recorded, and shown to whoever it is about."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rootbridge.base.audit.chain import record_look
from rootbridge.base.audit.models import Look


def look(application, *, by, as_reviewer=False) -> None:
    """Write that this person reads the application now; once while the look lasts."""
    owner = application.member
    with override(owner.language):
        words = _("because it is reviewed: %(number)s") if as_reviewer else _("because you applied: %(number)s")
        reason = (words % {"number": application.number})[:300]
        what = [str(_("My application")), str(_("Papers"))]
        office = str(application.programme.office.name)
    if Look.objects.filter(viewer=by, subject=owner, reason=reason).open_at(timezone.now()).exists():
        return
    name = str(_("A reviewer")) if as_reviewer else by.get_short_name()
    record_look(by, owner, reason=reason, fields=what, viewer_words=f"{name}, {office}"[:200])
