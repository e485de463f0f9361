"""What whoever asked writes on the page of their question."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import TextField

from .desk_forms import OnceForm


class MoreForm(OnceForm):
    words = TextField(
        label=_("Write more"), max_length=4000,
        help_text=_("Do not send a passport or identity number unless the desk asks for it."),
        error_messages={"required": _("Write your words first.")},
    )  # fmt: skip

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_more_%s")
