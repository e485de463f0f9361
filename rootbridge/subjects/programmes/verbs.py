from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

from .history import KINDS

add_verb("programmes.written", _("%(actor)s wrote a programme"), by_staff=True)
add_verb("programmes.changed", _("%(actor)s changed a programme"), by_staff=True, is_public=True)
add_verb("programmes.terms_changed", _("%(actor)s changed the rules of a programme"), by_staff=True, is_public=True)
add_verb("programmes.published", _("%(actor)s published a programme"), by_staff=True, is_public=True)
add_verb("programmes.hidden", _("%(actor)s took a programme off the pages"), by_staff=True, is_public=True)
add_verb("programmes.call_written", _("%(actor)s wrote a call"), by_staff=True)
add_verb("programmes.call_changed", _("%(actor)s changed a call"), by_staff=True, is_public=True)
add_verb("programmes.call_published", _("%(actor)s published a call"), by_staff=True, is_public=True)
add_verb("programmes.call_cancelled", _("%(actor)s cancelled a call"), by_staff=True, is_public=True)
add_verb("programmes.results_published", _("%(actor)s published the results of a call"), by_staff=True, is_public=True)
add_verb("programmes.saved", _("%(actor)s changed a draft of an application"), by_staff=False)
add_verb("programmes.conflict_declared", _("%(actor)s stepped back from a review"), by_staff=True)
add_verb("programmes.no_conflict", _("%(actor)s declared to have no conflict of interest"), by_staff=True)
for _kind, _told in KINDS.items():
    add_verb(f"programmes.application_{_kind}", _told.sentence, by_staff=_told.by_staff)
