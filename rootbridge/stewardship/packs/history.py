"""What came of the sample needs: answers in every state, hours given, needs filled. Always the same."""

import random
from datetime import timedelta

from django.utils import timezone

from rootbridge.shared.conversations.models import Conversation, Message
from rootbridge.subjects.help.models import PublishedAnswer, Question
from rootbridge.subjects.help.staff import people_of
from rootbridge.subjects.opportunities.models import Answer, Closing, Step, StepKind
from rootbridge.subjects.opportunities.models.turns import OVER

CHANNELS = ("form", "form", "phone", "form", "email", "counter", "form", "whatsapp", "form", "viber")
PATHS = [
    (StepKind.CONFIRMED, 46), (StepKind.AGREED, 14), (StepKind.PROPOSED, 8), (StepKind.ACCEPTED, 10),
    (StepKind.SEEN, 6), (StepKind.SENT, 6), (StepKind.DECLINED, 7), (StepKind.WITHDRAWN, 3),
]  # fmt: skip
ROADS = {
    StepKind.SENT: [],
    StepKind.SEEN: ["seen"],
    StepKind.ACCEPTED: ["seen", "accepted"],
    StepKind.PROPOSED: ["seen", "accepted", "proposed"],
    StepKind.AGREED: ["seen", "accepted", "proposed", "agreed"],
    StepKind.CONFIRMED: ["seen", "accepted", "proposed", "agreed", "confirmed"],
    StepKind.DECLINED: ["seen", "declined"],
    StepKind.WITHDRAWN: ["withdrawn"],
}
MESSAGES = {
    "ro": ["Bună ziua! Aș vrea să ajut. Am făcut acest lucru mai mulți ani și pot povesti cum lucrăm aici.",
           "Salut! Sunt de prin părțile noastre și pot da câteva seri pe lună.",
           "Bună seara, am citit ce aveți nevoie. Spuneți-mi când vă este comod să vorbim."],
    "ru": ["Здравствуйте! Хочу помочь, занимаюсь этим много лет. Напишите, когда удобно созвониться.",
           "Добрый день, могу уделить несколько вечеров. Расскажу, как это делают у нас."],
    "en": ["Hello! I would like to help. I have done this work for years and can show how we go about it.",
           "Good evening, I read what you need. Tell me when it suits you to talk."],
}  # fmt: skip


def write_history(needs, members, cast):
    """Answers of drawn members to needs, older first; the first need waits for an answer, as its page says."""
    dice = random.Random("what came of it")
    kinds, weights = [kind for kind, _weight in PATHS], [weight for _kind, weight in PATHS]
    pool = [member for member in members if member.living_id]
    for number, need in enumerate(needs[1:], start=1):
        for member in dice.sample(pool, k=dice.choice([0, 1, 2, 2, 3])):
            _answer(dice, need, member, dice.choices(kinds, weights)[0], cast["maria"])
        if number % 9 == 4:
            Closing.objects.create(need=need, by=cast["maria"], is_filled=True, at=timezone.now() - timedelta(days=3))


def write_questions(members, offices, cast):
    """Forty questions that were asked and answered, some late, and a few that wait; words from the published ones. The
    cases in every other state stand in the pack's cases.json."""
    dice = random.Random("what people asked")
    published = list(
        PublishedAnswer.objects.filter(locale__language_code="ro").select_related("office").order_by("slug")
    )
    now, asked = timezone.now(), []
    read = [text for text in published if people_of(text.office)]
    for number, text in enumerate([*published, *read[:8]]):
        member, office = dice.choice(members), text.office if text.office.slug in offices else offices["brd-pensions"]
        is_open = number >= len(published)
        at = now - timedelta(days=dice.randint(0, 4) if is_open else dice.randint(6, 200), hours=dice.randint(1, 20))
        if number % 8 == 0:
            office = offices["brd-pensions"]
        elif number % 8 == 5:
            office = offices["orhei-town-hall"]
        question = Question.objects.create(
            member=member, office=office, topic=text.topic, living=member.living.code, language="ro",
            words=text.question, asked_at=at, channel=CHANNELS[number % len(CHANNELS)],
            due_on=(at + timedelta(days=office.reply_days + 1)).date(),
        )  # fmt: skip
        if not is_open:
            waited = timedelta(hours=dice.choice([3, 8, 20, 26, 30, 44, 50, 70, 120]))
            _replied(question, cast["valentina"], text.short, at + waited)
        asked.append(question)
    return asked


def _replied(question, by, words, at):
    """The rows of an answer of long ago: nobody is told, and whoever wrote it may have left the office since."""
    talk = question.talk()
    Message.objects.create(conversation=talk, number=1, seat=talk.seat_desk(by), client_id="1", words=words, at=at)
    Conversation.objects.filter(pk=talk.pk).update(last_number=1)
    Question.objects.filter(pk=question.pk).update(first_reply_at=at, person=by)
    question.closings.create(kind="answered", by=by, at=at)


def _answer(dice, need, member, state, representative):
    sent = need.written_at + timedelta(hours=dice.randint(30, 200))
    hours = dice.randint(2, min(24, need.hours or 12)) if (need.hours or 12) > 2 else 2
    road = ROADS[state]
    first = sent + timedelta(hours=dice.randint(5, 90))
    moved = first + timedelta(hours=20 * (len(road) - 1)) if state in OVER else timezone.now()
    language = member.language if member.language in MESSAGES else "ro"
    said, works = dice.choice(MESSAGES[language]), [ability.own_words for ability in member.abilities.all()]
    kept = {"message": said, "hours_offered": hours, "shown": ["abilities"], "profile": {"abilities": works}}
    answer = Answer.objects.create(
        need=need, member=member, language=language, **({} if state == StepKind.WITHDRAWN else kept),
        is_named_in_public=dice.random() < 0.25, state=state, proposed_by_home=True, sent_at=sent,
        moved_at=moved,
        hours_agreed=hours if state in ("agreed", "confirmed") else None,
        hours_given=max(1, hours - dice.choice([0, 0, 1, 2])) if state == "confirmed" else None,
        first_reply_at=first if set(road) & {"accepted", "declined"} else None,
    )  # fmt: skip
    steps = [Step(answer=answer, kind=StepKind.SENT, by=member, is_home=False, at=sent, hours=hours)]
    for number, kind in enumerate(road):
        is_home = kind not in ("agreed", "withdrawn")
        steps.append(
            Step(answer=answer, kind=kind, is_home=is_home, by=representative if is_home else member,
                 at=first + timedelta(hours=20 * number), words=_words(kind, need.original),
                 hours=answer.hours_given if kind == "confirmed" else hours if kind in ("proposed", "agreed") else None)
        )  # fmt: skip
    Step.objects.bulk_create(steps)


def _words(kind, language):
    if kind != "declined":
        return ""
    return {"ru": "Спасибо! Нам нужен человек на месте."}.get(
        language, "Mulțumim! De data aceasta căutăm pe cineva la fața locului."
    )
