"""What is past its time is told once to those of the region who may decide, a day later once to the centre; at once to
the centre where the region has nobody."""

from datetime import timedelta

from django.db import transaction

from rootbridge.base.core.chores import add_chore

from .hearers import behind_appeal, behind_case
from .models import Appeal, Case, Reminder
from .models.reminder import Stage
from .registry import announce

THEN_CENTRE, AT_ONCE = timedelta(days=1), 200


def look_for_late(now) -> int:
    """Go through what is late and was not told of; how many were."""
    done = _each(Case.objects.late_at(now), "case", behind_case, _tell_case, now)
    return done + _each(Appeal.objects.late_at(now), "appeal", behind_appeal, _tell_appeal, now)


def _each(rows, column, behind, tell, now) -> int:
    left = rows.exclude(reminders__stage=Stage.CENTRE).order_by("due_at").values_list("pk", flat=True)
    done = 0
    for number in list(left[:AT_ONCE]):
        with transaction.atomic():
            row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=number).first()
            if row is not None and row.known is not None:
                done += _told(row, column, behind, tell, now)
    return done


def _told(row, column, behind, tell, now) -> int:
    said = set(row.reminders.values_list("stage", flat=True))
    region, centre = behind(row)
    done = 0
    if region and Stage.REGION not in said:
        Reminder.objects.create(stage=Stage.REGION, at=now, **{column: row})
        tell(row, region)
        done = 1
    if not region or now - row.due_at >= THEN_CENTRE:
        Reminder.objects.create(stage=Stage.CENTRE, at=now, **{column: row})
        tell(row, [one for one in centre if one not in region])
        done = 1
    return done


def _tell_case(case, people) -> None:
    announce("late", case.known, case.thing, case=case, to=people)


def _tell_appeal(appeal, people) -> None:
    announce("appeal_late", appeal.known, appeal.known.find(appeal.target_id), appeal=appeal, to=people)


add_chore("moderation.late", look_for_late)
