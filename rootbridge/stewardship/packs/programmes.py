"""The sample applications to the programmes of a pack, in every state, written row by row: nobody is told."""

import random
from datetime import timedelta

from django.utils import timezone

from rootbridge.base.files.contents import examine
from rootbridge.base.reference.models import Place
from rootbridge.people.members.models import Role
from rootbridge.people.offices.models import Office
from rootbridge.shared.conversations.models import Conversation, Message
from rootbridge.shared.conversations.store import keep_files
from rootbridge.subjects.programmes.loading import load_programmes
from rootbridge.subjects.programmes.models import (
    Application,
    Assignment,
    Attachment,
    Call,
    Decision,
    Milestone,
    Party,
    Score,
    Visit,
)

from .papers import PDF

OVER = ("refused", "withdrawn", "finished")


def write_programmes(pack, cast, members) -> list:
    """Programmes, calls and applications of a pack, if it has any; the rows made."""
    if not (pack.folder / "programmes.json").is_file():
        return []
    programmes = load_programmes(pack.read("programmes.json"), zone=pack.facts.get("time_zone", "UTC"), owners=cast)
    told = pack.read("programmes_cases.json")
    for role in told.get("roles", ()):
        body = Office.objects.get(slug=role["office"]).audience_key
        Role.objects.get_or_create(member=cast[role["member"]], kind="support_agent", body=body, ended_at=None)
    calls = {call.key: call for call in Call.objects.select_related("programme__office")}
    cases = [*told["cases"], *_crowds(told["crowds"], calls, members)]
    everybody = cast | {str(member.pk): member for member in members}
    made = [_Case(row, calls[row["call"]], everybody).write() for row in cases]
    for call in calls.values():
        numbers = call.applications.filter(number__isnull=False).count()
        Call.objects.filter(pk=call.pk).update(last_number=numbers)
    return [*programmes, *made]


def _crowds(crowds, calls, members):
    """Applications of drawn members, so that figures stand above the limit for small cells; always the same."""
    for key, crowd in crowds.items():
        dice = random.Random(crowd["seed"])
        pool = [one for one in members if one.home_id and one.living_id]
        states = [state for state, many in crowd["states"].items() for _one in range(many)]
        for member, state in zip(dice.sample(pool, len(states)), states, strict=True):
            yield _drawn(dice, key, crowd, calls[key].programme, member, state)


