"""What both sides of a talk read of what happened in it: one sentence for each event."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "taken": _("%(name)s is here and answers you."),
    "taken_over": _("%(name)s goes on with the talk."),
    "handed": _("%(name)s goes on with the talk."),
    "moved": _("The talk goes on with %(office)s. Everything said so far goes along."),
    "joined": _("%(name)s joined the talk."),
    "left": _("%(name)s left the talk."),
    "listening": _("%(name)s reads along for half an hour, with a reason that is kept."),
    "gone": _("%(name)s is gone. Somebody else of the desk takes over; nothing is lost."),
    "question": _("This is now question %(number)s. Everything typed is in it."),
    "file_opened": _("%(name)s opened a file: %(reason)s"),
    "closed": _("The talk is over."),
}
ASKER = EVENTS | {"machine_asker": _("Translated by a machine: %(words)s")}
DESK = EVENTS | {"machine_desk": _("Translated by a machine: %(words)s")}
