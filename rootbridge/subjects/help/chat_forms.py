"""What whoever asks, and what the desk, enters around a talk."""

import re
from datetime import date
from itertools import pairwise

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.people.members.models import Member
from rootbridge.people.offices.hours import DAYS, day_names
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.forms import FilesField

from .forms import AskForm
from .models import ChatDesk
from .offers import offers_of
from .readers import Choice

SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})")
BLOCK_HOURS = [(1, _("an hour")), (12, _("twelve hours")), (24, _("a day")), (168, _("a week"))]


class ChatForm(AskForm):
    """Who reads it, who must not, and the first words; the same readers as for a question in writing."""

    name = LineField(
        label=_("How shall we call you?"), max_length=60, required=False, help_text=_("Any name. The desk sees it.")
    )
    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254, required=False,
        help_text=_("Only in case the talk becomes a question: the answer comes here. The desk does not see it."),
        error_messages={"invalid": _("This is not yet an address. It should look like ana@example.org.")},
    )  # fmt: skip
    shows_seen = forms.BooleanField(label=_("The desk may see how far I have read"), required=False)
    may_translate = forms.BooleanField(
        label=_("A translation machine may read the talk"), required=False,
        help_text=_("Only if you write in another language than the desk. What it makes is marked as machine-made."),
    )  # fmt: skip
    kept_fields = ("words", "topic", "office", "other", "hide", "hide_other", "name", "email", "shows_seen",
                   "may_translate")  # fmt: skip

    def __init__(self, data=None, *, bearings, now, is_member, asked="", topic="", words=""):
        super().__init__(data, bearings=bearings, asked=asked, topic=topic, words=words, needs_way=True)
        for name in set(self.fields) - set(self.kept_fields):
            del self.fields[name]
        for name in ("name", "email") if is_member else ():
            del self.fields[name]
        if not settings.ROOTBRIDGE_TRANSLATE_URL:
            del self.fields["may_translate"]
        self.fields["words"].label = _("Your first words")
        self.initial["shows_seen"] = True
        self.offers = offers_of([reader.office for reader in self.readers], now)
        self.fields["office"].choices = [self._choice(reader) for reader in self.readers]
        if self.readers and not asked:
            self.initial["office"] = min(self.readers, key=self._distance).office.slug

    def _distance(self, reader) -> int:
        """Those who are there come first, then those who will be; of equals the likeliest."""
        offer = self.offers[reader.office.pk]
        return 0 if offer.until else 1 if offer.opens_at else 2

    def _choice(self, reader):
        slug, label = reader.choice
        said = Choice(label)
        said.note = f"{self.offers[reader.office.pk].words} · {label.note}"
        return slug, said

    def clean_words(self):
        return self.cleaned_data["words"]

    def _read_way(self, said):
        """Nothing to choose: the talk itself is the way."""


class PlaceForm(forms.Form):
    """Where a transcript goes."""

    email = forms.EmailField(
        label=_("Your e-mail"), max_length=254,
        help_text=_("First comes a letter with a link: it asks whether it is you."),
        error_messages={
            "required": _("Write where it should go, for example ana@example.org."),
            "invalid": _("This is not yet an address. It should look like ana@example.org."),
        },
    )  # fmt: skip


class HandForm(forms.Form):
    """To somebody of the desk who is there, or to another desk that is open; with a note."""

    to = forms.ModelChoiceField(
        label=_("Colleague"), queryset=Member.objects.none(), required=False, empty_label=_("Nobody"),
        error_messages={"invalid_choice": _("They are not there any more.")},
    )  # fmt: skip
    office = forms.ModelChoiceField(
        label=_("Another office"), queryset=Office.objects.none(), to_field_name="slug", required=False,
        empty_label=_("No other"), error_messages={"invalid_choice": _("This office does not talk just now.")},
    )  # fmt: skip
    note = TextField(
        label=_("Note for them"), max_length=1000, required=False,
        help_text=_("What they must know. Whoever asked does not see it."),
    )  # fmt: skip

    def __init__(self, data=None, *, chat, user, now):
        super().__init__(data)
        people = chat.there().exclude(member=chat.agent_id).exclude(member=user.pk)
        self.fields["to"].queryset = Member.objects.filter(pk__in=people.values("member"))
        open_now = [
            desk.office_id for desk in ChatDesk.objects.filter(is_on=True).select_related("office__place")
            if desk.until(now) and desk.office_id not in (chat.office_id, *chat.excluded)
        ]  # fmt: skip
        self.fields["office"].queryset = Office.objects.filter(pk__in=open_now)

    def clean(self):
        said = super().clean()
        if bool(said.get("to")) == bool(said.get("office")) and not self.errors:
            self.add_error("to", _("Choose a colleague, or another office."))
        return said


