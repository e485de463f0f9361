"""What the original of a text says, passage by passage: what every translation is measured against."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS
from rootbridge.base.reference.models import Place
from rootbridge.people.offices.models import Office

from ..passages import read_original

WRITERS = ("administrator", "editor", "local_representative")
PUBLISHERS = ("administrator", "editor")


class WordingQuerySet(models.QuerySet):
    def worked_on_by(self, user):
        """Texts inside the scopes of somebody who writes texts."""
        return self.filter(user.reach.condition(*WRITERS, path="place__path")) if user.pk else self.none()

    def published_by(self, user):
        return self.filter(user.reach.condition(*PUBLISHERS, path="place__path")) if user.pk else self.none()

    def of_kinds(self, kinds):
        return self.filter(kind__in=list(kinds))

    def public(self):
        """Those whose original everybody may read."""
        return self.filter(is_public=True)

    def within(self, place):
        return self.filter(place__path__startswith=place.path) if place else self


class Wording(models.Model):
    """One row a text. ``text``: its translation key; ``passages``: [{"key", "words"}] of the original in its order, ""
    not left out; ``changed_at``: when its words last changed; ``is_there``: the original exists."""

    keeping = FACTS

    kind = models.CharField(_("kind"), max_length=60)
    text = models.UUIDField(_("text"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    slug = models.SlugField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=300, blank=True)
    topic = models.CharField(_("topic"), max_length=20, blank=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", verbose_name=_("belongs to"))
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+", verbose_name=_("who answers"))
    row = models.BigIntegerField(_("number of the original"), null=True)
    passages = models.JSONField(_("passages"), default=list)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    is_public = models.BooleanField(_("published"), default=False)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [models.UniqueConstraint(fields=["kind", "text"], name="wording_once")]

    def __str__(self):
        return self.title

    @property
    def is_there(self) -> bool:
        return self.row is not None

    @property
    def words(self) -> dict[str, str]:
        """{passage: words}, in the order of the text."""
        return {one["key"]: one["words"] for one in self.passages}

    @property
    def said(self) -> dict[str, str]:
        """The passages that say anything: what there is to translate."""
        return {key: words for key, words in self.words.items() if words.strip()}

    @classmethod
    def of(cls, article) -> "Wording":
        """The wording of a text, locked; made where there is none."""
        facts = {"language": article.original, "slug": article.slug, "title": str(article)[:300],
                 "topic": article.topic, "place_id": article.place_id, "office_id": article.office_id}  # fmt: skip
        named = {"kind": article.kind, "text": article.translation_key}
        made = cls.objects.get_or_create(**named, defaults=facts)[0]
        return cls.objects.select_for_update().get(pk=made.pk)

    def take(self, article) -> set[str]:
        """Follow the original as it stands in the database; the passages whose words are other than before."""
        before = self.words
        now = read_original(article, before)
        self.language, self.slug, self.title = article.language, article.slug, str(article)[:300]
        self.topic, self.place_id, self.office_id = article.topic, article.place_id, article.office_id
        self.row, self.is_public = article.pk, article.live
        self.passages = [{"key": key, "words": words} for key, words in now.items()]
        changed = {key for key in now.keys() | before.keys() if folded(now.get(key)) != folded(before.get(key))}
        if changed:
            self.changed_at = timezone.now()
        self.save()
        return changed


def folded(words: str | None) -> str:
    """Words without their white space: what only moved a line break says the same."""
    return " ".join((words or "").split())
