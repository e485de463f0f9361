"""Nobody gives more than they hold: every kind of role, every scope, every last day."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rootbridge.people.members.models import RoleKind
from rootbridge.people.members.reach import GRANTS, Reach, Scope

DAY = date(2026, 11, 21)
WHERE = [
    {"is_everywhere": True},
    {"path": "MD/"},
    {"path": "MD/MD-OR/"},
    {"path": "MD/MD-OR/MD-OR-peresecina/"},
    {"path": "MD/MD-SO/"},
    {"residence": "IT"},
    {"residence": "FR"},
    {"body": "organisation:1"},
    {"body": "office:1"},
    {"body": "office:1", "path": "MD/MD-OR/"},
    {"body": "office:2", "residence": "IT"},
]
LAST_DAYS = [None, DAY, DAY + timedelta(days=30)]
HELD = [
    {key: value for key, value in where.items() if key == list(where)[0]} for where in WHERE
]  # a role has one scope, and a body is held by its key


def inside(held: dict, wanted: dict) -> bool:
    """Is the wanted scope inside the held one? Written apart from the code it judges."""
    if held.get("is_everywhere"):
        return True
    if wanted.get("is_everywhere"):
        return False
    if "path" in held:
        return wanted.get("path", "").startswith(held["path"])
    key = "residence" if "residence" in held else "body"
    return wanted.get(key) == held[key]


@pytest.mark.parametrize("mine", RoleKind.values)
@pytest.mark.parametrize("held", HELD, ids=str)
def test_no_role_gives_a_kind_or_a_scope_or_a_day_beyond_its_own(mine, held):
    for theirs, wanted, my_end, their_end in product(RoleKind.values, WHERE, LAST_DAYS, LAST_DAYS):
        reach = Reach([Scope(mine, 1, until=my_end, **held)])
        outlives = my_end is not None and (their_end is None or their_end > my_end)
        expected = theirs in GRANTS.get(mine, ()) and inside(held, wanted) and not outlives
        assert reach.may_grant(theirs, until=their_end, **wanted) is expected


scopes = some.builds(
    lambda kind, where, until: Scope(kind, 1, until=until, **where),
    some.sampled_from(RoleKind.values), some.sampled_from(HELD), some.sampled_from(LAST_DAYS),
)  # fmt: skip


@given(mine=some.lists(scopes, max_size=4), chain=some.lists(scopes, min_size=1, max_size=3))
def test_a_chain_of_gifts_never_reaches_where_the_first_giver_did_not(mine, chain):
    """What I give, and what those I gave to give on, stays inside what I held."""
    first, holder = Reach(mine), Reach(mine)
    for link in chain:
        where = {"is_everywhere": link.is_everywhere, "path": link.path, "residence": link.residence, "body": link.body}
        if not holder.may_grant(link.kind, until=link.until, **where):
            return
        assert any(inside(_held(scope), where) for scope in first.scopes)
        assert any(scope.until is None or (link.until and link.until <= scope.until) for scope in first.scopes)
        holder = Reach([link])


def _held(scope):
    return {key: value for key in ("is_everywhere", "path", "residence", "body") if (value := getattr(scope, key))}


def test_one_role_never_lends_its_scope_to_another():
    """Everywhere as an editor and Orhei as a representative is not representative everywhere."""
    reach = Reach([Scope("editor", 1, is_everywhere=True), Scope("local_representative", 2, path="MD/MD-OR/")])
    assert reach.may_grant("local_representative", path="MD/MD-OR/MD-OR-orhei/")
    assert not reach.may_grant("local_representative", path="MD/MD-SO/")
    assert not reach.may_grant("editor", path="MD/MD-OR/")


def test_an_empty_reach_gives_nothing():
    assert not any(Reach().may_grant(kind, **where) for kind, where in product(RoleKind.values, WHERE))
