"""The talks that come with a pack: which desks talk, at which hours, and what was said. One waits for an answer."""

from datetime import date, timedelta

from django.utils import timezone

from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.models import Conversation, Message
from rootbridge.subjects.help.models import Chat, ChatDesk

# The talk that waits in a demo waits so long, so that there is time to take it.
WAITS = timedelta(days=1)
TURN = timedelta(minutes=1)


def write_talks(pack, cast) -> list:
    """Desks and talks of `talks.json`, if the pack has one; returns the rows made."""
    if not (pack.folder / "talks.json").is_file():
        return []
    told, made = pack.read("talks.json"), []
    offices = {office.slug: office for office in Office.objects.select_related("place")}
    for row in told["desks"]:
        office = offices[row["office"]]
        days = [date.fromisoformat(day) for day in row.get("closed_on") or []]
        Office.objects.filter(pk=office.pk).update(closed_on=days)
        known = {name: row[name] for name in ("wait_minutes", "most_chats", "hours") if name in row}
        made.append(ChatDesk.objects.create(office=office, is_on=True, **known))
    for row in told["talks"]:
        made += _talk(row, offices[row["office"]], cast)
    return made


def _talk(row, office, cast) -> list:
    """A talk of some days ago as the rows it left: nobody is told of it. With the question that it became."""
    desk, agent = ChatDesk.objects.get(office=office), cast.get(row["agent"])
    began = timezone.now() - timedelta(days=row["days_ago"], minutes=3)
    taken = began + timedelta(minutes=row["waited"]) if agent else None
    talk = Conversation.open(body=office.audience_key)
    seats = {"asker": talk.seat_asker(name=row["name"], language=row["language"])[0]}
    if agent:
        seats["desk"] = talk.seat_desk(agent)
    chat = Chat.objects.create(
        conversation=talk, office=office, name=row["name"], language=row["language"], topic=row["topic"],
        living=row["living"], asked_at=began, waits_since=began, taken_at=taken, agent=agent,
        promised_at=began + (desk.promised_wait if row["ended"] else WAITS), source=f"sample {talk.pk}",
    )  # fmt: skip
    for number, (side, words) in enumerate(row["said"], start=1):
        at = (taken if taken and number > 1 else began) + number * TURN
        Message.objects.create(
            conversation=talk, number=number, seat=seats[side], client_id=f"{number}", words=words, at=at,
            language=seats[side].language, data={"opening": True} if number == 1 else {},
        )  # fmt: skip
    Conversation.objects.filter(pk=talk.pk).update(last_number=len(row["said"]))
    if row["ended"] == "question":
        return [chat, chat.become_question(why="late", by=agent)]
    if row["ended"]:
        Chat.objects.filter(pk=chat.pk).update(ended_as=row["ended"], ended_at=at + TURN)
        talk.close(now=at + TURN)
    return [chat]
