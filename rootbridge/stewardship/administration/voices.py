"""What those who answer are told of feedback, whoever said it of the answer, and trustees of what waits for them."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.feedback import registry as feedback
from rootbridge.shared.inbox.registry import add_kind
from rootbridge.shared.inbox.telling import tell
from rootbridge.shared.safety import registry as safety

add_kind(
    key="feedback.said", title=_("Somebody told the platform something"), template="feedback/letters/said.html",
    sentence=_("Feedback number %(number)s waits for an answer."), for_staff=True, order=40,
)  # fmt: skip
add_kind(
    key="feedback.answered", title=_("An answer to what I told the platform"),
    template="feedback/letters/answered.html", sentence=_("You were answered on what you told us."), order=41,
)  # fmt: skip
add_kind(
    key="safety.arrived", title=_("A safe report waits for me"), template="safety/letters/arrived.html", is_owed=True,
    sentence=_("Something waits for you as a trustee."), order=75, part="safety",
)  # fmt: skip
add_kind(
    key="safety.named", title=_("I was named a trustee"), template="safety/letters/named.html", is_owed=True,
    sentence=_("You were named a trustee. Make your key."), order=76, part="safety",
)  # fmt: skip
add_kind(
    key="safety.key_changed", title=_("Another trustee made a new key"), template="safety/letters/key_changed.html",
    sentence=_("%(who)s made a new key. Ask them whether it was they."), is_owed=True, order=77, part="safety",
)  # fmt: skip

feedback.listen(tell)
safety.listen(tell)
