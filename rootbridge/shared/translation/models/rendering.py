"""A text in another language: from which words of the original each passage was made, by whom, and how."""

from collections.abc import Callable

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import FACTS, PUBLIC_TASK, STAFF, TWO_YEARS, kept

from ..passages import EXTRA, read_translation
from .wording import PUBLISHERS, WRITERS, Wording, folded

# How the words of a passage came about.
PERSON, MACHINE, COPY = "person", "machine", "copy"


_tellers: list[Callable[["Rendering"], None]] = []


class State(models.TextChoices):
    CURRENT = "current", _("Up to date")
    BEHIND = "behind", _("Behind")
    BEGUN = "begun", _("In translation")
    MACHINE = "machine", _("By a machine, unread")


class RenderingQuerySet(models.QuerySet):
    def worked_on_by(self, user):
        return self.filter(user.reach.condition(*WRITERS, path="wording__place__path")) if user.pk else self.none()

    def published_by(self, user):
        return self.filter(user.reach.condition(*PUBLISHERS, path="wording__place__path")) if user.pk else self.none()

    def behind(self):
        """What everybody reads and says less, or other, than its original."""
        return self.filter(is_public=True, behind__gt=0, wording__is_public=True)

    def counted(self):
        """{(language, state): how many}."""
        rows = self.values("language", "state").annotate(number=Count("pk"))
        return {(row["language"], row["state"]): row["number"] for row in rows.order_by()}


