"""What the members' rooms hang into lower pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import clock
from rootbridge.base.core.context import provide
from rootbridge.base.design.formats import country_name
from rootbridge.people.privacy.opening import add_openable
from rootbridge.people.privacy.rooms import add_room

from .access import clock_of
from .models import Ability, Giving, Member, MemberLanguage, MemberSkill, Seeking


def clock_place(request) -> str:
    """The country by whose clock this page tells its moments."""
    place = clock_of(request.user)
    code = place.country_code if place else clock.platform().country
    return country_name(code) if code else ""


provide("clock_place", clock_place)
provide("leave_url", lambda request: reverse("members:leave"))
provide("sign_in_url", lambda request: reverse("members:sign_in"))

add_room(key="profile", title=_("My profile"), url_name="members:profile", order=20)
add_room(key="second_factor", title=_("Passkey and second factor"), url_name="members:second_factor", order=50)
add_room(key="sign_out", title=_("Sign out"), url_name="members:sign_out", order=90)

for place, name in enumerate(("name", "living", "living_city", "home", "stage")):
    add_openable(name, Member, name, order=place)
add_openable("abilities", Ability, "own_words", title=_("what you can do"), order=10)
add_openable("skills", MemberSkill, "skill", title=_("your skills"), order=11)
add_openable("languages", MemberLanguage, "code", title=_("your languages"), order=12)
add_openable("giving", Giving, "kind", order=13)
add_openable("seeking", Seeking, "kind", order=14)