def _drawn(dice, key, crowd, programme, member, state) -> dict:
    """One application of the crowd, in the shape of those that are written by hand."""
    sector, title = dice.choice(crowd["kinds"])
    is_place = programme.kind == "place"
    total = dice.randint(30, 60) * 10_000 if is_place else dice.randint(12, 40) * 10_000
    asked = min(total // 2, programme.grant_max) if is_place else min(total * 2 // 3, programme.grant_max)
    given = {"programme": asked, "applicant": total - asked}
    if is_place:
        part = total // 10
        given = {"programme": asked, "local_authority": total - asked - 2 * part, "diaspora": 2 * part, "others": 0}
    points = {"granted": 9, "finished": 9, "reserve": 7}.get(state, 5)
    criteria = programme.criteria.count()
    outcome = "granted" if state == "finished" else state
    decision = {"by": crowd["handler"], "second": crowd["second"], "reasons": crowd["reasons"].get(outcome, ""),
                "outcome": outcome, "amount": asked}  # fmt: skip
    return {
        "who": str(member.pk), "call": key, "state": state, "days_ago": dice.randint(135, 185) + 50 * is_place,
        "title": title, "applicant": "local_authority" if is_place else "person", "sector": sector,
        "place": member.home.code, "language": crowd["language"],
        "facts": {"away": dice.randint(14, 160), "earned": "yes"},
        "answers": [], "costs": [[title, total]], "given": given, "counted": True,
        "decision": decision if state != "withdrawn" else None,
        "reviews": [] if state == "withdrawn" else [
            {"by": by, "points": [max(0, points - dice.randint(0, 2)) for _one in range(criteria)],
             "advice": "yes" if points > 6 else "no", "words": ""} for by in crowd["reviewers"]
        ],
    }  # fmt: skip


class _Case:
    """One application and the rows of what became of it."""

    def __init__(self, row, call, people):
        self.row, self.call, self.people = row, call, people
        self.now = timezone.now()
        last = min(self.now, call.closes_at) - timedelta(hours=2)
        self.sent = min(self.now - timedelta(days=row["days_ago"]), last)

    def write(self) -> Application:
        row, state = self.row, self.row["state"]
        member, programme = self.people[row["who"]], self.call.programme
        stages = {stage.does: stage for stage in programme.stages.all()}
        questions = programme.questions.order_by("order")
        decision = row.get("decision") or {}
        granted = decision.get("amount") if state in ("granted", "finished") else None
        self.made = Application.objects.create(
            call=self.call, member=member, language=row["language"], title=row["title"], applicant=row["applicant"],
            sector=row["sector"], place=Place.objects.filter(code=row["place"]).first(), facts=row["facts"],
            answers={str(one.pk): words for one, words in zip(questions, row["answers"], strict=False) if words},
            costs=[{"what": what, "amount": amount} for what, amount in row["costs"]], given=row["given"],
            asked=row["given"]["programme"], granted=granted, state=state, begun_at=self.sent - timedelta(days=8),
            changed_at=self.sent, **self._sent(state), **self._counted(member),
            stage=stages.get(row.get("stage") or "decide") if state != "draft" else None,
            stage_since=self.sent + timedelta(days=1) if state != "draft" else None,
            adviser=self.people.get(row.get("adviser", "")),
            ended_at=self.sent + timedelta(days=30) if state in OVER else None,
        )  # fmt: skip
        self._add_all(row)
        return self.made

    def _sent(self, state) -> dict:
        """Number and moment of what was handed in."""
        if state == "draft":
            return {}
        number = self.call.applications.filter(number__isnull=False).count() + 1
        return {"number": f"{self.call.key.upper()}-{number:04d}", "sent_at": self.sent}

    def _counted(self, member) -> dict:
        """What members of the crowd said for counting."""
        if not self.row.get("counted"):
            return {}
        home = member.home.path.split("/")[1] if member.home.path.count("/") > 1 else ""
        return {"counted_gender": member.gender, "counted_age": member.age_band, "counted_region": home,
                "counted_residence": member.living.code}  # fmt: skip

    def _add_all(self, row):
        self._step("begun", self.made.member, self.sent - timedelta(days=8))
        if row["state"] != "draft":
            self._step("sent", self.made.member, self.sent)
        for review in row.get("reviews", ()):
            self._review(review)
        if decision := row.get("decision") or row.get("proposed"):
            self._decide(decision, is_confirmed=bool(row.get("decision")))
        for milestone in row.get("milestones", ()):
            self._milestone(milestone)
        for visit in row.get("visits", ()):
            day = (self.now - timedelta(days=visit["days_ago"])).date()
            Visit.objects.create(
                application=self.made, on=day, by=self.made.adviser, notes=visit["notes"], agreed=visit["agreed"]
            )
        for key in row.get("joint", ()):
            other = self.people[key]
            Party.objects.create(application=self.made, email=other.email, name=other.name, side="applicant",
                                 member=other, accepted_at=self.sent)  # fmt: skip
        self._papers(row.get("papers", ()))
        self._talk(row.get("talk", ()))

    def _step(self, kind, by, at, words=""):
        self.made.steps.create(kind=kind, by=by, at=at, words=words)

    def _review(self, row):
        asked, reviewer = self.sent + timedelta(days=3), self.people[row["by"]]
        has_declared = "points" in row or "conflict" in row
        sent = min(self.now, asked + timedelta(days=6)) if "points" in row else None
        due = (self.now + timedelta(days=row["due_in"])) if "due_in" in row else asked + timedelta(days=14)
        one = Assignment.objects.create(
            application=self.made, stage=self.call.programme.stages.get(does="review"), reviewer=reviewer,
            assigned_at=asked, due_on=due.date(), has_conflict="conflict" in row if has_declared else None,
            conflict_words=row.get("conflict", ""), declared_at=asked if has_declared else None,
            advice=row.get("advice", ""), words=row.get("words", ""), sent_at=sent,
        )  # fmt: skip
        criteria = self.call.programme.criteria.order_by("order")
        Score.objects.bulk_create(
            Score(assignment=one, criterion=criterion, points=points)
            for criterion, points in zip(criteria, row.get("points", ()), strict=False)
        )

    def _decide(self, row, *, is_confirmed):
        at = self.sent + timedelta(days=20)
        second = self.people[row["second"]] if is_confirmed else None
        Decision.objects.create(
            application=self.made, outcome=row["outcome"], reasons=row["reasons"], language=self.made.language,
            amount=row.get("amount") if row["outcome"] == "granted" else None, proposed_by=self.people[row["by"]],
            proposed_at=min(at, self.now), confirmed_by=second, confirmed_at=at if is_confirmed else None,
        )  # fmt: skip
        if is_confirmed:
            self._step(row["outcome"], second, at, row["reasons"])

    def _milestone(self, row):
        due = self.now + timedelta(days=row["due_in"])
        done = due if row["state"] in ("done", "confirmed") else None
        Milestone.objects.create(
            application=self.made, title=row["title"], due_on=due.date(), amount=row.get("amount"),
            evidence=row.get("evidence", ""), done_at=done, confirmed_at=due if row["state"] == "confirmed" else None,
            confirmed_by=self.made.adviser if row["state"] == "confirmed" else None,
        )  # fmt: skip

    def _papers(self, places):
        """Files for some of the papers; drafts by hand have them, the crowd none."""
        papers = list(self.call.programme.papers.order_by("order"))
        for place in places:
            name = f"{self.made.title.split(',')[0]} {place + 1}.pdf"
            files = [examine(name, PDF)]
            seat = self.made.seat_of(self.made.member)
            for file in keep_files(seat, files, client=f"sample {place}"):
                Attachment.objects.create(application=self.made, paper=papers[place], file=file, at=self.sent)

    def _talk(self, said):
        for number, (key, words) in enumerate(said):
            by = self.people[key]
            is_home = by.pk != self.made.member_id
            seat = self.made.talk().seat_desk(by) if is_home else self.made.seat_of(by)
            last = Conversation.objects.get(pk=self.made.conversation_id).last_number + 1
            Message.objects.create(
                conversation=self.made.conversation, number=last, seat=seat, client_id=f"sample talk {number}",
                words=words, language=self.made.language, at=self.now - timedelta(days=60 - 2 * number),
            )  # fmt: skip
            Conversation.objects.filter(pk=self.made.conversation_id).update(last_number=last)
