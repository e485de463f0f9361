"""The number of a question is its own: one that is taken is drawn again, and no words are lost."""

import threading

import pytest
from django.db import IntegrityError, connection

from rootbridge.subjects.help.models import Question

DRAWN = "rootbridge.subjects.help.models.question.new_number"


def ask(cast, words, **more):
    return Question.ask(office=cast.bureau, words=words, language="en", **{"email": "ana@example.org", **more})[0]


@pytest.mark.django_db
def test_a_number_that_is_taken_is_drawn_again(cast, monkeypatch):
    draws = iter(["26-0000-00", "26-0000-00", "26-0000-00", "26-0000-01"])
    monkeypatch.setattr(DRAWN, lambda: next(draws))
    assert [ask(cast, words).number for words in ("One?", "Two?")] == ["26-0000-00", "26-0000-01"]


@pytest.mark.django_db
def test_what_is_refused_for_another_reason_is_not_tried_for_ever(cast):
    with pytest.raises(IntegrityError):
        ask(cast, "Who asks?", excluded=[cast.bureau])


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_one_number_drawn_by_four_at_once_loses_no_words(cast, monkeypatch):
    gate, drawn, came = threading.Barrier(4, timeout=30), threading.local(), []

    def draw():
        if hasattr(drawn, "own"):
            return drawn.own
        drawn.own = f"26-{words.index(drawn.words):06}"
        gate.wait()
        return "26-9999-99"

    def run(said):
        drawn.words = said
        try:
            came.append(ask(cast, said).number)
        finally:
            connection.close()

    monkeypatch.setattr(DRAWN, draw)
    words = [f"Where do I ask for my pension? {number}" for number in range(4)]
    threads = [threading.Thread(target=run, args=[said]) for said in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(Question.objects.values_list("words", flat=True)) == words
    assert len(set(came)) == 4 and "26-9999-99" in came
