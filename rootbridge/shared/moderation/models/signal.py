"""Signs that somebody should look: rows with a reason in words, never a number that adds up in secret.

Four kinds and no other: how new the account is, links, the same text over and over, a name in look-alike letters.
Nothing about sex, age, faith, origin. They hold nobody back by themselves; a person decides.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, LEGITIMATE, NOBODY, STAFF, THIRTY_DAYS, kept
from rootbridge.base.design.formats import listed
from rootbridge.people.members.models import Member

TO_LOOK = {"purpose": _("to see what should be looked at"), "basis": LEGITIMATE, "retention": THIRTY_DAYS}


class Sign(models.TextChoices):
    NEW = "new", _("New account")
    LINKS = "links", _("Links")
    REPEATED = "repeated", _("Repeated text")
    LOOKALIKE = "lookalike", _("Confusable name")


class SignalQuerySet(models.QuerySet):
    def about(self, kind, number):
        return self.filter(target_kind=kind, target_id=number).order_by("kind")


class Signal(models.Model):
    """``facts``: what the sentence says, by name. One row a thing and kind."""

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    kind = models.CharField(_("sign"), max_length=12, choices=Sign)
    facts = kept(models.JSONField(_("what was seen"), default=dict), seen_by=STAFF, **TO_LOOK)
    author = kept(models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"),
                  seen_by=STAFF, **TO_LOOK)  # fmt: skip
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target_kind", "target_id", "kind"], name="signal_once"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self) -> str:
        """What was seen, in the reader's language."""
        return SENTENCES[self.kind](self.facts)


def _of_new(facts) -> str:
    account = ngettext("The account is %(days)s day old", "The account is %(days)s days old", facts["days"])
    before = ngettext("it wrote %(texts)s text before this one.", "it wrote %(texts)s texts before this one.",
                      facts["texts"])  # fmt: skip
    return (
        f"{account}; {before}" % facts
        if facts["texts"]
        else (account % facts + gettext("; this is the first text it wrote."))
    )


def _of_links(facts) -> str:
    said = [ngettext("%(number)s link or number to write to.", "%(number)s links or numbers to write to.",
                     facts["number"]) % facts]  # fmt: skip
    for key, words in (
        ("unseen", _("Nobody here linked before to %(hosts)s.")),
        ("refused", _("Something with %(hosts)s was taken off the pages.")),
        ("hiding", _("%(hosts)s does not say where it leads, or leads out of the platform's sight.")),
    ):
        if facts.get(key):
            said.append(words % {"hosts": listed(facts[key])})
    return " ".join(said)


def _of_repeated(facts) -> str:
    said = ngettext("Nearly the same text came %(times)s time before in %(days)s days",
                    "Nearly the same text came %(times)s times before in %(days)s days", facts["times"])  # fmt: skip
    if facts["others"]:
        who = ngettext(", from %(others)s other account.", ", from %(others)s other accounts.", facts["others"])
    else:
        who = gettext(", from the same account.")
    return f"{said}{who}" % facts


def _of_lookalike(facts) -> str:
    known = {
        "mixed": _("“%(name)s” mixes letters of different alphabets that look alike."),
        "office": _("“%(name)s” reads like the name of an office."),
        "organisation": _("“%(name)s” reads like the association %(other)s."),
    }
    return known[facts["how"]] % facts


SENTENCES = {
    Sign.NEW: _of_new, Sign.LINKS: _of_links, Sign.REPEATED: _of_repeated, Sign.LOOKALIKE: _of_lookalike,
}  # fmt: skip


class TraceQuerySet(models.QuerySet):
    def near(self, sketch, *, since):
        """Those of other texts since then that share any number of a sketch; how like they are is for the caller."""
        return self.filter(sketch__overlap=sketch, noted_at__gte=since)


class Trace(models.Model):
    """What stays of a text for thirty days so that the next one like it is known: numbers that no text can be made of,
    and the sites it names. One row a thing."""

    keeping = FACTS

    target_kind = models.CharField(_("kind of thing"), max_length=60)
    target_id = models.BigIntegerField(_("number of the thing"))
    author = kept(models.ForeignKey(Member, on_delete=models.CASCADE, null=True, blank=True, related_name="+"),
                  seen_by=NOBODY, **TO_LOOK)  # fmt: skip
    sketch = kept(ArrayField(models.BigIntegerField(), default=list), seen_by=NOBODY, **TO_LOOK)
    hosts = kept(ArrayField(models.CharField(max_length=120), default=list), seen_by=NOBODY, **TO_LOOK)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)

    objects = TraceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target_kind", "target_id"], name="trace_once")]
        indexes = [GinIndex(fields=["sketch"], name="trace_sketch")]

    def __str__(self):
        return f"{self.target_kind} {self.target_id}"


class HostQuerySet(models.QuerySet):
    def seen(self, names, now) -> None:
        """They were named; those that were named before stay as they are."""
        self.bulk_create([Host(name=name, first_seen_at=now) for name in names], ignore_conflicts=True)

    def refuse(self, kind, number, now) -> None:
        """Something that named them was taken off the pages for good reason."""
        for hosts in Trace.objects.filter(target_kind=kind, target_id=number).values_list("hosts", flat=True):
            self.filter(name__in=hosts).update(refused_at=now)


class Host(models.Model):
    """A site that somebody named here: since when, and whether a text with it was taken off. About no person."""

    keeping = FACTS

    name = models.CharField(_("site"), max_length=120, unique=True)
    first_seen_at = models.DateTimeField(_("first seen"), default=timezone.now)
    refused_at = models.DateTimeField(_("in something that was taken off"), null=True, blank=True)

    objects = HostQuerySet.as_manager()

    def __str__(self):
        return self.name
