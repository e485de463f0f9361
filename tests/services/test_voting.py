"""Voting abroad: neutral, current, and nobody is written down who looks."""

from datetime import timedelta

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from rootbridge.base.core.bearings import COOKIE
from rootbridge.subjects.services.importing import Refused, load_places, read_places
from rootbridge.subjects.services.models import Election, PollingPlace
from tests.architecture.test_reading import WRITES
from tests.services.factories import make_election

PLACES = [("IT", "Roma", "Via 1"), ("IT", "Torino", "Via 2"), ("DE", "Berlin", "Straße 1")]
HEAD = "country,city,name,address,opens,closes,time_zone,latitude,longitude,without_steps\n"
ROME = "IT,Roma,Embassy,Via 1,07:00,21:00,,41.9,12.5,yes\n"


@pytest.fixture
def election(cast):
    return make_election(cast, places=PLACES)


def read(address, living="", **asked):
    client = Client()
    if living:
        client.cookies[COOKIE] = f"{living}.abroad."
    return client.get(address, asked)


def test_what_comes_stands_on_the_page_and_what_is_over_in_the_archive(cast, election):
    old = make_election(cast, in_days=-1, places=[("IT", "Roma", "Via 9")])
    today = make_election(cast, in_days=0)
    page = read("/en/services/voting/").content.decode()
    assert election.name in page and today.name in page and old.name not in page
    archive = read("/en/services/voting/past/").content.decode()
    assert old.name in archive and election.name not in archive
    over = read(f"/en/services/voting/{old.slug}/").content.decode()
    assert "This election is over" in over and "Via 9" not in over
    assert read(f"/en/services/voting/{old.slug}/dates.ics").status_code == 404


def test_with_no_election_it_says_so(cast):
    assert "No election is announced" in read("/en/services/voting/").content.decode()


def test_places_are_those_of_the_readers_country_first(election):
    address = f"/en/services/voting/{election.slug}/"
    assert "Via 1" not in read(address).content.decode()
    own = read(address, "IT").content.decode()
    assert "Via 1" in own and "Via 2" in own and "Straße 1" not in own
    chosen = read(address, "IT", country="DE").content.decode()
    assert "Straße 1" in chosen and "Via 1" not in chosen
    city = read(address, country="IT", city="Torino").content.decode()
    assert "Via 2" in city and "Via 1" not in city
    assert "None is named in France" in read(address, "FR").content.decode()
    assert read(address, country="<script>", city="%00x").status_code in (200, 400)


def test_nobody_is_written_down_who_looks(election, django_assert_num_queries):
    """No row, no cookie: whatever is asked, in whatever way."""
    seen = []

    def note(execute, sql, params, many, context):
        if WRITES.match(sql if isinstance(sql, str) else sql.as_string(None)):
            seen.append(sql)
        return execute(sql, params, many, context)

    client = Client()
    address = f"/ro/services/voting/{election.slug}/"
    with connection.execute_wrapper(note):
        for path, asked in (
            ("/ro/services/voting/", {}), ("/ro/services/voting/past/", {}), (address, {}),
            (address, {"country": "IT", "city": "Roma"}), (address + "dates.ics", {}),
        ):  # fmt: skip
            answer = client.get(path, asked)
            assert answer.status_code == 200
            assert not answer.cookies
            assert b"page-question" not in answer.content, "no box that counts"
        hx = {"HX-Request": "true", "HX-Target": "places"}
        assert not client.get(address, {"country": "IT"}, headers=hx).cookies
    assert seen == []
    assert not client.cookies


def test_the_days_as_a_calendar(election):
    answer = read(f"/en/services/voting/{election.slug}/dates.ics")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["uid"]) for event in events} == {
        f"election-{election.slug}-voting-1@127.0.0.1", f"election-{election.slug}-registering_ends-1@127.0.0.1",
    }  # fmt: skip
    assert all(event.walk("VALARM") for event in events)
    again = read(f"/en/services/voting/{election.slug}/dates.ics")
    assert again.content == answer.content, "the same bytes while nothing changes"


def test_machines_read_it_as_an_event(election):
    page = read(f"/en/services/voting/{election.slug}/").content.decode()
    assert '"@type": "Event"' in page and election.first_on.isoformat() in page


def sheet(*lines, head=HEAD):
    return (head + "".join(lines)).encode()


def test_a_sheet_is_loaded_twice_without_doubling(cast, election):
    rows = read_places(sheet(ROME, "FR,Paris,Embassy,Rue 1,8:00,20.00,Europe/Paris,,,\n"))
    tried = load_places(election, rows, by=cast.esi, only_try=True)
    assert (tried.added, tried.changed, len(tried.missing)) == (1, 1, 2)
    assert PollingPlace.objects.count() == 3, "only tried"
    load_places(election, rows, by=cast.esi, only_try=False)
    again = load_places(election, rows, by=cast.esi, only_try=False)
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    assert PollingPlace.objects.count() == 4
    load_places(election, rows, by=cast.esi, only_try=False, clear=True)
    assert set(PollingPlace.objects.values_list("city", flat=True)) == {"Roma", "Paris"}
    assert PollingPlace.objects.get(city="Paris").zone == "Europe/Paris"


