"""From below: what readers say of a place, the seven days, the decision, the limits."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from rootbridge.base.mail.models import Letter
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.localities.actions import hand_up
from rootbridge.subjects.localities.digest import send_digests
from rootbridge.subjects.localities.models import Caretaker, Contribution, Entry, Following, MovedOn, NotAsleep, Page
from rootbridge.subjects.localities.permissions import may_contribute, may_decide_contribution
from tests.cast import give_role, make_member
from tests.localities.factories import bring_news, kept, make_entry, past, say
from tests.opportunities.factories import make_need
from tests.stories.factories import photo

PERESECINA = "/en/localities/md-or-peresecina/"


def typed(**more):
    return {"ticket": str(uuid4()), "second": str(uuid4()), "title": "The road is mended", "body": "", "language": "en",
            "credit": "Amina", "on": "", "link": "", "source": "", **more}  # fmt: skip


def test_only_people_from_there_say_something_and_twice_is_once(cast):
    place = cast.places["MD-OR-peresecina"]
    assert may_contribute(cast.amina, place) and may_contribute(cast.bilal, place)
    assert not may_contribute(cast.chidi, place) and not may_contribute(cast.amina, cast.places["MD-SO"])
    stranger = cast.enter(cast.chidi)
    assert stranger.get(f"{PERESECINA}add/news/").status_code == 302
    assert "Only people from here" in stranger.get(f"{PERESECINA}add/").content.decode()
    assert cast.enter(cast.amina).get(f"{PERESECINA}add/priority/").status_code == 404
    said = typed()
    for _again in range(2):
        assert cast.enter(cast.amina).post(f"{PERESECINA}add/news/", said).status_code == 302
    entry = Entry.objects.get()
    assert not entry.is_confirmed and entry.credit == "Amina" and entry.contributions.count() == 1
    assert Notice.objects.filter(kind="localities.to_check", member=cast.dana).count() == 1
    page = cast.enter(cast.nobody).get(PERESECINA).content.decode()
    assert "The road is mended" in page and "not yet confirmed" in page and "Amina" in page


@pytest.mark.parametrize(("kind", "wrong", "told"), [
    ("investment", {"amount": "a lot", "state": "planned"}, "You wrote “a lot”"),
    ("investment", {"amount": "-5", "state": "planned"}, "Write an amount"),
    ("investment", {"amount": "0", "state": "planned"}, "between 1 and"),
    ("investment", {"amount": "9" * 14, "state": "planned"}, "between 1 and"),
    ("investment", {"state": ""}, "Choose one of these"),
    ("investment", {"state": "planned", "on_state": "2999-01-01"}, "between 1990 and today"),
    ("investment", {"state": "planned", "from_year": "2027", "to_year": "2020"}, "cannot end before"),
    ("investment", {"state": "planned", "from_year": "12"}, "four figures"),
    ("news", {"on": "31.02.2026"}, "There is no such day"),
    ("news", {"title": "\u202e \x00"}, "Write something here"),
    ("news", {"credit": ""}, "Write the name"),
    ("facility", {"facility": "clinic", "position": "here"}, "You wrote “here”"),
    ("facility", {"facility": "clinic", "position": "200, 4"}, "from -90 to 90"),
    ("facility", {"facility": "castle"}, "Choose one of these"),
    ("picture", {}, "Choose a photo first"),
    ("news", {"organisation": "1"}, "Choose one of these"),
])  # fmt: skip
def test_wrong_input_gets_a_clear_answer_and_loses_nothing(cast, kind, wrong, told):
    user = cast.bilal if "organisation" in wrong else cast.amina
    wrong = wrong | {"organisation": str(cast.hospital.pk)} if "organisation" in wrong else wrong
    answer = cast.enter(user).post(f"{PERESECINA}add/{kind}/", typed(currency="MDL", people_agreed="on") | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page
    assert not Entry.objects.exists()
    assert "title" in wrong or "The road is mended" in page


def test_a_photo_is_drawn_anew_a_bomb_and_no_picture_are_refused(cast):
    client = cast.enter(cast.amina)
    for name, form in (("page.html", None), ("wide.png", "PNG")):
        file = photo(name, size=(9000, 9000), form="PNG") if form else photo()
        if form is None:
            file.name, file.file = name, type(file.file)(b"<html><script>alert(1)</script>")
        answer = client.post(f"{PERESECINA}add/picture/", typed(file=file, people_agreed="on"))
        assert answer.status_code == 422 and not Entry.objects.exists(), name
    place = {0x8825: {1: "N", 2: (47.0, 15.0, 0.0)}}
    taken = photo("school.jpg", exif=_exif(place))
    assert client.post(f"{PERESECINA}add/picture/", typed(file=taken, people_agreed="on")).status_code == 302
    entry = Entry.objects.get()
    assert entry.file.kind == "webp"
    page = cast.enter(cast.nobody).get(PERESECINA).content.decode()
    assert "A photo that nobody looked at yet" in page


def _exif(tags):
    exif = Image.Exif()
    for tag, value in tags.items():
        exif.get_ifd(tag).update(value)
    return exif


def test_a_false_state_is_corrected_by_an_association_and_confirmed_once(cast):
    place = cast.places["MD-OR-peresecina"]
    road = make_entry(cast, place, "investment", "Road", state="under_way")
    form = {"ticket": str(uuid4()), "state": "stopped", "on": "2026-01-05", "words": "No machine.", "credit": "",
            "organisation": str(cast.association.pk)}  # fmt: skip
    address = f"{PERESECINA}entries/{road.pk}/correct/"
    assert cast.enter(cast.bilal).post(address, form).status_code == 302
    said = Contribution.objects.get()
    assert "Orhei in Turin" in cast.enter(cast.nobody).get(PERESECINA).content.decode()
    assert said.due_on == timezone.localdate() + timedelta(days=7)
    desk = f"/manage/localities/md-or-peresecina/said/{said.pk}/"
    dana = cast.enter(cast.dana)
    assert dana.post(desk, {"outcome": "refused", "answer": ""}).status_code == 422
    assert dana.post(desk, {"outcome": "confirmed", "answer": ""}).status_code == 302
    assert dana.post(desk, {"outcome": "refused", "answer": "It is not so, look."}).status_code == 302
    said.refresh_from_db()
    assert said.outcome == "confirmed" and Entry.objects.get(pk=road.pk).state == "stopped"
    assert [phase.state for phase in road.phases.order_by("pk")] == ["under_way", "stopped"]
    assert Letter.objects.filter(kind="localities.confirmed", member=cast.bilal).count() == 1
    with pytest.raises(MovedOn):
        said.decide(by=cast.esi, as_what="region", outcome="confirmed")


def test_a_refused_new_entry_goes_with_its_reason_and_an_answer_stands(cast):
    place = cast.places["MD-OR-peresecina"]
    news, road = bring_news(place, cast.amina), make_entry(cast, place, "investment", "Road", state="planned")
    word = say(road, cast.amina, state="finished")
    for one, outcome in ((news, "refused"), (word, "answered")):
        one.decide(by=cast.dana, as_what="region", outcome=outcome, answer="The works begin in May.")
    page = cast.enter(cast.nobody).get(PERESECINA).content.decode()
    assert "The road is mended" not in page and "The works begin in May." in page
    assert Entry.objects.get(pk=road.pk).state == "planned"


def test_after_seven_days_the_region_is_told_once(cast):
    place = cast.places["MD-OR-peresecina"]
    hall = give_role(make_member("Pavel Peresecina"), "local_representative", place=place).member
    said = past(bring_news(place, cast.amina))
    assert Notice.objects.filter(kind="localities.to_check", member=hall).exists()
    assert not Notice.objects.filter(kind="localities.to_check", member=cast.dana).exists()
    assert hand_up(timezone.now()) == 1 and hand_up(timezone.now()) == 0
    assert Notice.objects.filter(kind="localities.overdue", member=cast.dana).count() == 1
    assert may_decide_contribution(cast.dana, said) and not may_decide_contribution(cast.amina, said)


def test_ten_things_a_day_are_enough(cast):
    client = cast.enter(cast.amina)
    for _number in range(10):
        assert client.post(f"{PERESECINA}add/news/", typed()).status_code == 302
    answer = client.post(f"{PERESECINA}add/news/", typed(title="The eleventh"))
    assert answer.status_code == 422 and "The eleventh" in answer.content.decode()
    assert Entry.objects.count() == 10


def test_a_reported_entry_is_hidden_and_shown_again(cast):
    news = bring_news(cast.places["MD-OR-peresecina"], cast.amina)
    report = f"/en/report/?kind=localities.entry&id={news.entry_id}"
    assert cast.enter(cast.nobody).get(report).status_code == 200
    news.entry.hide(by=cast.esi)
    assert "The road is mended" not in cast.enter(cast.nobody).get(PERESECINA).content.decode()
    news.entry.show(by=cast.esi)
    assert "The road is mended" in cast.enter(cast.nobody).get(PERESECINA).content.decode()


def test_a_sleeping_page_gets_a_caretaker_until_its_authority_wakes(cast):
    place, until = cast.places["MD-OR-peresecina"], timezone.localdate() + timedelta(days=90)
    kept(place, days_ago=200)
    address = "/manage/localities/md-or-peresecina/caretaker/"
    bilal = cast.enter(cast.bilal)
    assert bilal.get("/manage/localities/md-or-peresecina/").status_code == 404
    named = {"organisation": str(cast.association.pk), "until": until.isoformat()}
    assert cast.enter(cast.dana).post(address, named | {"until": "2020-01-01"}).status_code == 422
    assert cast.enter(cast.dana).post(address, named).status_code == 302
    assert bilal.get("/manage/localities/md-or-peresecina/").status_code == 200
    assert not may_decide_contribution(cast.bilal, bring_news(place, cast.bilal))
    own = say(make_entry(cast, place), cast.amina, organisation=cast.association)
    Page.objects.filter(place=place).update(kept_on=timezone.localdate() - timedelta(days=200))
    assert Caretaker.objects.get().ended_on == timezone.localdate()  # the entry above is the authority's: it woke
    Caretaker.objects.update(ended_on=None)
    assert not may_decide_contribution(cast.bilal, own)
    Page.change(place, by=cast.dana, as_what="authority", edition=0, leads={"en": "We are back"})
    assert not Caretaker.objects.standing().exists()
    with pytest.raises(NotAsleep):
        Caretaker.appoint(place, cast.association, by=cast.dana, until=until)


def test_who_follows_hears_once_a_week_and_stops_by_the_link(cast):
    place = cast.places["MD-OR-peresecina"]
    client = cast.enter(cast.amina)
    for _again in range(2):
        client.post(f"{PERESECINA}follow/")
    following = Following.objects.get()
    make_entry(cast, place, "news", "Market on Sunday")
    make_need(cast, "Electrician wanted", by=cast.dana, place=place)
    now = timezone.now()
    assert send_digests(now) == 0 and send_digests(now + timedelta(days=7)) == 1
    assert send_digests(now + timedelta(days=8)) == 0 and send_digests(now + timedelta(days=15)) == 0
    letter = Letter.objects.get(kind="localities.digest")
    assert "Electrician wanted" in letter.text
    assert "Market on Sunday" in letter.text and str(following.token) in letter.text
    assert "Peresecina" in client.get("/en/localities/mine/").content.decode()
    stop = f"/en/localities/stop/{following.token}/"
    visitor = cast.enter(cast.nobody)
    assert visitor.get(stop).status_code == 200 and Following.objects.exists()
    assert visitor.post(stop).status_code == 200 and not Following.objects.exists()
    assert visitor.get(stop).status_code == 200
