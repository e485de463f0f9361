"""What a desk can offer somebody who wants to talk now: whether it is open, when it opens, how long it takes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rootbridge.base.design.formats import date
from rootbridge.people.offices.hours import Opening, openings
from rootbridge.people.offices.models import Office

from .models import Chat, ChatDesk, Presence


@dataclass
class Offer:
    """``until``: the clock at which it closes, in its own time, "" when closed; ``opens_at``: the next opening, in its
    own zone, None where it is open or takes no talks."""

    desk: ChatDesk
    now: datetime
    until: str
    opens_at: datetime | None

    @classmethod
    def of(cls, office: Office, now: datetime) -> "Offer":
        """One query where the office's place is there."""
        return cls.by(ChatDesk.of(office), now)

    @classmethod
    def by(cls, desk: ChatDesk, now: datetime) -> "Offer":
        until = desk.until(now)
        return cls(desk, now, until, None if until else desk.opens_at(now))

    @property
    def office(self) -> Office:
        return self.desk.office

    @cached_property
    def is_somebody_there(self) -> bool:
        """Did somebody of the desk give a sign in the last minute? One query."""
        return bool(self.until) and Presence.objects.at(self.office, self.now).there(self.now).exists()

    @cached_property
    def waiting(self) -> int:
        """How many wait there now, without those that some desk must not know of: everybody sees this figure, and
        whoever works at two desks would find the hidden ones by taking their own from it. One query."""
        return Chat.objects.waiting().filter(office=self.office, excluded=[]).count()

    @cached_property
    def minutes(self) -> int | None:
        """How long people waited lately, in whole minutes; None where too few came to tell. One query."""
        usual = self.desk.usual_wait(self.now)
        return None if usual is None else max(1, -(-usual // timedelta(minutes=1)))

    def week(self, living: str) -> list[Opening]:
        return openings(self.office, living, day=self.now.date(), hours=self.desk.week)

    @property
    def words(self) -> str:
        """In a few words, for a list."""
        if self.until:
            return _("Open now, until %(time)s their time") % {"time": self.until}
        if self.opens_at:
            return _("Opens %(day)s, %(time)s their time") % {
                "day": date(self.opens_at.date(), "day"), "time": f"{self.opens_at:%H:%M}",
            }  # fmt: skip
        return _("Answers in writing only")


def offers_of(offices: list[Office], now: datetime) -> dict[int, Offer]:
    """{number of the office: what it offers}. One query."""
    desks = {desk.office_id: desk for desk in ChatDesk.objects.filter(office__in=offices)}
    found = {}
    for office in offices:
        desk = desks.get(office.pk) or ChatDesk(office=office)
        desk.office = office
        found[office.pk] = Offer.by(desk, now)
    return found
