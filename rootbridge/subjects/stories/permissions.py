"""Who may do what with stories."""

from django.conf import settings

from .models import REVIEWERS, Kind

# Who may write news and leaflets: those who speak for an office or an organisation.
SPEAKERS = ("administrator", "editor", "local_representative", "residence_representative", "organisation_officer")


def may_write_story(user) -> bool:
    """Any member."""
    return bool(user.pk)


def kinds_for(user) -> list[str]:
    """What a member may call their story; news and leaflets are for who speaks for an office or an organisation."""
    own = [Kind.BLOG, Kind.SUCCESS]
    return [Kind.NEWS, *own, Kind.LEAFLET] if user.pk and user.reach.holds(*SPEAKERS) else own


def may_own_story(user, story) -> bool:
    return bool(user.pk) and story.author_id == user.pk


def may_read_editions(user) -> bool:
    """Is there any place whose stories this person may judge?"""
    return bool(user.pk) and user.reach.holds(*REVIEWERS)


def may_judge_edition(user, edition) -> bool:
    """Who represents the place it is for; never one's own, unless the platform does without a second pair of eyes."""
    if not user.pk or not user.reach.covers(*REVIEWERS, path=edition.place.path):
        return False
    return not settings.ROOTBRIDGE_FOUR_EYES or edition.story.author_id != user.pk
