"""What happens to organisations, in a sentence each: by those on duty, and by their own people."""

from django.utils.translation import gettext_lazy as _

DUTY = {
    "hidden": _("%(actor)s took an organisation off the pages"),
    "shown": _("%(actor)s put an organisation back on the pages"),
    "waiting": _("%(actor)s let an organisation wait for a look"),
    "listed": _("%(actor)s listed an organisation"),
    "verified": _("%(actor)s verified an organisation"),
    "lapsed": _("%(actor)s let a verification run out"),
    "refused": _("%(actor)s did not accept an organisation"),
    "verification_proposed": _("%(actor)s looked at an organisation"),
    "verification_decided": _("%(actor)s decided on a verification as the second"),
    "verification_sent_back": _("%(actor)s sent a verification back"),
    "claim_proposed": _("%(actor)s looked at a claim and asked a second person"),
    "claim_accepted": _("%(actor)s accepted a claim"),
    "claim_refused": _("%(actor)s refused a claim"),
    "paper_opened": _("%(actor)s opened a paper of an organisation"),
    "rests": _("%(actor)s set a page to rest"),
    "name_reserved": _("%(actor)s reserved a name"),
    "name_released": _("%(actor)s released a name"),
}
OWN = {
    "registered": _("%(actor)s registered an organisation"),
    "changed": _("%(actor)s changed an organisation"),
    "confirmed": _("%(actor)s confirmed that a page is still true"),
    "closed": _("%(actor)s closed an organisation"),
    "verification_asked": _("%(actor)s asked to be verified"),
    "verification_withdrawn": _("%(actor)s took back a wish to be verified"),
    "officer_added": _("%(actor)s named an officer"),
    "officer_asked": _("%(actor)s asked an officer whether it is so"),
    "officer_agreed": _("%(actor)s agreed to be named as an officer"),
    "officer_declined": _("%(actor)s said that they are no officer"),
    "officer_unnamed": _("%(actor)s took their name off a page"),
    "officer_ended": _("%(actor)s ended the term of an officer"),
    "membership_asked": _("%(actor)s asked to belong to an organisation"),
    "membership_accepted": _("%(actor)s accepted a member of an organisation"),
    "membership_ended": _("%(actor)s ended a membership in an organisation"),
    "chapter_asked": _("%(actor)s asked that an organisation be a chapter"),
    "chapter_accepted": _("%(actor)s accepted a chapter"),
    "chapter_ended": _("%(actor)s ended a tie between chapter and parent"),
    "claimed": _("%(actor)s claimed an organisation"),
    "claim_code_shown": _("%(actor)s showed the code of a letter"),
    "claim_withdrawn": _("%(actor)s took back a claim"),
    "paper_kept": _("%(actor)s sent a paper of an organisation"),
}
# What a public page may show.
PUBLIC = {"changed", "confirmed", "hidden", "shown", "listed", "verified", "lapsed", "refused", "closed", "rests"}
