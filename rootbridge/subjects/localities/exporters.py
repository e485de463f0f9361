"""What pages of places keep of a member, and how it goes: what is true of the place stays there, without their name."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import versions
from rootbridge.people.privacy.erasure import add_eraser
from rootbridge.people.privacy.export import add_exporter

from .models import About, Contribution, Entry, Following, Outcome, Phase


def let_go(member):
    """What they said and nobody confirmed goes; the rest stays without them. They follow nothing any more."""
    Contribution.objects.filter(author=member, decided_at__isnull=True).delete()
    Entry.objects.filter(author=member, confirmed_on__isnull=True).delete()
    confirmed = Contribution.objects.filter(author=member, about=About.STATE, outcome=Outcome.CONFIRMED)
    for said in confirmed.exclude(credit=""):
        Phase.objects.filter(entry=said.entry_id, sources={said.language: said.credit}).update(sources={})
    Contribution.objects.filter(author=member).update(author=None, credit="", words="")
    Entry.objects.filter(author=member).update(author=None, credit="")
    versions.changed()


add_exporter("place_entries", Entry, title=_("What you added to pages of places"), rows="author", order=90,
             without=("ticket",))  # fmt: skip
add_exporter("place_contributions", Contribution, title=_("What you said of pages of places"), rows="author", order=91,
             without=("ticket",))  # fmt: skip
add_exporter("followed_places", Following, title=_("The places you follow"), order=92, without=("token",))
add_eraser("localities", let_go, order=35)
