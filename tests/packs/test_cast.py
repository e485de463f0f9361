"""The sample people: whatever somebody asks in the demo, one of them can read it."""

from rootbridge.base.core.bearings import Bearings
from rootbridge.people.members.models import Member
from rootbridge.subjects.help.models import Question
from rootbridge.subjects.help.readers import likely_readers
from rootbridge.subjects.help.staff import offices_of, people_of
from tests.packed import acasa  # noqa: F401


def test_every_sample_question_that_waits_has_a_reader(acasa):  # noqa: F811
    unread = [question.office.slug for question in Question.objects.waiting()
              if not people_of(question.office)]  # fmt: skip
    assert Question.objects.exists()
    assert not unread


def test_whoever_elena_may_ask_has_somebody_who_signs_in(acasa):  # noqa: F811
    """Her home town, its district, her country of residence, the Bureau."""
    for home in ("MD-OR-orhei", "MD-OR-peresecina"):
        readers = likely_readers(bearings=Bearings("IT", "abroad", home))
        assert [reader.office.slug for reader in readers if not people_of(reader.office)] == []
    vlad = Member.objects.get(email="vlad@example.org")
    assert {office.slug for office in map(_office, offices_of(vlad))} >= {"brd-desk"}


def _office(number):
    return Question.office.field.related_model.objects.get(pk=number)
