"""Prepared decisions: what is decided, by which rule, in which words, in every language; what was changed or taken away
comes back."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import FACTS
from rootbridge.base.core.text import clean_text
from rootbridge.base.design.formats import date
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import in_language

from .case import MODERATORS, REPRESENTATIVES, Outcome, Rule

CONTENT = ("place_id", "outcome", "rule", "titles", "words")
PLACES = ("{title}", "{rule}", "{date}", "{platform}")


class PreparedQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(taken_away_at=None)

    def for_case(self, case):
        """Those for everywhere and those of where the case belongs; the nearest first."""
        codes = [code for code in case.place_path.split("/") if code]
        fits = Q(place=None) | Q(place__code__in=codes) | Q(place__code=case.residence or "-")
        return self.standing().filter(fits).order_by(F("place__path").desc(nulls_last=True), "order", "pk")

    def visible_to(self, user):
        """Those for everywhere, those inside one's scope, and those of a place that one's own lies in."""
        if not user.pk:
            return self.none()
        kinds = (*MODERATORS, *REPRESENTATIVES)
        above = [code for scope in user.reach.scopes for code in scope.path.split("/") if code and scope.kind in kinds]
        mine = user.reach.condition(*kinds, path="place__path", residence="place__code")
        if not user.reach.holds(*kinds):
            return self.none()
        return self.filter(Q(place=None) | Q(place__code__in=above) | mine)


class PreparedDecision(models.Model):
    """``place``: where it is used, a place and all below it, a country where people live, None for everywhere;
    ``titles``, ``words``: {language: text}; ``{title}``, ``{rule}``, ``{date}`` and ``{platform}`` in the words are
    filled in; ``shipped``: its key where it came with the platform."""

    keeping = FACTS

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where it is used")
    )
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    rule = models.CharField(_("rule"), max_length=12, choices=Rule, blank=True)
    titles = models.JSONField(_("names"), default=dict)
    words = models.JSONField(_("words"), default=dict)
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    shipped = models.CharField(_("came with the platform as"), max_length=30, null=True, blank=True, unique=True)
    taken_away_at = models.DateTimeField(_("taken away"), null=True, blank=True)

    objects = PreparedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words={}), name="prepared_decision_says_something"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.KEPT, rule="") | (Q(outcome=Outcome.HIDDEN) & ~Q(rule="")),
                name="prepared_decision_names_rule",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def languages(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES if self.words.get(code)]

    def filled(self, *, title: str, platform: str, language: str = "") -> str:
        """Its words in a language, else in the next best, with what is known filled in."""
        language = language or get_language()
        with translation.override(language):
            known = {
                "{title}": title, "{rule}": str(self.get_rule_display()) if self.rule else "",
                "{date}": date(timezone.localdate()), "{platform}": platform,
            }  # fmt: skip
        text = in_language(self.words, language)
        for place, value in known.items():
            text = text.replace(place, value)
        return clean_text(text)

    def filled_in_all(self, *, title: str, platform: str) -> dict[str, str]:
        """{language: words} of the languages that it is written in."""
        return {code: self.filled(title=title, platform=platform, language=code) for code in self.languages}

    def keep(self, *, by, **content) -> "PreparedDecision":
        """Write it, new or changed; what it said before can come back."""
        with transaction.atomic():
            before = PreparedDecision.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
            for name, value in content.items():
                setattr(self, name, value)
            self.save()
            if before is not None and before._content() != self._content():
                Earlier.objects.create(prepared=self, content=before._content())
            record("moderation.prepared_kept", self, by=by, place_path=self._path())
        return self

    def undo(self, *, by) -> bool:
        """Say again what it said before the last change. False where there is nothing before."""
        with transaction.atomic():
            mine = PreparedDecision.objects.select_for_update().get(pk=self.pk)
            last = mine.earlier.order_by("-pk").first()
            if last is None:
                return False
            for name, value in last.content.items():
                setattr(mine, name, value)
            mine.save()
            last.delete()
            record("moderation.prepared_undone", mine, by=by, place_path=mine._path())
        return True

    def take_away(self, *, by) -> None:
        """Nobody is offered it any more; it can be brought back."""
        self._stand(timezone.now(), "moderation.prepared_removed", by)

    def bring_back(self, *, by) -> None:
        self._stand(None, "moderation.prepared_kept", by)

    def _stand(self, taken_away_at, verb, by):
        with transaction.atomic():
            self.taken_away_at = taken_away_at
            self.save(update_fields=["taken_away_at"])
            record(verb, self, by=by, place_path=self._path())

    def _content(self) -> dict:
        return {name: getattr(self, name) for name in CONTENT}

    def _path(self) -> str:
        return self.place.path if self.place else ""


class Earlier(models.Model):
    """What a prepared decision said before a change."""

    keeping = FACTS

    prepared = models.ForeignKey(PreparedDecision, on_delete=models.CASCADE, related_name="earlier")
    content = models.JSONField(_("what it said"))
    at = models.DateTimeField(_("changed"), default=timezone.now)

    def __str__(self):
        return str(self.prepared_id)
