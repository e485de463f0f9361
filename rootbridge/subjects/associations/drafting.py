"""From a registration to an organisation: its address, its ties, who speaks for it."""

from django.utils import timezone
from django.utils.text import slugify

from rootbridge.base.core.names import in_language
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Officer, Organisation, Tie
from rootbridge.people.organisations.skeletons import spoken

SHORTEST_ADDRESS = 3
# Addresses that are pages of their own beside those of associations.
RESERVED_ADDRESSES = frozenset({"register", "mine", "map", "print", "import", "new", "search", "claim", "officer"})


def free_address(names: dict) -> str:
    """A slug that no page has or had."""
    words = slugify(spoken(in_language(names)))[:60].strip("-")
    base = words if len(words) >= SHORTEST_ADDRESS else "association"
    with_that = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in with_that or slug in RESERVED_ADDRESSES or Organisation.objects.filter(
        former_addresses__slug=slug
    ).exists():  # fmt: skip
        number += 1
        slug = f"{base}-{number}"
    return slug


def make_organisation(draft, *, by) -> Organisation:
    """What a registration says, as an organisation with its ties and who speaks for it; nobody sees it yet."""
    said = draft.answers
    places = {place.code: place for place in Place.objects.filter(
        code__in=[*said["home"], *(code for code, _town in said["here"])]
    )}  # fmt: skip
    home = [places[code] for code in said["home"] if code in places]
    here = [(places[code], town) for code, town in said["here"] if code in places]
    names = {said.get("language") or draft.language: said["name"]}
    if said.get("name_also") and said.get("language_also"):
        names.setdefault(said["language_also"], said["name_also"])
    organisation = Organisation.objects.create(
        slug=free_address(names), kind=said["kind"], names=names, place=home[0], author=by, languages=list(names),
        about={said.get("about_language") or draft.language: said["about"]}, works_on=said.get("works_on") or [],
        facts=_facts(said, by), confirmed_at=timezone.now(), **_contacts(said),
    )  # fmt: skip
    Tie.settle(organisation, by=by, home=home, here=here)
    Officer.objects.create(
        organisation=organisation, member=by, name=said["speaker"], email=by.email, function=said["function"],
        may_edit=True, agreed_at=timezone.now(), is_public=bool(said.get("is_public")),
    )  # fmt: skip
    draft.papers.update(organisation=organisation, by=by)
    return organisation


def _contacts(said) -> dict:
    shown = [way for way in ("email", "phone") if said.get(f"show_{way}") and said.get(way)]
    shown += [way for way in ("website", "social") if said.get(way)]
    social = [said["social"]] if said.get("social") else []
    return {"email": said.get("email", ""), "phone": said.get("phone", ""), "website": said.get("website", ""),
            "social": social, "shown": shown}  # fmt: skip


def _facts(said, by) -> dict:
    facts = dict(said.get("facts") or {})
    if facts.get("fair"):
        facts |= {"fair_on": timezone.localdate().isoformat(), "fair_by": said["speaker"]}
    return facts
