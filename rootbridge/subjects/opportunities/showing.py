"""What of a profile a member may show with an answer, what of it they did show, and what a stranger may read."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from rootbridge.base.core.text import search_key
from rootbridge.base.design.formats import bdi, country_name, listed
from rootbridge.base.reference.languages import language_name
from rootbridge.base.reference.models import Occupation, OccupationLabel, Place, SkillLabel
from rootbridge.people.members.models import Member

MOST_SKILLS = 8
SAME = 75  # of 100: two words are forms of one
GROUP = 4  # digits of the code of a group of occupations


class Offer(NamedTuple):
    """A part of the profile: its ``words`` as they would be shown, ``facts`` as they would be kept with the answer,
    and whether it ``fits`` what is asked."""

    key: str
    title: str
    words: str
    facts: list
    fits: bool


def offers(member, need) -> list[Offer]:
    """The parts of a profile that are filled in, in the reader's language. Five queries at most."""
    abilities = list(member.abilities.select_related("occupation"))
    asked_codes = set(need.occupations.values_list("code", flat=True))
    skills, asked_skills = _skills(member, need)
    spoken = list(member.languages.filter(can_speak=True).order_by("code").values_list("code", flat=True))
    home, living = member.home, member.living
    kept = {
        "name": [member.name] if member.name else [],
        "abilities": [[one.own_words, one.occupation_id] for one in abilities],
        "skills": skills,
        "languages": spoken,
        "home": [home.code] if home else [],
        "living": [living.code, member.living_city] if living else [],
    }
    fits = {
        "abilities": any(_is_asked(one.occupation, asked_codes) for one in abilities),
        "skills": asked_skills,
        "languages": bool(set(spoken) & set(need.languages)),
        "home": bool(home) and _same_district(home, need.place),
    }
    titles, said = _titles(), words_of({key: facts for key, facts in kept.items() if facts})
    return [Offer(key, titles[key], said[key], kept[key], fits.get(key, False)) for key in titles if said.get(key)]


def shown_in(answer) -> list[tuple[str, str]]:
    """(title, words) of what the member showed with an answer, in the reader's language. Three queries at most."""
    titles, said = _titles(), words_of(answer.profile)
    return [(titles[key], bdi(said[key])) for key in titles if key in answer.shown and said.get(key)]


def words_of(profile: dict) -> dict[str, str]:
    """{part: words} of facts kept of a profile."""
    language = get_language()
    pairs = [(one, None) if isinstance(one, str) else tuple(one) for one in profile.get("abilities", [])]
    named = _labels(OccupationLabel, "occupation", [number for _words, number in pairs if number], language)
    skills = _labels(SkillLabel, "skill", profile.get("skills", []), language)
    country, town = profile.get("living", [])[:1], profile.get("living", [])[1:]
    codes = [code for code in (*profile.get("home", []), *country) if code]
    places = {place.code: place.name(language) for place in Place.objects.filter(code__in=codes)} if codes else {}
    return {
        "name": listed(profile.get("name", [])),
        "abilities": listed([_with_label(words, named.get(number, "")) for words, number in pairs]),
        "skills": listed([skills[number] for number in profile.get("skills", []) if number in skills]),
        "languages": listed([language_name(code, language) for code in profile.get("languages", [])]),
        "home": listed([places[code] for code in profile.get("home", []) if code in places]),
        "living": ", ".join([*filter(None, town), *filter(None, [places.get(code) for code in country])]),
    }  # fmt: skip


def face_of(member, need) -> dict:
    """What the public page may say instead of a name, as fields of an answer: the occupation and country where at
    least ten members share both, the country alone where ten live there, else nothing. Three queries at most."""
    country = member.living.code if member.living else ""
    occupation = _likeliest(member, need)
    if country and occupation and _many(country, occupation.group_code):
        group = Occupation.objects.filter(code=occupation.group_code).first()
        return {"public_occupation": group, "public_country": country}
    return {"public_occupation": None, "public_country": country if country and _many(country) else ""}


def face_words(occupation_label: str, country: str) -> str:
    """ "nurse, Italy", "a member in Italy", "a member"."""
    if occupation_label and country:
        return _("%(occupation)s, %(country)s") % {"occupation": occupation_label, "country": country_name(country)}
    return _("a member in %(country)s") % {"country": country_name(country)} if country else _("a member")


def face_in_words(public_occupation, public_country) -> str:
    """The words for what `face_of` found. One query at most."""
    label = public_occupation.name(get_language()) if public_occupation else ""
    return face_words(label, public_country)


def public_words(answer) -> str:
    """What the public page says of whoever answered, once they are accepted."""
    if answer.is_named_in_public and answer.member.name:
        return answer.member.name
    return face_in_words(answer.public_occupation, answer.public_country)


def name_for_home(answer) -> str:
    """How home calls whoever answered: by name only where they showed it, and once the answer is opened."""
    if not answer.is_opened or "name" not in answer.shown:
        return ""
    return (answer.profile.get("name") or [""])[0]


def _titles() -> dict[str, str]:
    return {"name": _("My name"), "abilities": _("Work"), "skills": _("Skills"), "languages": _("Languages"),
            "home": _("From"), "living": _("Lives in")}  # fmt: skip


def _skills(member, need):
    """(skills to show, whether they are asked for): those that are asked for, else a few."""
    held = list(member.member_skills.order_by("skill_id").values_list("skill_id", flat=True))
    asked = set(need.skills.values_list("pk", flat=True)) if held else set()
    fitting = [number for number in held if number in asked]
    return fitting or held[:MOST_SKILLS], bool(fitting)


def _is_asked(occupation, asked_codes) -> bool:
    return occupation is not None and any(occupation.code.startswith(code) for code in asked_codes)


def _same_district(home, place) -> bool:
    return home.path.split("/")[:2] == place.path.split("/")[:2]


def _labels(model, noun, numbers, language) -> dict[int, str]:
    return model.objects.filter(**{f"{noun}__in": numbers}).shown(language) if numbers else {}


def _with_label(own_words, label) -> str:
    """The name of the occupation in brackets, where the own words do not say the same in another form."""
    is_said = not label or fuzz.partial_ratio(search_key(label), search_key(own_words)) >= SAME
    return own_words if is_said else f"{own_words} ({label})"


def _likeliest(member, need):
    """The occupation that is asked for, else the first that was recognised."""
    known = [one.occupation for one in member.abilities.select_related("occupation").order_by("pk") if one.occupation]
    asked = set(need.occupations.values_list("code", flat=True)) if known else set()
    return next((one for one in known if _is_asked(one, asked)), known[0] if known else None)


def _many(country, group="") -> bool:
    """Do enough members share this that nobody is told by it?"""
    members = Member.objects.active().living_in(country)
    if group:
        members = members.filter(Q(abilities__occupation__code__startswith=group[:GROUP]))
    return members.aggregate(number=Count("pk", distinct=True))["number"] >= settings.ROOTBRIDGE_SMALL_CELL
