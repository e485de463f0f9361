"""What people of a desk look for in their queue."""

from django.db import models
from django.db.models import Q

from rootbridge.base.core.text import clean_line

from ..staff import offices_of


class Queueing(models.QuerySet):
    """An ability of questions."""

    def held_by(self, user):
        return self.filter(person=user)

    def nobodys(self):
        return self.filter(person=None)

    def late_on(self, day):
        return self.filter(due_on__lt=day)

    def told_to(self, user):
        """Those that lay at an office of theirs before, but for those that an office of theirs must not see."""
        offices = offices_of(user)
        return self.filter(handovers__left__in=offices).exclude(excluded__overlap=offices).distinct()

    def saying(self, text: str):
        """With these words in the question, or in what was said since; or with this number."""
        text = clean_line(text)
        if not text:
            return self
        said = Q(words__icontains=text) | Q(number__icontains=text)
        return self.filter(said | Q(pk__in=self.filter(conversation__messages__words__icontains=text).values("pk")))
