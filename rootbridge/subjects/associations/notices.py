"""What people hear of associations. No letter repeats what papers show, nor why a claim was decided."""

from django.utils.translation import gettext_lazy as _

from rootbridge.shared.inbox.registry import add_kind

PART = "associations"


def _kind(key, title, sentence, order, **more):
    add_kind(key=f"associations.{key}", title=title, sentence=sentence, part=PART, order=order,
             template="associations/notices/" + more.pop("template", key) + ".txt", **more)  # fmt: skip


_kind("registered", _("My registration came"), _("Your registration came: %(organisation)s"), 60)
_kind("listed", _("My association is listed"), _("%(organisation)s is listed"), 61)
_kind("turned_down", _("My association is not listed"), _("%(organisation)s is not listed"), 62, is_owed=True)
_kind("verified", _("My association is verified"), _("%(organisation)s is verified"), 63)
_kind("not_verified", _("My association is not verified"), _("%(organisation)s is not verified"), 64, is_owed=True)
_kind("lapsed", _("A verification ran out"), _("The verification of %(organisation)s ran out"), 65, is_owed=True)
_kind("claim_accepted", _("A page is mine"), _("%(organisation)s is in your hands"), 66)
_kind("claim_refused", _("A claim was not accepted"), _("Your claim was not accepted: %(organisation)s"), 67)
_kind("overtaken", _("Somebody else leads a page"), _("Somebody else leads %(organisation)s"), 68)
_kind("appeal_decided", _("My appeal is decided"), _("Your appeal is decided: %(organisation)s"), 69, is_owed=True)
_kind("to_admit", _("An association waits for a look"), _("%(organisation)s waits for a look"), 70, for_staff=True)
_kind("to_verify", _("An association asks to be verified"), _("%(organisation)s asks to be verified"), 71,
      for_staff=True)  # fmt: skip
_kind("to_agree", _("A verification wants a second person"), _("The verification of %(organisation)s wants you"), 72,
      for_staff=True)  # fmt: skip
_kind("sent_back", _("A verification came back"), _("The verification of %(organisation)s came back"), 73,
      for_staff=True)  # fmt: skip
_kind("to_decide", _("A page is claimed"), _("%(organisation)s is claimed"), 74, for_staff=True)

_kind("member_asks", _("Somebody wants to belong"), _("Somebody wants to belong to %(organisation)s"), 75)
_kind("member_in", _("I belong to an association"), _("You belong to %(organisation)s"), 76)
_kind("chapter_asks", _("A chapter asks"), _("%(chapter)s wants to be a chapter of %(organisation)s"), 77)
_kind("chapter_in", _("We belong to a parent"), _("You are a chapter of %(organisation)s"), 78)
_kind("letter", _("A letter to my association"), _("Somebody wrote to %(organisation)s"), 79)
_kind("answer", _("An answer of an association"), _("%(organisation)s answered you"), 80)
_kind("still_true", _("Is my page still true?"), _("Is all of it still true? %(organisation)s"), 81, is_owed=True)
_kind("rests", _("My page went to rest"), _("Nobody has confirmed %(organisation)s"), 82, is_owed=True)
_kind("caretaker", _("I was named a caretaker"), _("You look after %(organisation)s"), 83, is_owed=True)
