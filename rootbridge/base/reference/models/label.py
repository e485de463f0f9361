"""What the labels of occupations and of skills have in common, and the choice of the one to show."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class LabelQuerySet(models.QuerySet):
    def shown(self, language: str) -> dict[int, str]:
        """The label to show for each concept of these rows: in the language, else English, else any.

        The starter's own word comes before ESCO's. One query.
        """
        concept = self.model.CONCEPT
        rank = models.Case(
            models.When(language=language, then=0), models.When(language="en", then=1), default=2,
            output_field=models.SmallIntegerField(),
        )  # fmt: skip
        rows = self.filter(kind=Label.Kind.PREFERRED).annotate(rank=rank)
        rows = rows.order_by(concept, "rank", "-source", "language").distinct(concept)
        return dict(rows.values_list(concept, "text"))


class Label(models.Model):
    """A word for a concept in one language. `key` is the text folded by `core.text.search_key`."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("shown")
        OTHER = "other", _("also said")
        HIDDEN = "hidden", _("only searched")

    language = models.CharField(_("language"), max_length=8)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=10, choices=Edition.Source.choices)
    text = models.CharField(_("text"), max_length=500)
    key = models.CharField(_("search key"), max_length=1000)

    objects = LabelQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.text


def label_rules(concept: str, table: str) -> list[models.BaseConstraint]:
    """The constraints of one table of labels: no word twice, one shown word for a language and source."""
    return [
        models.UniqueConstraint(fields=[concept, "language", "source", "text"], name=f"{table}_once"),
        models.UniqueConstraint(
            fields=[concept, "language", "source"],
            condition=models.Q(kind=Label.Kind.PREFERRED),
            name=f"{table}_one_preferred",
        ),
        models.CheckConstraint(condition=models.Q(kind__in=Label.Kind.values), name=f"{table}_kind"),
        models.CheckConstraint(condition=~models.Q(text=""), name=f"{table}_text"),
    ]
