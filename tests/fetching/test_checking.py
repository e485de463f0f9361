"""What an address answers is read rightly, certificates are looked at, and one failure breaks nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rootbridge.base.fetching import registry
from rootbridge.base.fetching.checking import Finding, agent, check
from rootbridge.base.fetching.fetcher import Unreachable, fetch
from rootbridge.base.fetching.models import Address
from rootbridge.base.fetching.rounds import gather, go_round
from tests.fetching.webs import PUBLIC, Web, make_certificate, site

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def page(routes):
    return lambda method, host, path: routes.get((method, path)) or routes.get(path) or (404, {}, b"")


def look(routes, path="/", host="gov.example"):
    with site(page(routes)) as port:
        web = Web({"gov.example": [PUBLIC], "new.example": [PUBLIC]}, {80: port})
        return check(f"http://{host}{path}", network=web)


FINE = (200, {}, b"words")


def test_what_is_fine_is_fine():
    assert look({"/": FINE}) == Finding("fine", "", 200)


def test_who_does_not_know_head_is_asked_again():
    assert look({("HEAD", "/"): (405, {}, b""), ("GET", "/"): FINE}).kind == "fine"
    assert look({("HEAD", "/"): (404, {}, b""), ("GET", "/"): FINE}).kind == "fine"


def test_a_door_that_does_not_open_to_machines_is_there():
    assert look({"/": (403, {}, b"")}) == Finding("fine", "shut", 403)


def test_what_is_gone_is_told_from_trouble():
    assert look({}).reason == "gone"
    assert look({"/": (503, {}, b"")}).reason == "trouble"


def test_only_a_permanent_redirect_is_a_move():
    moved = {"/": (301, {"Location": "http://new.example/there"}, b""), "/there": FINE}
    assert look(moved) == Finding("moved", "moved", 200, "http://new.example/there")
    assert look(moved | {"/": (302, {"Location": "http://new.example/there"}, b"")}).kind == "fine"
    then_away = {"/": (308, {"Location": "/b"}, b""), "/b": (302, {"Location": "/c"}, b""), "/c": FINE}
    assert look(then_away).moved_to == "http://gov.example/b"
    assert look({"/": (301, {"Location": "/gone"}, b"")}).reason == "gone"


def test_a_circle_ends():
    assert look({"/": (301, {"Location": "/"}, b"")}).reason == "hops"


def test_a_name_that_is_not_there():
    assert check("http://no-such-name.invalid/", network=Web()).reason == "name"


@pytest.mark.parametrize(
    ("served", "days", "trusted", "reason"),
    [("gov.example", 30, True, ""), ("gov.example", -1, True, "expired"), ("other.example", 30, True, "other_name"),
     ("gov.example", 30, False, "unknown_issuer")],
)  # fmt: skip
def test_a_certificate_is_looked_at(tmp_path, served, days, trusted, reason):
    path = make_certificate(tmp_path, name=served, days=days)
    with site(page({"/": FINE}), certificate=path) as port:
        web = Web({"gov.example": [PUBLIC]}, {443: port}, trusted=path if trusted else "")
        found = check("https://gov.example/", network=web)
    assert (found.kind, found.reason) == (("certificate", reason) if reason else ("fine", ""))


def test_nothing_is_read_beyond_the_limit_or_the_time():
    with site(page({"/": (200, {}, b"x" * 500_000)})) as port:
        web = Web({"gov.example": [PUBLIC]}, {80: port})
        assert len(fetch("http://gov.example/", agent="test", most=1000, network=web).body) == 1000
        with pytest.raises(Unreachable):
            fetch("http://gov.example/", agent="test", patience=0, network=web)


def test_it_says_who_it_is():
    heard = {}

    def answer(method, host, path):
        heard[method] = host
        return FINE

    with site(answer) as port:
        check("http://gov.example/a?b=ț", network=Web({"gov.example": [PUBLIC]}, {80: port}))
    assert heard == {"HEAD": "gov.example"}
    assert "link checker" in agent()


@pytest.fixture
def address(db):
    return Address.objects.create(url="https://gov.example/")


GONE = Finding("failed", "gone", 404)


def test_one_failure_breaks_nothing_several_over_days_do(address):
    now = timezone.now()
    for hours in (0, 1, 2, 30):
        address.note(GONE, now=now + hours * HOUR)
        assert address.state == "new"
    address.note(GONE, now=now + 4 * DAY)
    assert address.is_broken
    address.note(Finding("fine", "", 200), now=now + 5 * DAY)
    assert (address.state, address.failures, address.failing_since) == ("fine", 0, None)


def test_an_inner_address_is_broken_at_once(address):
    assert address.note(Finding("failed", "inner"), now=timezone.now()).is_broken


def test_a_certificate_is_said_after_the_second_look(address):
    now = timezone.now()
    assert address.note(Finding("certificate", "expired"), now=now).state == "new"
    assert address.note(Finding("certificate", "expired"), now=now + DAY).state == "certificate"
    assert address.get_reason_display() == "Its certificate has expired."


def test_who_names_an_address_hears_of_its_state(address):
    heard = []
    registry.listen(heard.append)
    try:
        address.note(Finding("moved", "moved", 200, "https://new.example/"), now=timezone.now())
    finally:
        registry._listeners.remove(heard.append)
    assert heard == [["https://gov.example/"]]


def test_the_list_follows_the_pages(db):
    now = timezone.now()
    assert Address.objects.gather(["https://a.example/", "https://b.example/"], now) == 2
    assert Address.objects.gather(["https://b.example/", "https://c.example/"], now) == 2
    assert set(Address.objects.values_list("url", flat=True)) == {"https://b.example/", "https://c.example/"}
    assert gather(now) >= 0


def test_a_round_pauses_between_knocks_at_one_host(db):
    now, slept = timezone.now(), []
    Address.objects.gather(["http://gov.example/a", "http://gov.example/b", "http://new.example/"], now)
    with site(page({"/a": FINE, "/b": FINE, "/": FINE})) as port:
        web = Web({"gov.example": [PUBLIC], "new.example": [PUBLIC]}, {80: port})
        assert go_round(now, network=web, sleep=slept.append) == 3
        assert go_round(now, network=web, sleep=slept.append) == 0, "nothing is due again so soon"
    assert len(slept) == 1 and 5 < slept[0] <= 10
    assert set(Address.objects.values_list("state", flat=True)) == {"fine"}


def test_a_line_that_is_down_is_held_against_nobody(db):
    now = timezone.now()
    Address.objects.gather([f"http://nobody-{number}.invalid/" for number in range(4)], now)
    assert go_round(now, network=Web(), sleep=lambda seconds: None) == 0
    assert set(Address.objects.values_list("failures", flat=True)) == {0}
    assert not Address.objects.due(now).exists()


def test_what_a_long_round_has_in_hand_is_given_to_nobody_else(db):
    now, clock, others = timezone.now(), [0.0], []
    Address.objects.gather([f"http://gov.example/{number}" for number in range(4)], now)

    def slow(_seconds):
        clock[0] += 400.0
        at = now + timedelta(seconds=clock[0])
        others.append(Address.objects.filter(next_at__lte=at, next_at__gt=now).count())

    with site(page({f"/{number}": FINE for number in range(4)})) as port:
        web = Web({"gov.example": [PUBLIC]}, {80: port})
        assert go_round(now, network=web, sleep=slow, clock=lambda: clock[0]) == 4
    assert others == [0, 0, 0]
    assert set(Address.objects.values_list("state", flat=True)) == {"fine"}
