"""What people hear about pages of places. A letter repeats titles and answers, nothing about a person."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind


def _kind(key, title, sentence, order, **more):
    add_kind(key=f"localities.{key}", title=title, sentence=sentence, template=f"localities/notices/{key}.txt",
             part="localities", order=order, **more)  # fmt: skip


_kind("confirmed", _("What I said of a place is confirmed"), _("Confirmed on the page of %(place)s: %(title)s"), 80)
_kind("corrected", _("What I said of a place was mended"), _("The page of %(place)s was mended: %(title)s"), 81)
_kind("answered", _("What I said of a place is answered"), _("%(place)s answered you: %(title)s"), 82)
_kind("refused", _("What I said of a place is refused"), _("Not taken onto the page of %(place)s: %(title)s"), 83)
_kind("digest", _("News of the places I follow, once a week"), _("New in %(first)s this week"), 84)
_kind("to_check", _("Somebody said something of our place"),
      _("Somebody said something of %(place)s: look at it within seven days"), 85, for_staff=True)  # fmt: skip
_kind("overdue", _("A town hall did not answer in time"),
      _("Nobody in %(place)s answered within seven days: now it is for you"), 86, for_staff=True)  # fmt: skip
_kind("caretaker", _("We look after the page of a place"), _("Your association looks after the page of %(place)s now"),
      87, for_staff=True)  # fmt: skip
