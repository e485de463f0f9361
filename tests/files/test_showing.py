"""What stands on no public page is fetched by nobody but who works on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.retention import rules
from rootbridge.base.files import shelf
from rootbridge.base.files.contents import PICTURES, examine
from rootbridge.base.files.models import PublicFile
from rootbridge.shared.moderation.models import Appeal
from rootbridge.subjects.resources.models import Resource
from rootbridge.subjects.stories.models import Outcome, Story
from tests.files.papers import picture
from tests.stories.factories import accept, make_story


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def file(db) -> PublicFile:
    return PublicFile.keep(examine("a.jpg", picture(size=(900, 700)), kinds=PICTURES))


def reached(file, person=None, cast=None) -> set[int]:
    return {asked(url, person, cast)[0] for url in (file.url, file.small_url)}


def asked(url, person=None, cast=None) -> tuple[int, str]:
    """(status, how long it may be kept)."""
    answer = (cast.enter(person) if person else Client()).get(url)
    b"".join(answer)  # so that the file is closed
    return answer.status_code, answer.headers.get("Cache-Control", "")


def told(cast, file) -> Story:
    story = make_story(cast)
    story.latest.add_picture(file, by=cast.amina, alt="Trees")
    story.latest.send(by=cast.amina)
    return story


def test_the_picture_of_a_story_is_open_only_while_the_story_is(cast, file):
    assert reached(file) == {404}, "on no page"
    story = told(cast, file)
    assert reached(file) == reached(file, cast.chidi, cast) == {404}
    assert reached(file, cast.amina, cast) == reached(file, cast.dana, cast) == {200}
    assert asked(file.url, cast.amina, cast)[1] == "private, no-store"
    accept(cast, story)
    assert reached(file) == {200} and "immutable" in asked(file.url)[1]
    story.withdraw(by=cast.amina)
    assert reached(file) == {404}
    story.bring_back(by=cast.amina)
    story.hide(by=cast.esi)
    assert reached(file) == {404}


def test_the_picture_of_a_refused_story_goes_when_nobody_can_appeal_any_more(cast, file):
    story = told(cast, file)
    accept(cast, story, Outcome.REFUSED, "It names a neighbour.")
    assert reached(file) == {404}
    clear, now = rules.get("stories.picture").clear, timezone.now()
    assert clear(now + timedelta(days=30)) == 0
    late = now + timedelta(days=200)
    appeal, _made = Appeal.make("stories.verdict", story.latest.verdict, by=cast.amina, words="She agreed.")
    assert clear(late) == 0, "an appeal waits"
    appeal.decide(by=cast.esi, outcome=Appeal.Outcome.STANDS, reason="She wrote to us.")
    assert clear(late) == 1 and PublicFile.sweep(late) == 1
    assert not shelf.path_of(file.digest, "webp").exists() and not shelf.path_of(file.small, "webp").exists()


def test_what_an_author_took_off_keeps_its_pictures_for_half_a_year(cast, file):
    story = told(cast, file)
    accept(cast, story)
    clear, now = rules.get("stories.picture").clear, timezone.now()
    assert clear(now + timedelta(days=900)) == 0
    story.withdraw(by=cast.amina)
    assert clear(now + timedelta(days=150)) == 0 and clear(now + timedelta(days=200)) == 1


def test_a_document_taken_out_of_the_library_is_closed_with_it(cast, file):
    resource = make_resource(cast, file)
    assert reached(file) == {200}
    resource.take_off(by=cast.esi)
    assert reached(file) == {404} and reached(file, cast.esi, cast) == {200}


def make_resource(cast, file):
    resource = Resource.add(by=cast.esi, slug="statute", kind="form", publisher="Us")
    resource.versions.create(language="en", title="A statute", file=file)
    return resource