@pytest.mark.parametrize(
    ("line", "said"),
    [("XX,Roma,E,Via,07:00,21:00,,,,\n", "no country"), ("IT,,E,Via,07:00,21:00,,,,\n", "empty"),
     ("IT,Roma,E,Via,25:00,26:00,,,,\n", "no time of day"), ("IT,Roma,E,Via,21:00,07:00,,,,\n", "closes before"),
     ("IT,Roma,E,Via,07:00,21:00,Mars/Base,,,\n", "no time zone"),
     ("IT,Roma,E,Via,07:00,21:00,../../etc/passwd,,,\n", "no time zone"),
     ("IT,Roma,E,Via,07:00,21:00,,95,12,\n", "no latitude"), ("IT,Roma,E,Via,07:00,21:00,,NaN,12,\n", "no latitude"),
     ("IT,Roma,E,Via,07:00,21:00,,41.9,,\n", "both"), (f"IT,{'R' * 81},E,Via,07:00,21:00,,,,\n", "longer"),
     (ROME, "line 2 already"), ("IT,Roma,E,Via,١٢:٠٠,x,,,,\n", "no time of day")],
)  # fmt: skip
def test_a_sheet_with_a_fault_is_refused_whole_with_its_line(line, said):
    with pytest.raises(Refused) as refused:
        read_places(sheet(ROME, line))
    assert [number for number, _reason in refused.value.faults] == [3]
    assert said in refused.value.faults[0][1]


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "missing"), (b"city,name\nRoma,E\n", "country"), (HEAD.encode(), "no place"),
     ("IT;Roma;Căsuță".encode("utf-16"), "UTF-8"), (b"\xff\xfe\x00", "UTF-8"), (b"x" * 1_100_000, "too large"),
     (HEAD.encode() + b'IT,"Roma', "empty"), (HEAD.strip().encode() + b"\rIT,Roma", "no CSV"),
     (b"x" * 140_000, "no CSV")],
)  # fmt: skip
def test_what_is_no_sheet_is_told(body, said):
    with pytest.raises(Refused) as refused:
        read_places(body)
    assert said in refused.value.faults[0][1]


def test_semicolons_and_a_mark_of_excel_are_read():
    rows = read_places(b"\xef\xbb\xbf" + (HEAD + ROME).replace(",", ";").encode())
    assert rows[0]["city"] == "Roma"


def test_the_back_office_loads_shows_and_gives_it_back(cast, election):
    client = cast.enter(cast.esi)
    page = f"/manage/voting/{election.pk}/places/"
    bad = client.post(page, {"sheet": SimpleUploadedFile("p.csv", sheet("XX,R,E,V,1,2,,,,\n"))})
    assert bad.status_code == 422 and "Line 2:" in bad.content.decode()
    tried = client.post(page, {"sheet": SimpleUploadedFile("p.csv", sheet(ROME)), "only_try": "on"})
    assert tried.status_code == 200 and "Nothing has changed yet" in tried.content.decode()
    assert client.post(page, {}).status_code == 422
    done = client.post(page, {"sheet": SimpleUploadedFile("p.csv", sheet(ROME)), "clear": "on"})
    assert done.status_code == 302
    assert PollingPlace.objects.get().name == "Embassy"
    given = client.get(page + "sheet/").content
    assert read_places(given) == read_places(sheet(ROME.replace(",,", ",Europe/Rome,", 1)))


def test_an_election_is_written_with_its_days(cast):
    client, day = cast.enter(cast.esi), timezone.localdate() + timedelta(days=60)
    said = {"names_en": "A vote", "abouts_en": "On what", "papers_en": "Passport", "registering_en": "Online",
            "office": "bureau", "kind_0": "voting", "from_0": day.isoformat()}  # fmt: skip
    assert client.post("/manage/voting/new/", said | {"kind_0": "results"}).status_code == 422
    assert client.post("/manage/voting/new/", said | {"until_0": "2020-01-01"}).status_code == 422
    assert client.post("/manage/voting/new/", said | {"source": "http://[::1"}).status_code == 422
    for far in ({"from_0": "9999-12-31"}, {"until_0": "9999-12-31"}, {"from_0": "0001-01-01"}):
        assert "Write the day as" in client.post("/manage/voting/new/", said | far).text
    assert client.post("/manage/voting/new/", said).status_code == 302
    election = Election.objects.get()
    assert (election.first_on, election.last_on, election.slug) == (day, day, f"a-vote-{day.year}")
    page = f"/manage/voting/{election.pk}/"
    assert "A vote" in client.get(page).content.decode()
    client.post(page, said | {"names_en": "The vote", "kind_1": "results", "from_1": day.isoformat()})
    election.refresh_from_db()
    assert (election.name, election.dates.count()) == ("The vote", 2)
    client.post(page, {"do": "remove"})
    assert not Election.objects.exists()


def test_only_who_may_keeps_elections(cast, election):
    for person in (cast.amina, cast.bilal, cast.dana):
        assert cast.enter(person).get("/manage/voting/").status_code == 404
        assert cast.enter(person).post(f"/manage/voting/{election.pk}/", {"do": "remove"}).status_code == 404
    assert Election.objects.exists()
