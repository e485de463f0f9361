"""What goes by itself: that a letter came is noted for half a year, so that it is never handled twice."""

from rootbridge.base.core.retention import add_rule

from .models import Received

add_rule("mail.received", lambda now: Received.objects.outdated(now).delete()[0])
