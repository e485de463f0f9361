"""Letters between members and associations: taken along, gone with the member, gone after two years."""

from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import TWO_YEARS
from rootbridge.base.core.retention import LENGTHS, add_rule
from rootbridge.people.privacy.export import add_exporter

from .models import Document, Letter, Load, News, Project

LENGTH = LENGTHS[TWO_YEARS]


def forget(model):
    """Who wrote a row is forgotten after two years; the row stays."""
    return lambda now: model.objects.filter(at__lt=now - LENGTH, by__isnull=False).update(by=None)


add_rule("associations.letter", lambda now: Letter.objects.filter(sent_at__lt=now - LENGTH).delete()[0])
for _model in (News, Project, Document, Load):
    add_rule(_model._meta.label_lower, forget(_model))
add_exporter("letters_to_associations", Letter, title=_("Letters you wrote to associations"), order=67,
             without=("answered_by",))  # fmt: skip
