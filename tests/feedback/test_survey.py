"""The standing survey: without an account, results in public with small cells hidden, what was changed."""

from datetime import date

import pytest
from django.utils import timezone, translation

from rootbridge.base.core.figures import Period, Scope, indicators
from rootbridge.shared.feedback import questions, results
from rootbridge.shared.feedback.models import Change, SurveyCount, SurveyWords
from tests.cast import give_role, make_member
from tests.feedback.test_feedback import reader

FORM, OUTCOME = "/en/feedback/survey/answer/", "/en/feedback/survey/"
FULL = {
    "came": ["answer", "news"], "found": "yes", "easy": "4", "clear": "5", "language": "all", "answered": "none",
    "trust": "3", "recommend": "5", "heard": "family", "change": "More about pensions",
}  # fmt: skip


def count(times, **answers):
    for _number in range(times):
        SurveyCount.add({key: [value] for key, value in answers.items()}, {}, language="en")


def test_there_are_ten_questions_in_every_language(db):
    assert len(questions.QUESTIONS) == 10
    for code in ("ro", "ru", "fr", "es", "ar"):
        with translation.override(code):
            page = reader().get(f"/{code}/feedback/survey/answer/").content.decode()
            assert all(str(question.title) in page for question in questions.QUESTIONS)


def test_answers_are_counted_and_not_kept_together(db):
    assert reader().post(FORM, FULL).status_code == 302
    assert SurveyCount.objects.count() == 11  # ten options chosen, and the voice itself
    assert set(SurveyCount.objects.values_list("count", flat=True)) == {1}
    kept = SurveyWords.objects.get()
    assert (kept.question, kept.words) == ("change", "More about pensions")
    assert {field.name for field in SurveyWords._meta.fields} == {"id", "question", "words", "language", "said_on"}


@pytest.mark.parametrize("said", [{}, {"change": "  "}, {"found": "maybe"}, {"easy": "9"}, {"change": "x" * 2001}])
def test_nothing_or_nonsense_comes_back(db, said):
    assert reader().post(FORM, said).status_code == 422
    assert not SurveyCount.objects.exists()


def test_one_network_does_not_outvote_the_others(db):
    codes = {reader().post(FORM, FULL).status_code for _number in range(12)}
    assert codes == {302}
    assert SurveyCount.objects.get(question="voices").count == 8


def test_nine_voices_show_nothing_and_ten_show(db):
    count(9, found="yes")
    page = reader().get(OUTCOME).content.decode()
    assert "too few to show" in page and "9 people" not in page
    count(1, found="yes")
    assert "10 people took part" in reader().get(OUTCOME).content.decode()


def test_a_hidden_cell_does_not_follow_from_the_rest(db):
    found = results.result_of(questions.named("found"), {"yes": 40, "partly": 12, "no": 3})
    assert dict(found.rows) == {"Yes": 40, "Partly": None, "No": None}
    found = results.result_of(questions.named("found"), {"yes": 40, "partly": 6, "no": 5})
    assert dict(found.rows) == {"Yes": 40, "Partly": None, "No": None}
    several = results.result_of(questions.named("came"), {"answer": 40, "papers": 3})
    assert dict(several.rows)["A paper or a procedure"] is None


def test_the_average_leaves_out_who_gave_no_number(db):
    asked = questions.named("answered")
    assert results.average(asked, {"5": 10, "1": 10, "none": 50}) == 3.0
    assert results.average(asked, {"5": 4, "none": 50}) is None


def test_the_sheet_hides_the_same(db):
    count(12, found="yes")
    count(3, found="no")
    sheet = reader().get(f"/en/feedback/survey/{timezone.localdate().year}.csv")
    assert sheet["Content-Type"].startswith("text/csv")
    lines = sheet.content.decode("utf-8-sig").splitlines()
    assert "Did you find it?,No,hidden" in lines
    assert reader().get("/en/feedback/survey/1999.csv").status_code == 404


def test_what_was_changed_stands_beside_in_the_readers_language(cast):
    desk = cast.enter(cast.esi)
    said = {"titles_en": "A guide to pensions", "titles_ro": "Un ghid despre pensii", "bodies_en": "You asked.",
            "made_on": "2026-05-31", "question": "change"}  # fmt: skip
    assert desk.post("/manage/feedback/survey/", said).status_code == 302
    assert "A guide to pensions" in reader().get(OUTCOME).content.decode()
    assert "Un ghid despre pensii" in reader().get("/ro/feedback/survey/").content.decode()
    change = Change.objects.get()
    assert desk.get(f"/manage/feedback/survey/{change.pk}/").status_code == 200
    assert desk.post(f"/manage/feedback/survey/{change.pk}/", said | {"titles_en": "Two guides"}).status_code == 302
    assert "Two guides" in reader().get(OUTCOME).content.decode()
    desk.post(f"/manage/feedback/survey/{change.pk}/", {"step": "remove"})
    assert not Change.objects.exists()


@pytest.mark.parametrize("more", [{"titles_en": ""}, {"made_on": "31/31/31"}, {"question": "rude"}])
def test_a_change_without_words_or_day_comes_back(cast, more):
    said = {"titles_en": "A guide", "bodies_en": "You asked.", "made_on": "2026-05-31"} | more
    assert cast.enter(cast.esi).post("/manage/feedback/survey/", said).status_code == 422


def test_an_editor_of_a_region_keeps_no_register(cast):
    editor = give_role(make_member("Vera Editor"), "editor", place=cast.places["MD-OR"]).member
    assert cast.enter(editor).get("/manage/feedback/survey/").status_code == 404
    assert cast.enter(editor).get("/manage/feedback/").status_code == 200


def test_figures_are_fed(db):
    count(12, found="yes", easy="4")
    year = Period(date(2020, 1, 1), date(2100, 1, 1))
    assert indicators.get("feedback.survey_voices").compute(year, Scope()).value == 12
    assert indicators.get("feedback.survey_found").compute(year, Scope()).value == 100
    assert indicators.get("feedback.survey_easy").compute(year, Scope()).value == 4.0
    assert indicators.get("feedback.survey_easy").compute(year, Scope(path="MD/")).value is None
