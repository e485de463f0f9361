"""What people hear of programmes. No letter repeats what an application says, nor why it was decided."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

PART = "programmes"


def _kind(key, title, sentence, order, **more):
    add_kind(key=f"programmes.{key}", title=title, sentence=sentence, template=f"programmes/notices/{key}.txt",
             part=PART, order=order, **more)  # fmt: skip


_kind("sent", _("My application is in"), _("Your application is in: %(number)s"), 30)
_kind("stage", _("My application goes on"), _("Your application %(number)s is in another stage: %(stage)s"), 31)
_kind("decided", _("My application is decided"), _("Your application %(number)s is decided"), 32)
_kind("message", _("My adviser writes"), _("A message about your application %(number)s"), 33)
_kind("adviser", _("I have an adviser"), _("%(person)s accompanies your application %(number)s"), 34)
_kind("milestone", _("Milestones"), _("About a milestone of your application %(number)s"), 35)
_kind("visit", _("Visits"), _("A visit was written down for your application %(number)s"), 36)
_kind("unsent", _("A draft is not sent yet"), _("The call closes soon, and your draft is not sent: %(programme)s"), 37)
_kind("closed_to_you", _("I am no longer a co-applicant"), _("You are no longer a co-applicant: %(programme)s"), 38)
_kind("received", _("An application came"), _("An application came: %(number)s"), 40, for_staff=True,
      mail_by_default=False)  # fmt: skip
_kind("review_asked", _("A review is asked of me"), _("A review is asked of you: %(number)s"), 41, for_staff=True)
_kind("review_due", _("A review is due"), _("Your review is due on %(day)s: %(number)s"), 42, for_staff=True)
_kind("conflict", _("A reviewer steps back"), _("A reviewer steps back: %(number)s"), 43, for_staff=True)
_kind("to_confirm", _("A decision to confirm"), _("A decision wants a second person: %(number)s"), 44, for_staff=True)
_kind("wrote", _("An applicant writes"), _("The applicant of %(number)s wrote"), 45, for_staff=True)
_kind("reported", _("A milestone is reported"), _("A milestone of %(number)s is reported"), 46, for_staff=True)