class Rendering(models.Model):
    """One row a text and language. ``public``: {passage: {"from": words of the original, "to": its own, "how"}} of what
    everybody reads; ``draft``: the same of what waits. ``behind``: passages of the public words whose original says
    something else by now, of ``count``; ``left``: passages of the newest draft that still wait for somebody;
    ``unread``: passages that a machine made and nobody read yet; ``row``: number of the text in this language."""

    keeping = FACTS

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="renderings", verbose_name=_("text"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    row = models.BigIntegerField(_("number of the translation"))
    public = models.JSONField(_("what it was made from"), default=dict)
    draft = models.JSONField(_("what the draft was made from"), default=dict)
    is_public = models.BooleanField(_("published"), default=False)
    has_draft = models.BooleanField(_("a draft waits"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.BEGUN)
    behind = models.PositiveSmallIntegerField(_("passages behind"), default=0)
    left = models.PositiveSmallIntegerField(_("passages left to do"), default=0)
    unread = models.PositiveSmallIntegerField(_("made by a machine and unread"), default=0)
    count = models.PositiveSmallIntegerField(_("passages"), default=0)
    made_at = models.DateTimeField(_("translated"), null=True)
    made_by = kept(
        models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
                          verbose_name=_("who translated it")),
        purpose=_("to tell who translated a text when its original changes"), basis=PUBLIC_TASK, retention=TWO_YEARS,
        seen_by=STAFF,
    )  # fmt: skip

    objects = RenderingQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [models.UniqueConstraint(fields=["wording", "language"], name="rendering_once")]
        indexes = [models.Index(fields=["language", "state"], name="rendering_state")]

    def __str__(self):
        return f"{self.wording_id} {self.language}"

    @classmethod
    def of(cls, wording, article) -> "Rendering":
        """The row of a translation, locked; made where there is none."""
        row = cls.objects.get_or_create(
            wording=wording, language=article.language, defaults={"row": article.pk, "made_at": timezone.now()}
        )[0]
        return cls.objects.select_for_update().get(pk=row.pk)

    def take(self, article, wording) -> None:
        """Follow the translation as it stands in the database. Words that are as they were keep what they were made
        from; words that somebody changed by hand are taken as made from the original of today."""
        self.row, self.is_public, self.has_draft = article.pk, article.live, article.has_unpublished_changes
        original = wording.words
        if article.live:
            is_first = not self.public
            self.public = {
                key: self._entry(key, words, original) for key, words in self._read(article, original).items()
            }
            if is_first and not self.draft:
                self.made_at = article.last_published_at or timezone.now()
        else:
            self.public = {}
        if not self.has_draft:
            self.draft = {}
        self.reckon(wording)
        self.save()

    def _read(self, article, original) -> dict[str, str]:
        """The words of the translation by passage: as its draft named them or as they were named before, whichever
        knows more of them."""
        named = []
        for entries in ({**self.public, **self.draft}, self.public):
            known = {key: entry["to"] for key, entry in entries.items()}
            found = read_translation(article, original, known)
            named.append((sum(known.get(key) == words for key, words in found.items()), -len(named), found))
        return max(named)[2]

    def newest(self, article, original) -> dict[str, str]:
        """The words of the newest draft, or of what is public, by passage."""
        return self._read(article, original)

    def _entry(self, key, words, original) -> dict:
        for before in (self.draft.get(key), self.public.get(key)):
            if before and folded(before["to"]) == folded(words):
                return before
        return {"from": original.get(key, ""), "to": words, "how": PERSON}

    def reckon(self, wording) -> None:
        """Count anew what is behind, left and unread. ``draft`` holds only passages that were worked on: the others
        stand as the public words do."""
        said = wording.said
        newest = {**self.public, **self.draft}
        self.count = len(said)
        self.behind = len(late(self.public, wording.words)) if self.is_public else 0
        self.left = len(late(newest, wording.words))
        self.unread = sum(entry["how"] == MACHINE for entry in newest.values())
        if not self.is_public:
            self.state = State.BEGUN
        elif any(entry["how"] == MACHINE for entry in self.public.values()):
            self.state = State.MACHINE
        else:
            self.state = State.BEHIND if self.behind else State.CURRENT

    def note(self, entries: dict[str, dict], *, by, wording) -> None:
        """Remember what a new draft was made from, passage by passage."""
        self.draft = {**self.draft, **entries}
        self.made_at = timezone.now()
        if by is not None:
            self.made_by = by
        self.reckon(wording)
        self.save()

    def unread_in(self, said: dict[str, str]) -> list[str]:
        """Passages of these words that a machine made and nobody read."""
        entries = {**self.public, **self.draft}
        made = {key: entry["to"] for key, entry in entries.items() if entry["how"] == MACHINE}
        return [key for key, words in made.items() if folded(words) == folded(said.get(key))]

    @property
    def words_of_state(self) -> str:
        return State(self.state).label


def late(entries: dict[str, dict], original: dict[str, str]) -> list[str]:
    """The passages whose original says something else than what they were made from, in the order of the text; then
    those that the original no longer has."""
    found = []
    for key, words in original.items():
        entry = entries.get(key)
        made_from = entry["from"] if entry else ""
        is_made = entry is not None and entry["how"] != COPY
        if folded(made_from) != folded(words) or (words.strip() and not is_made):
            found.append(key)
    gone = [key for key, entry in entries.items() if key not in original and entry["from"] and entry["to"].strip()]
    return found + [key for key in gone if not key.partition(".")[2].startswith(EXTRA)]


def is_unread(article) -> bool:
    """Did a machine make some of what readers see, and nobody read it? One query, none for an original."""
    if article.language == article.original:
        return False
    rows = Rendering.objects.filter(language=article.language, state=State.MACHINE)
    return rows.filter(wording__kind=article.kind, wording__text=article.translation_key).exists()


def has_unread(text) -> bool:
    """Does a version of a text hold words that a machine made and nobody read, where those may not be published?"""
    if settings.ROOTBRIDGE_TRANSLATE_PUBLISH or text.language == text.original:
        return False
    named = Rendering.objects.filter(wording__kind=text.kind, wording__text=text.translation_key, unread__gt=0)
    rendering = named.filter(language=text.language).select_related("wording").first()
    return rendering is not None and bool(rendering.unread_in(rendering.newest(text, rendering.wording.words)))


def follow(article) -> set[str]:
    """After each save of a text: what was made from what is told anew. The passages of an original that changed."""
    if not article.translated:
        return set()
    with transaction.atomic():
        row = type(article)._base_manager.select_related("locale").get(pk=article.pk)
        wording = Wording.of(row)
        if row.language != row.original:
            Rendering.of(wording, row).take(row, wording)
            return set()
        is_first = not wording.is_there
        changed = wording.take(row)
        for rendering in wording.renderings.select_for_update():
            if is_first:
                _begin_again(rendering, type(article), wording)
            elif changed:
                was_behind = rendering.behind
                rendering.reckon(wording)
                rendering.save()
                _tell(rendering, was_behind)
        return set() if is_first or not row.live else changed


def tell_by(teller: Callable[[Rendering], None]) -> None:
    """Offer to tell whoever made a translation (``made_by``) that it fell behind: rooms above write the notice."""
    _tellers.append(teller)


def _tell(rendering, was_behind: int) -> None:
    if rendering.is_public and rendering.behind and not was_behind and rendering.wording.is_public:
        for teller in _tellers:
            teller(rendering)


def _begin_again(rendering, model, wording) -> None:
    """A translation that was there before its original: it is taken as made from it."""
    article = model._base_manager.select_related("locale").filter(pk=rendering.row).first()
    rendering.public = {}
    if article is not None:
        rendering.take(article, wording)


def sweep(model, texts) -> None:
    """Rows of these texts were deleted: nothing is kept of what is no longer there."""
    named = Wording.objects.filter(kind=model._meta.label_lower, text__in=list(texts))
    left = model._base_manager.filter(translation_key__in=list(texts))
    Rendering.objects.filter(wording__in=named).exclude(row__in=left.values("pk")).delete()
    named.exclude(row__in=left.values("pk")).update(row=None, is_public=False)
    named.filter(row=None, renderings__isnull=True).delete()
