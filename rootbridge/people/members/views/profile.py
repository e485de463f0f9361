"""The profile: everything the member has said, who can see it, and a link to change each."""

from django.shortcuts import render
from django.utils.translation import get_language

from rootbridge.base.design.formats import language_name, listed
from rootbridge.base.reference.models import Skill
from rootbridge.people.privacy.opening import Opening, openables

from ..models import Interest, Member
from ..models.ability import Help
from ..steps import BY_KEY

TITLES = {
    "topics": Interest._meta.get_field("topic").verbose_name,
    **{name: Member._meta.get_field(name).verbose_name for name in ("gender", "age_band", "language")},
}


def profile(request):
    """One page with everything; what is empty says so, stands on top and leads to its step."""
    lines = _lines(request.user)
    opening = Opening(request.user)
    sections = [
        {"step": BY_KEY[key], "rows": [row | {"readers": opening.readers(row["key"])} for row in rows],
         "is_empty": not any(row["said"] for row in rows)}
        for key, rows in lines.items()
    ]  # fmt: skip
    empty = [section["step"] for section in sections if section["is_empty"]]
    return render(request, "members/profile.html", {"sections": sections, "empty": empty})


def _lines(member: Member) -> dict[str, list[dict]]:
    """{step: rows}, each row with ``key``, ``title``, ``said`` and whether it ``can_open``."""
    language = get_language()
    languages = member.languages.order_by("id")
    said = {
        "living": {"living": _place(member.living), "living_city": member.living_city},
        "home": {"home": member.home.lineage(language) if member.home else ""},
        "abilities": {
            "abilities": listed(member.abilities.order_by("id").values_list("own_words", flat=True)),
            "skills": listed(sorted(Skill.objects.filter(holders__member=member).names(language).values())),
        },
        "giving": {"giving": _kinds(member.givings), "seeking": _kinds(member.seekings)},
        "about": {
            "languages": listed([language_name(row.code) for row in languages]),
            "stage": member.get_stage_display(),
            "topics": listed([row.get_topic_display() for row in member.interests.order_by("id")]),
            "gender": member.gender_words or member.get_gender_display(),
            "age_band": member.get_age_band_display(),
        },
        "name": {"name": member.name, "language": language_name(member.language, native=True)},
    }
    return {step: [_row(key, value) for key, value in rows.items()] for step, rows in said.items()}


def _row(key: str, value) -> dict:
    known = openables.get(key)
    title = known.title if known else TITLES[key]
    return {"key": key, "title": title, "said": value, "can_open": known is not None}


def _place(place) -> str:
    return place.name(get_language()) if place else ""


def _kinds(rows) -> str:
    chosen = set(rows.values_list("kind", flat=True))
    return listed([label for kind, label in Help.choices if kind in chosen])
