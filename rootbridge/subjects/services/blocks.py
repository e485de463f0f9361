"""The step of a guide, as the editor writes it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class StepBlock(blocks.StructBlock):
    """One thing to do. ``is_home``: done by the office at home, the reader waits."""

    title = blocks.CharBlock(label=_("What to do"), max_length=160)
    body = blocks.TextBlock(label=_("How"), max_length=1500)
    is_home = blocks.BooleanBlock(label=_("Done at home"), required=False)

    class Meta:
        label = _("Step")
        icon = "list-ol"
