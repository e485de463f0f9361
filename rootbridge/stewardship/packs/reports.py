"""What sample readers reported, the signs seen in sample texts, what was decided, and an appeal."""

from datetime import timedelta

from django.utils import timezone, translation

from rootbridge.base.design import look
from rootbridge.people.organisations.models import Organisation
from rootbridge.shared.moderation import shipped
from rootbridge.shared.moderation.appealing import KIND
from rootbridge.shared.moderation.lookout import look_at
from rootbridge.shared.moderation.models import Appeal, Case, PreparedDecision, Report
from rootbridge.shared.moderation.registry import reportables
from rootbridge.subjects.associations.models import News

FILE = "reports.json"


def write_reports(pack, cast, members, needs) -> list:
    """News with and without signs, reports in every state, an appeal that waits. Returns the rows to mark."""
    if not (pack.folder / FILE).exists():
        return []
    shipped.bring()
    said, now = pack.read(FILE), timezone.now()
    bodies = Organisation.objects.in_bulk(field_name="slug")
    news = {row["key"]: _news(row, bodies, cast, members, now) for row in said["news"]}
    things = {
        "associations.news": news, "organisations.organisation": bodies,
        "opportunities.need": {row["key"]: need for row, need in zip(pack.read("needs.json"), needs, strict=True)},
    }  # fmt: skip
    for row in said["reports"]:
        _report(row, things[row["kind"]][row["about"]], cast, now)
    return list(Case.objects.all())


def _news(row, bodies, cast, members, now) -> News:
    """Signs are seen in it as in anything that is published."""
    at = now - timedelta(hours=row["hours_ago"])
    by = members[-row["new_member"]] if "new_member" in row else cast[row["by"]]
    news = News.objects.create(
        organisation=bodies[row["organisation"]], by=by, title=row["title"], text=row["text"],
        language=row["language"], day=timezone.localdate(at),
    )  # fmt: skip
    look_at("associations.news", news, by=by, title=news.title, words=news.text, now=at)
    return news


def _report(row, thing, cast, now) -> None:
    known = reportables.all()[row["kind"]]
    report, _made = Report.send(
        known, thing, by=cast.get(row["by"]), source=f"sample {row['about']}", reason=row["reason"],
        words=row["words"], language=row["language"], now=now - timedelta(hours=row["hours_ago"]),
    )  # fmt: skip
    if "decided" in row:
        decision = _decide(report.case, row["decided"], cast, now)
    if "appeal" in row:
        _appeal(decision, row["appeal"], cast, now)


def _decide(case, row, cast, now):
    ready, name = PreparedDecision.objects.get(shipped=row["prepared"]), look.current().name
    title = str(case.known.title(case.thing))
    with translation.override(cast[row["by"]].language):
        words = ready.filled(title=title, platform=name)
    return case.decide(
        by=cast[row["by"]], outcome=ready.outcome, rule=ready.rule, reason=words,
        words=ready.filled_in_all(title=title, platform=name), now=now - timedelta(hours=row["hours_ago"]),
    )  # fmt: skip


def _appeal(decision, row, cast, now) -> None:
    appeal, _made = Appeal.make(KIND, decision, by=cast[row["by"]], words=row["words"], language=row["language"])
    ago = timedelta(hours=row["hours_ago"])
    Appeal.objects.filter(pk=appeal.pk).update(made_at=appeal.made_at - ago, due_at=appeal.due_at - ago)
