"""What a file would do, without doing it: offices and people to add or change, and each line that is wrong with the
reason. A file with anything wrong does nothing."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from rootbridge.base.core.text import search_key
from rootbridge.people.offices.models import FocalPoint, Office

from . import cells
from .columns import NEEDED
from .sheet import Refused, head_of, is_formula, lines_of

MOST_FAULTS = 50


@dataclass
class Item:
    """One thing a file would do. ``thing``: the office or person that is there, None for a new one; ``facts``: what
    would be written; ``before``: what stood there of what changes; ``owner``: of a person, the item of the office."""

    line: int
    title: str
    facts: dict
    thing: object = None
    before: dict = field(default_factory=dict)
    owner: "Item | None" = None

    @property
    def what(self) -> str:
        """``added``, ``changed`` or ``same``."""
        return "added" if self.thing is None else "changed" if self.before else "same"


@dataclass
class Plan:
    """``faults``: [(line, reason)], at most fifty of ``wrong``."""

    headings: list[str] = field(default_factory=list)
    offices: list[Item] = field(default_factory=list)
    people: list[Item] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    wrong: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            f"{name}_{what}": sum(item.what == what for item in items)
            for name, items in (("offices", self.offices), ("people", self.people))
            for what in ("added", "changed", "same")
        }

    @property
    def does_something(self) -> bool:
        return not self.wrong and any(item.what != "same" for item in (*self.offices, *self.people))

    def refuse(self, line: int, reason: str) -> None:
        self.wrong += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append((line, reason))


def plan_of(batch) -> Plan:
    """What a batch would do now. Never raises: a file that cannot be read has its reason among the faults."""
    plan = Plan()
    try:
        plan.headings = head_of(batch.name, bytes(batch.body))
        _check_mapping(plan, batch.mapping)
        if not plan.wrong:
            _Reader(plan, batch).read()
    except Refused as refused:
        for line, reason in refused.faults:
            plan.refuse(line, reason)
    if not plan.wrong and not plan.offices:
        plan.refuse(0, _("The file holds no office."))
    return plan


def _check_mapping(plan, mapping):
    unknown = sorted(set(mapping.values()) - set(plan.headings))
    lacking = [key for key in NEEDED if not mapping.get(key)]
    if unknown or lacking:
        plan.refuse(1, _("Say which columns hold the office, its kind and its place."))


class _Reader:
    """Reads a file line by line against what is there; a handful of queries, however long it is."""

    def __init__(self, plan: Plan, batch):
        self.plan, self.batch = plan, batch
        self.places = cells.Places()
        offices = Office.objects.select_related("place")
        self.known = {_office_key(office.kind, office.place_id, name): office
                      for office in offices for name in office.names.values()}  # fmt: skip
        self.slugs = {office.slug: office for office in offices}
        people = FocalPoint.objects.filter(declined_at=None).select_related("office")
        self.people = {(one.office_id, search_key(one.name)): one for one in people}
        self.people |= {(one.office_id, one.email): one for one in people if one.email}
        self.items, self.seen = {}, {}

    def read(self):
        rows = lines_of(self.batch.name, bytes(self.batch.body))
        _line, headings = next(rows)
        place_of = {key: headings.index(heading) for key, heading in self.batch.mapping.items() if heading}
        for line, row in rows:
            if len(row) < len(headings) or any(row[len(headings) :]):
                said = {"there": len(row), "wanted": len(headings)}
                self.plan.refuse(line, _("This line has %(there)s cells and the first line %(wanted)s.") % said)
                continue
            if formula := next((cell for cell in row if is_formula(cell)), ""):
                self.plan.refuse(line, _("“%(words)s” is a formula. Write its value.") % {"words": formula[:40]})
                continue
            try:
                self._take(line, {key: row[number] for key, number in place_of.items()})
            except ValueError as error:
                self.plan.refuse(line, str(error))

    def _take(self, line: int, row: dict):
        """Raises ValueError with what to mend, in words."""
        office = self._office(line, row)
        if row.get("person"):
            self._person(line, row, office)
        elif row.get("email"):
            raise ValueError(_("There is an e-mail of a person without a name."))

    def _office(self, line, row) -> Item:
        facts = cells.office_facts(row, self.places)
        self._check_scope(facts)
        thing = self.slugs.get(row["office"])
        if thing is None:
            thing = self.known.get(_office_key(facts["kind"], facts["place"].pk, row["office"]))
        else:
            facts.pop("names")
        if thing is not None:
            self._check_scope({"place": thing.place, "serves": thing.serves})
        key = ("known", thing.pk) if thing else _office_key(facts["kind"], facts["place"].pk, row["office"])
        if key in self.items:
            return self.items[key]
        title = thing.name if thing else row["office"]
        facts = {name: value for name, value in facts.items() if name != "names" or thing is None}
        item = Item(line, title, facts, thing, _before(thing, facts))
        self.items[key] = item
        self.plan.offices.append(item)
        return item

    def _check_scope(self, facts):
        """Inside the place, or for the country, that whoever brought it administers."""
        path, land = self.batch.scope_path, self.batch.scope_residence
        if path and not facts["place"].path.startswith(path):
            raise ValueError(_("“%(place)s” is not yours to change.") % {"place": facts["place"].name("en")})
        if land and facts["serves"] != [land]:
            raise ValueError(_("“%(place)s” is not yours to change.") % {"place": ", ".join(facts["serves"]) or "-"})

    def _person(self, line, row, office: Item):
        facts = cells.person_facts(row, self.places)
        path = self.batch.scope_path
        if path and facts.get("territory") and not facts["territory"].path.startswith(path):
            raise ValueError(_("“%(place)s” is not yours to change.") % {"place": row["territory"]})
        key = (id(office), facts["email"] or search_key(facts["name"]))
        if key in self.seen:
            raise ValueError(_("The same person stands in line %(line)s already.") % {"line": self.seen[key]})
        self.seen[key] = line
        thing = self._known(office.thing, facts) if office.thing else None
        if thing and thing.confirmed_at and search_key(thing.name) != search_key(facts["name"]):
            raise ValueError(_("This address has confirmed under another name. They change it on their own page."))
        self.plan.people.append(Item(line, facts["name"], facts, thing, _before(thing, facts), office))

    def _known(self, office, facts):
        """By the address; by the name where either side has none."""
        found = self.people.get((office.pk, facts["email"])) if facts["email"] else None
        called = self.people.get((office.pk, search_key(facts["name"])))
        is_free = called is not None and not (called.email and facts["email"])
        return found or (called if is_free else None)


def _office_key(kind: str, place: int, name: str) -> tuple:
    return kind, place, search_key(name)


def _before(thing, facts: dict) -> dict:
    """What stands there of what would change; what the file leaves empty stays as it is."""
    if thing is None:
        return {}
    return {
        name: getattr(thing, name) for name, value in facts.items()
        if value not in ("", None, [], {}) and getattr(thing, name) != value
    }  # fmt: skip
