"""What is kept of a member's notices."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import SIX_MONTHS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.export import add_exporter

from .models import Notice, Preference


def clear_old_notices(now):
    return Notice.objects.filter(at__lt=now - LENGTHS[SIX_MONTHS]).delete()[0]


add_rule("inbox.notice", clear_old_notices)
add_exporter("notices", Notice, title=_("Notices to you"), order=30)
add_exporter("preferences", Preference, title=_("How you want to be told"), order=31)
