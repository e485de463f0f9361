"""Reports of one thing that wait become one open case; those that were decided at once, one closed case."""

from datetime import timedelta

from django.db import migrations

URGENT = ("fraud", "harm", "hate", "private")
RULES = {"fraud": "money", "harm": "danger", "hate": "respect", "private": "private", "false": "truth"}
WITHIN, URGENT_WITHIN, APPEAL_WITHIN = timedelta(days=3), timedelta(days=1), timedelta(days=7)


def gather(apps, editor):
    Report, Decision = apps.get_model("moderation", "Report"), apps.get_model("moderation", "Decision")
    found, decisions = {}, {one.report_id: one for one in Decision.objects.all()}
    for report in Report.objects.order_by("reported_at", "pk"):
        made = decisions.get(report.pk)
        at = (made.decided_at, made.outcome) if made else None
        found.setdefault((report.target_kind, report.target_id, at), []).append((report, made))
    for (_kind, _number, at), pairs in found.items():
        _case(apps, at, [report for report, _made in pairs], [made for _report, made in pairs if made])
    Appeal, Hold = apps.get_model("moderation", "Appeal"), apps.get_model("moderation", "Hold")
    for appeal in Appeal.objects.filter(due_at=None):
        Appeal.objects.filter(pk=appeal.pk).update(due_at=appeal.made_at + APPEAL_WITHIN)
    Hold.objects.filter(placed_by=None).update(why="reports")


def _case(apps, at, reports, decisions):
    first = reports[0]
    gravest = next((report.reason for report in reports if report.reason in URGENT), first.reason)
    case = apps.get_model("moderation", "Case").objects.create(
        target_kind=first.target_kind, target_id=first.target_id, reason=gravest, place_path=first.place_path,
        residence=first.residence, opened_at=first.reported_at, closed_at=at[0] if at else None,
        due_at=first.reported_at + (URGENT_WITHIN if gravest in URGENT else WITHIN),
    )
    type(first).objects.filter(pk__in=[report.pk for report in reports]).update(case=case)
    for more in decisions[1:]:
        more.delete()
    for kept in decisions[:1]:
        kept.case, kept.rule = case, RULES.get(gravest, "else") if kept.outcome == "hidden" else ""
        kept.report = None
        kept.save()


def scatter(apps, editor):
    """Each report has its own decision again; what no reader reported goes."""
    Report, Decision = apps.get_model("moderation", "Report"), apps.get_model("moderation", "Decision")
    for decision in Decision.objects.exclude(case=None):
        for report in Report.objects.filter(case=decision.case_id):
            Decision.objects.create(report=report, outcome=decision.outcome, reason=decision.reason,
                                    decided_by=decision.decided_by, decided_at=decision.decided_at)
        decision.delete()
    for report in Report.objects.exclude(case=None).select_related("case"):
        Report.objects.filter(pk=report.pk).update(
            place_path=report.case.place_path, residence=report.case.residence, case=None
        )
    apps.get_model("moderation", "Case").objects.filter(reports=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0004_cases'),
    ]

    operations = [migrations.RunPython(gather, scatter)]
