"""The worker takes away what is past its time once a day, and a rule that fails holds nothing up."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.core.retention import Rule, rules
from rootbridge.base.mail.management.commands.send_letters import Command


def test_once_a_day_and_past_a_failure(monkeypatch):
    ran = []

    def fails(now):
        ran.append("fails")
        raise RuntimeError("out of order")

    monkeypatch.setattr(rules, "_entries", {"a": Rule("a", fails), "b": Rule("b", lambda now: ran.append("b"))})
    worker, now = Command(), timezone.now().replace(hour=8)
    for moment in (now, now + timedelta(hours=3), now + timedelta(days=1)):
        worker._clear_once_a_day(moment)
    assert ran == ["fails", "b", "fails", "b"]
