"""What is kept of a member's notices."""

from django.utils.translation import gettext_lazy as _

from rootbridge.people.privacy.export import add_exporter

from .models import Notice, Preference

add_exporter("notices", Notice, title=_("Notices to you"), order=30)
add_exporter("preferences", Preference, title=_("How you want to be told"), order=31)
