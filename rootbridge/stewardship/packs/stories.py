"""The sample stories, each with its age, its decision, and here and there a picture drawn on the spot."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from rootbridge.base.core import findable
from rootbridge.base.files.contents import PICTURES, examine
from rootbridge.base.files.models import PublicFile
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Organisation
from rootbridge.subjects.stories.models import Edition, Picture, Story, Telling, Verdict

PAPER, WINE, LEAF, SUN, BARK = "#f3e9dc", "#7c2433", "#4f6b3a", "#d9a441", "#6b4a2f"
SAID = {
    "weave": "O țesătură cu romburi roșii și galbene, ca pe covoarele din Orhei",
    "trees": "Un șir de nuci tineri desenați, fiecare legat de un par",
}


def write_stories(pack, cast) -> list[Story]:
    """The stories of a pack, published by who represents their place; the rows made."""
    places = {place.code: place for place in Place.objects.all()}
    bodies = {body.slug: body for body in Organisation.objects.all()}
    return [_write(row, cast, places, bodies) for row in pack.read("stories.json")["stories"]]


def _write(row, cast, places, bodies) -> Story:
    sent = timezone.now() - timedelta(days=row["days_ago"] + 2, hours=3)
    story = Story.objects.create(slug=row["key"], author=cast[row["author"]], is_work=row["is_work"])
    ends = row["ends_in_days"]
    edition = Edition.objects.create(
        story=story, kind=row["kind"], credit=row["credit"], place=places[row["place"]], topic=row["topic"],
        organisation=bodies.get(row["organisation"]), original=row["original"], begun_at=sent, saved_at=sent,
        sent_at=sent, ends_on=timezone.localdate() + timedelta(days=ends) if ends else None,
        people_agreed=bool(row["picture"]),
    )  # fmt: skip
    Telling.objects.bulk_create(
        Telling(edition=edition, language=language, **words) for language, words in row["texts"].items()
    )
    if row["picture"]:
        file = PublicFile.keep(_drawn(row["picture"], row["key"]))
        Picture.objects.create(edition=edition, file=file, alt=SAID[row["picture"]])
    if row["state"] != "waiting":
        at = sent + timedelta(days=2)
        Verdict.objects.create(edition=edition, outcome=row["state"], words=row["words"], by=cast[row["by"]], at=at)
        if row["state"] == "accepted":
            story.standing, story.published_at, story.changed_at = edition, at, at
            story.save()
    findable.changed("stories.story", story.pk)
    return story


def _drawn(kind: str, name: str):
    """A picture of a few shapes, as somebody might send one."""
    canvas = Image.new("RGB", (960, 640), PAPER)
    DRAWERS[kind](ImageDraw.Draw(canvas))
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return examine(f"{name}.png", out.getvalue(), kinds=PICTURES)


def _weave(pen) -> None:
    for row in range(-1, 9):
        for column in range(-1, 13):
            x, y = column * 80 + (40 if row % 2 else 0), row * 80
            pen.polygon([(x, y + 40), (x + 40, y), (x + 80, y + 40), (x + 40, y + 80)], WINE if row % 2 else SUN)
            pen.polygon([(x + 20, y + 40), (x + 40, y + 20), (x + 60, y + 40), (x + 40, y + 60)], PAPER)


def _trees(pen) -> None:
    pen.rectangle([0, 470, 960, 640], "#c9b48a")
    for number in range(6):
        x, tall = 90 + number * 155, 150 + (number % 3) * 45
        pen.rectangle([x + 26, 470 - tall, x + 32, 500], BARK)
        pen.rectangle([x - 4, 490 - tall, x + 6, 500], BARK)
        pen.ellipse([x - 46, 400 - tall, x + 54, 510 - tall], LEAF)
    pen.ellipse([780, 50, 880, 150], SUN)


DRAWERS = {"weave": _weave, "trees": _trees}
