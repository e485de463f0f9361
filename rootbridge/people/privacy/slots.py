from django.utils.translation import gettext_lazy as _

from .rooms import add_room

add_room(key="data", title=_("My data, and who looked at it"), url_name="privacy:mine", order=40)
