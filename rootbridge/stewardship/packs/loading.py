"""Loading a pack's sample data: places, offices, organisations, texts, members, needs and what came of them.

Everything stands in one transaction and is marked as sample. Loading twice changes nothing.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from rootbridge.base.core import findable, versions
from rootbridge.base.reference.countries import ensure_countries
from rootbridge.base.reference.models import Occupation, Place, Skill
from rootbridge.base.reference.place_import import load_places
from rootbridge.base.reference.starter import load_starter, skill_uri
from rootbridge.bridges.search.loading import load_synonyms
from rootbridge.people.offices.models import FocalPoint, Office
from rootbridge.people.organisations.models import Organisation
from rootbridge.shared.translation.languages.terms import load_terms
from rootbridge.shared.translation.recordings.loading import load_recordings
from rootbridge.subjects.help.loading import load_answers
from rootbridge.subjects.opportunities.models import Need, Proposal, Publication
from rootbridge.subjects.resources.loading import load_resources
from rootbridge.subjects.services.loading import load_elections, load_guides, load_links, load_steps

from .associations import reserve_names, write_associations
from .cases import write_cases, write_desks
from .communities import write_communities, write_list
from .community import write_community
from .focal_points import agreed, complete_focal_points, load_focal_points, write_meetings
from .history import write_history, write_questions
from .localities import write_localities
from .members import load_cast, load_members
from .models import Sample
from .pack import Pack
from .papers import write_papers
from .programmes import write_programmes
from .reports import write_reports
from .stories import write_stories
from .talks import write_talks
from .voices import name_trustees, write_voices

LOADING_LOCK = 7_451_002
MEMBERS = 302


def load(name: str, *, tell: Callable[[str], None] = lambda what: None) -> bool:
    """Load a pack by its name. Returns whether anything was loaded. Raises NoSuchPack."""
    pack = Pack.named(name)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING_LOCK])
        if Sample.objects.filter(pack=pack.name).exists():
            return False
        _facts(pack, tell)
        _bodies(pack, tell)
        _people_and_needs(pack, tell)
        versions.changed()
    return True


def _facts(pack, tell):
    tell("places, occupations and skills")
    ensure_countries()
    load_starter()
    load_places(pack.folder / "places.csv")


def _bodies(pack, tell):
    tell("offices and organisations")
    offices = load_offices(pack)
    offices += load_focal_points(pack)
    organisations = load_organisations(pack)
    load_resources()  # come with every platform, and stay
    tell("guides and answers")
    Sample.mark(pack.name, [*offices, *organisations])
    Sample.mark(pack.name, load_guides(pack.folder / "guides"))
    Sample.mark(pack.name, load_answers(pack.folder / "answers"))
    Sample.mark(pack.name, load_recordings(pack.folder / "recordings"))
    _planners(pack)
    if (pack.folder / "synonyms.json").exists():
        load_synonyms(pack.read("synonyms.json"))  # facts, which stay
    if (pack.folder / "glossary.csv").exists():
        load_terms(pack.folder / "glossary.csv")  # they stay too


def _planners(pack):
    """Where a pack has them: useful links, elections, the steps of the way back."""
    if (pack.folder / "links.json").exists():
        Sample.mark(pack.name, load_links(pack.read("links.json"), pack.country))
    if (pack.folder / "elections.json").exists():
        Sample.mark(pack.name, load_elections(pack.read("elections.json")))
    if (pack.folder / "plan.json").exists():
        Sample.mark(pack.name, load_steps(pack.read("plan.json")))


def _people_and_needs(pack, tell):
    tell("members")
    cast = load_cast(pack)
    members = load_members(pack, MEMBERS - len(cast))
    Sample.mark(pack.name, [*cast.values(), *members])
    tell("needs, and what came of them")
    needs = load_needs(pack, cast)
    Sample.mark(pack.name, needs)
    write_history(needs, members, cast)
    offices = {office.slug: office for office in Office.objects.all()}
    tell("questions in every state")
    Sample.mark(pack.name, write_questions(members, offices, cast))
    Sample.mark(pack.name, [*write_desks(pack, offices), *write_cases(pack, offices, cast)])
    Sample.mark(pack.name, write_papers(pack, offices, cast))
    write_meetings(pack)
    Sample.mark(pack.name, write_talks(pack, cast))
    tell("associations")
    reserve_names(pack)
    Sample.mark(pack.name, write_associations(pack, cast))
    Sample.mark(pack.name, write_communities(pack, members))
    Sample.mark(pack.name, write_list(pack))
    tell("stories")
    Sample.mark(pack.name, write_stories(pack, cast))
    if (pack.folder / "localities.json").exists():
        tell("pages of places")
        Sample.mark(pack.name, write_localities(pack, cast))
    complete_focal_points(pack)
    tell("programmes and applications")
    Sample.mark(pack.name, write_programmes(pack, cast, members))
    if (pack.folder / "community.json").exists():
        tell("groups, and who lets themselves be found")
        Sample.mark(pack.name, write_community(pack, cast, members))
    tell("what readers said")
    Sample.mark(pack.name, [*write_voices(pack, cast), *write_reports(pack, cast, members, needs)])
    if settings.ROOTBRIDGE_DEMO:
        name_trustees(pack, cast)  # their passphrase is known to everybody: in a demonstration only


def load_offices(pack) -> list[Office]:
    places = _places()
    made = []
    for row in pack.read("offices.json"):
        office = Office.objects.create(
            slug=row["slug"], kind=row["kind"], names=row["names"], place=places[row.get("place") or pack.country],
            serves=row.get("serves") or [], address=row.get("address", ""), phone=row.get("phone", ""),
            email=row.get("email", ""), hours=row.get("hours") or {}, languages=row.get("languages") or [],
            reply_days=row.get("reply_days") or 3,
        )  # fmt: skip
        for number, person in enumerate(row.get("people") or []):
            FocalPoint.objects.create(
                office=office, name=person["name"], functions=person["function"], is_first=number == 0,
                languages=office.languages, countries=office.serves, **agreed(),
            )  # fmt: skip
        findable.changed("offices.office", office.pk)
        made.append(office)
    return made


def load_organisations(pack) -> list[Organisation]:
    places = _places()
    offices = dict(Office.objects.values_list("slug", "pk"))
    made = []
    for row in pack.read("organisations.json"):
        person = (row.get("people") or [{"name": "", "function": {}}])[0]
        made.append(
            Organisation.objects.create(
                slug=row["slug"],
                kind=row["kind"],
                names=row["names"],
                about=row.get("about") or {},
                place=places[row["place"]],
                residence=places.get(row.get("residence") or ""),
                office_id=offices.get(row.get("office_slug") or ""),
                contact_name=person["name"],
                contact_functions=person["function"],
                state=row.get("state", "listed"),
            )  # fmt: skip
        )
    return made


def load_needs(pack, cast) -> list[Need]:
    """Needs with dates around today; published by one person and checked by another."""
    organisations = {row.slug: row for row in Organisation.objects.all()}
    places, skills = _places(), dict(Skill.objects.values_list("uri", "pk"))
    occupations = dict(Occupation.objects.groups().values_list("code", "pk"))
    today, now, made = timezone.localdate(), timezone.now(), []
    for number, row in enumerate(pack.read("needs.json")):
        written = now - timedelta(days=max(18, 50 - (row.get("answer_by_days") or 30)), hours=number)
        need = Need.objects.create(
            slug=slugify(f"{row['title'].get('en') or row['title'][row['original']]}")[:110] + f"-{number + 1}",
            kind=row["kind"], organisation=organisations[row["organisation"]], place=places[row["place"]],
            original=row["original"], titles=row["title"], leads=row["lead"], bodies=row["body"],
            pay=row.get("pay") or {}, licence=row.get("licence_note") or {}, languages=row.get("languages") or [],
            mode=row["mode"], hours=row.get("hours"), people_needed=row.get("people_needed") or 1,
            starts_on=_day(today, row.get("starts_in_days")), ends_on=_day(today, row.get("ends_in_days")),
            answer_by=_day(today, row.get("answer_by_days")), contact_name=row["contact"]["name"],
            contact_functions=row["contact"]["function"], author=cast["maria"], written_at=written,
        )  # fmt: skip
        need.skills.set([skills[skill_uri(key)] for key in row["skills"] if skill_uri(key) in skills])
        need.occupations.set([occupations[code] for code in row["occupations"] if code in occupations])
        Proposal.objects.create(need=need, by=cast["maria"], at=written)
        Publication.objects.create(
            need=need, by=cast["ion"], proposed_by=cast["maria"], at=written + timedelta(hours=20)
        )
        findable.changed("opportunities.need", need.pk)
        made.append(need)
    return made


def _day(today, days):
    return None if days is None else today + timedelta(days=days)


def _places() -> dict[str, Place]:
    return {place.code: place for place in Place.objects.all()}
