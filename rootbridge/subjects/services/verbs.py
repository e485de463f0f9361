from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("services.link_kept", _("%(actor)s wrote or changed a useful link"), by_staff=True, is_public=True)
add_verb("services.link_moved", _("%(actor)s took over the new address of a link"), by_staff=True, is_public=True)
add_verb("services.link_removed", _("%(actor)s took a useful link away"), by_staff=True, is_public=True)
add_verb("services.election_kept", _("%(actor)s wrote or changed an election"), by_staff=True, is_public=True)
add_verb("services.election_removed", _("%(actor)s took an election away"), by_staff=True, is_public=True)
add_verb("services.places_imported", _("%(actor)s loaded polling places"), by_staff=True, is_public=True)
add_verb("services.step_kept", _("%(actor)s changed a step of the return plan"), by_staff=True, is_public=True)
add_verb("services.plan_kept", _("%(actor)s kept a plan for coming back"), by_staff=False)
add_verb("services.plan_dropped", _("%(actor)s took the plan for coming back away"), by_staff=False)