class TalkFilesForm(forms.Form):
    """``client``: what this page calls the files, so that sent twice they are there once."""

    files = FilesField(required=True)
    client = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class FindForm(forms.Form):
    find = LineField(label=_("Look in prepared replies and published answers"), max_length=200, required=False)


class BlockForm(forms.Form):
    hours = forms.TypedChoiceField(
        label=_("For how long?"), choices=BLOCK_HOURS, coerce=int, initial=12,
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    reason = LineField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Write why, in a few words. It is kept.")}
    )


class ListenForm(forms.Form):
    reason = LineField(
        label=_("Why do you read it?"), max_length=300,
        help_text=_("It is kept. In a talk that goes on, both sides see that you are there."),
        error_messages={"required": _("Write why, in a few words. It is kept.")},
    )  # fmt: skip


class DeskForm(forms.Form):
    """How a desk talks with people. Hours as people write them: "9:00-13:00, 14:00-17:30"."""

    is_on = forms.BooleanField(label=_("People can talk with this desk"), required=False)
    wait_minutes = forms.IntegerField(
        label=_("Somebody comes within so many minutes"), min_value=1, max_value=60,
        help_text=_("After that the talk becomes a question, and nothing typed is lost."),
    )  # fmt: skip
    most_chats = forms.IntegerField(label=_("Talks that one person holds at once"), min_value=1, max_value=20)
    closed_on = TextField(
        label=_("Closed for once on"), max_length=2000, required=False,
        help_text=_("Holidays and other days, one a line, such as 2026-12-25. The day of an answer counts them too."),
    )  # fmt: skip

    def __init__(self, data=None, *, desk):
        known = {"is_on": desk.is_on, "wait_minutes": desk.wait_minutes, "most_chats": desk.most_chats}
        known["closed_on"] = "\n".join(day.isoformat() for day in desk.office.closed_on)
        known |= {day: ", ".join(f"{start}–{end}" for start, end in desk.hours.get(day) or []) for day in DAYS}
        super().__init__(data, initial=known)
        for day, name in day_names():
            self.fields[day] = LineField(label=name, max_length=80, required=False)

    def days(self):
        """The bound fields of the week."""
        return [self[day] for day in DAYS]

    def clean_closed_on(self):
        days = []
        for line in self.cleaned_data["closed_on"].split():
            try:
                days.append(date.fromisoformat(line))
            except ValueError:
                raise forms.ValidationError(
                    _("“%(line)s” is no day yet. Write year, month, day: 2026-12-25."), params={"line": line}
                ) from None
        return sorted(set(days))

    def clean(self):
        said = super().clean()
        week = {}
        for day in DAYS:
            spans = _spans(said.pop(day, ""))
            if spans is None:
                self.add_error(day, _("Write hours such as 9:00–13:00, 14:00–17:30, one after the other."))
            elif spans:
                week[day] = spans
        said["hours"] = week
        return said


def _spans(typed: str) -> list | None:
    """[["09:00", "13:00"], …] of what was typed; None where it is no list of hours in their order."""
    found = [f"{int(h):02}:{m}" for span in SPAN.findall(typed) for h, m in (span[:2], span[2:])]
    is_clean = not SPAN.sub("", typed).strip(" ,;")
    are_clocks = all(clock <= "23:59" and clock[3:] < "60" for clock in found)
    in_order = all(one < other for one, other in pairwise(found))
    pairs = [list(pair) for pair in zip(found[::2], found[1::2], strict=True)]
    return pairs if is_clean and are_clocks and in_order else None
