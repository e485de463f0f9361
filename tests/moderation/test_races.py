"""Two hands on one case in the same moment: one decision stands, the other is told; no report is lost."""

import threading

import pytest
from django.db import connection

from rootbridge.shared.moderation.models import Case, Decision, Hold, Report
from rootbridge.shared.moderation.registry import reportables
from tests.cast import make_member
from tests.opportunities.factories import make_need

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
REASON = "It asks people for money to be given work."
KIND = "opportunities.need"


def at_once(*jobs) -> list:
    """What came of each job, each in a thread of its own, all let go in one moment."""
    gate, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(number, job):
        gate.wait()
        try:
            results[number] = job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_decide_at_once_one_decides_and_the_other_is_told(cast):
    for number in range(4):
        need = make_need(cast, f"Need {number}", by=make_member(f"Writer{number} One"))
        case = Report.send(reportables.get(KIND), need, by=cast.amina, reason="fraud")[0].case
        both = [Case.objects.get(pk=case.pk) for _hand in range(2)]
        made = at_once(
            lambda one=both[0]: one.decide(by=cast.esi, outcome="hidden", rule="money", reason=REASON),
            lambda one=both[1]: one.decide(by=cast.dana, outcome="kept", reason=REASON),
        )
        decision = Decision.objects.get(case=case)
        assert [one for one in made if one] == [decision] and None in made
        assert Hold.objects.standing().of(KIND, need.pk).exists() is (decision.outcome == "hidden")


def test_reports_that_come_at_once_are_one_case_and_take_it_off_once(cast):
    need, known = make_need(cast, by=make_member("Writer One")), reportables.get(KIND)
    at_once(*(
        lambda source=f"network {number}": Report.send(known, need, source=source, reason="hate") for number in range(4)
    ))  # fmt: skip
    assert Case.objects.get().reports.count() == 4 and Hold.objects.standing().count() == 1
