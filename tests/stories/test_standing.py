"""Stories beside guides and answers: how fresh they are, and in which languages they can be read."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.core.sections import sections
from rootbridge.subjects.stories.models import Story

from .factories import days, make_story


def test_stories_are_counted_until_their_last_day_or_for_a_year(cast):
    make_story(cast)
    old, dated = (make_story(cast, title, published=True) for title in ("Old", "Dated"))
    make_story(cast, "Over", published=True, ends_on=days(-1))
    Story.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=400), author=None)
    dated.standing.ends_on = days(9)
    dated.standing.save()
    found = {(one.review_on < timezone.localdate(), one.has_owner) for one in sections.get("stories").things()}
    assert found == {(True, False), (False, True)}
    assert {one.path for one in sections.get("stories").things()} == {cast.places["MD-OR"].path}


def test_stories_stand_in_the_table_of_languages_of_their_place(cast):
    make_story(cast, "Forty walnut trees", published=True)
    make_story(cast, "Elsewhere", published=True, place=cast.places["MD-SO"])
    make_story(cast, "A draft of mine")
    client = cast.enter(cast.dana)
    page = client.get("/manage/languages/").content.decode()
    assert "Forty walnut trees" in page and "Elsewhere" not in page and "A draft of mine" not in page
    assert "Forty walnut trees" not in client.get("/manage/languages/?state=missing&language=en").content.decode()
    assert "Forty walnut trees" in client.get("/manage/languages/?state=missing&language=ro").content.decode()
    assert "Forty walnut trees" in client.get("/manage/languages/sheet/").content.decode()
