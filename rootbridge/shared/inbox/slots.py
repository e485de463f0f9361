from django.utils.translation import gettext_lazy as _

from rootbridge.people.privacy.rooms import add_room

add_room(key="notices", title=_("Notices"), url_name="inbox:list", order=30)
