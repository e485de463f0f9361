"""The rules of the platform in words: what each asks, and what it does not forbid."""

from django.utils.translation import gettext_lazy as _

from .models import Rule

SENTENCES = {
    Rule.MONEY: _("No fee for work, a visa, a place or help; no passports, card numbers or codes. Honest offers are "
                  "free for whoever answers them."),
    Rule.DANGER: _("Nothing that leads people into exploitation, violence or harm, and nothing that tells where "
                   "somebody in danger is."),
    Rule.RESPECT: _("Nobody is insulted, threatened or shut out for who they are. Sharp criticism of what somebody "
                    "does is welcome."),
    Rule.PRIVATE: _("No addresses, numbers, papers or pictures of other people without their word."),
    Rule.TRUTH: _("Facts that mislead people to their harm are taken off. Opinions stay."),
    Rule.NAMES: _("Nobody speaks in the name of an office, an association or a person that they are not, in whatever "
                  "letters."),
    Rule.FLOOD: _("No advertising without a word to this place and its people, and not the same text again and again."),
    Rule.ELSE: _("What the law forbids, and what the reason names."),
}  # fmt: skip


def rule_lines() -> list[dict]:
    """[{"key", "title", "sentence"}] of all rules, in the reader's language."""
    return [{"key": rule.value, "title": rule.label, "sentence": SENTENCES[rule]} for rule in Rule]
