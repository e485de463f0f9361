"""Stories for tests, as the people of the cast would make them."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from rootbridge.subjects.stories.models import Outcome, Story

BODY = "We planted forty walnut trees behind the school in one morning. Thirty-one of them stand today."


def make_story(cast, title="Forty walnut trees", *, by=None, published=False, sent=False, **more) -> Story:
    """A story of Amina's about Orhei; a draft unless told. Published by Dana."""
    telling = {"language": "en", "title": title, "lead": "What we learned from nine dead ones.", "body": BODY}
    facts = {"kind": "blog", "credit": "Amina of Orhei", "place": cast.places["MD-OR"], "original": "en", **more}
    author = by or cast.amina
    story, _made = Story.begin(by=author, telling={**telling, **facts.pop("telling", {})}, **facts)
    if published or sent:
        story.latest.send(by=author)
    if published:
        accept(cast, story)
    return Story.objects.get(pk=story.pk)


def accept(cast, story, outcome=Outcome.ACCEPTED, words="", by=None):
    """Dana's word on what was sent in."""
    return story.judge(by=by or cast.dana, edition=story.latest.edition, outcome=outcome, words=words)


def typed(**more) -> dict:
    """What somebody types into the form of a story."""
    return {
        "kind": "blog", "title": "Forty walnut trees", "lead": "What we learned.", "body": BODY, "original": "en",
        "credit": "Amina", "place": "Orhei", "topic": "", "ends_on": "", **more,
    }  # fmt: skip


def photo(name="trees.jpg", size=(640, 480), form="JPEG", **more) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#7a8f55").save(out, form, **more)
    return SimpleUploadedFile(name, out.getvalue(), f"image/{form.lower()}")


def days(number):
    return timezone.localdate() + timedelta(days=number)
