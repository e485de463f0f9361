from django.utils.translation import gettext_lazy as _

from rootbridge.base.core import menus, parts
from rootbridge.base.core.panels import Panel, panels
from rootbridge.people.offices import kit

from .first import first_figures
from .offering import facts_of_place
from .permissions import may_read_figures

parts.register(parts.Part("insights", _("Figures"), 60))
menus.add_manage(
    key="figures", title=_("Figures"), url_name="insights:figures", order=60, part="insights", shown_to=may_read_figures
)
panels.add("figures", Panel("figures", _("What came of it"), first_figures, may_read_figures, part="insights", order=5))
kit.facts.add("insights", kit.Source("insights", facts_of_place, part="insights"))
