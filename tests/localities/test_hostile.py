"""Pages of places against those who wish harm: borrowed names, what moderators took off, what erasing leaves."""

import pytest
from django.urls import reverse

from rootbridge.base.files.contents import examine
from rootbridge.base.files.models import PublicFile
from rootbridge.people.privacy import erasure
from rootbridge.subjects.localities.actions import decide
from rootbridge.subjects.localities.keepers import as_what
from rootbridge.subjects.localities.models import Caretaker, Entry, Phase, Round
from rootbridge.subjects.localities.views.contributing import spoken_for
from tests.localities.factories import make_entry, say
from tests.localities.test_below import PERESECINA, typed
from tests.stories.factories import photo


def status(client, file) -> int:
    answer = client.get(file.url)
    assert answer.streaming and b"".join(answer) or answer.status_code == 404
    return answer.status_code


@pytest.mark.parametrize("credit", ["Ministerul Sănătății", "Primăria Peresecina ✓", "Мinister Аna", "Orhei town ha11"])
def test_nobody_speaks_under_the_name_of_an_authority(cast, credit):
    answer = cast.enter(cast.amina).post(f"{PERESECINA}add/news/", typed(credit=credit))
    assert answer.status_code == 422 and not Entry.objects.exists()


def test_an_association_off_the_pages_neither_speaks_nor_keeps(cast):
    place = cast.places["MD-OR-peresecina"]
    Caretaker.appoint(place, cast.association, by=cast.dana, until="2999-01-01")
    assert list(spoken_for(cast.bilal)) == [cast.association] and as_what(cast.bilal, place)
    cast.association.hide(by=cast.esi)
    assert not spoken_for(cast.bilal) and not as_what(cast.bilal, place)


def test_a_photo_taken_off_the_page_is_gone_from_its_address_too(cast):
    file = PublicFile.keep(examine("here.jpg", photo().read()))
    entry = make_entry(cast, cast.places["MD-OR-peresecina"], "picture", "The square", file=file)
    stranger = cast.enter(cast.nobody)
    assert status(stranger, file) == 200
    entry.hide(by=cast.esi)
    assert status(stranger, file) == 404 and status(cast.enter(cast.dana), file) == 200


def test_erasing_takes_the_name_out_of_the_states_of_works_too(cast):
    entry = make_entry(cast, cast.places["MD-OR"], "investment", "Water", state="finished")
    decide(say(entry, cast.amina, state="stopped"), by=cast.dana, as_what="authority", outcome="confirmed")
    assert Phase.objects.filter(sources={"en": "Amina"}).exists()
    erasure.erase(cast.amina)
    assert not Phase.objects.filter(sources={"en": "Amina"}).exists() and entry.phases.count() == 2


def test_the_months_look_takes_no_odd_key(cast):
    month = reverse("manage_localities:month", args=["md-or"])
    dana = cast.enter(cast.dana)
    for key in ("\x00", "nonsense"):
        assert dana.post(month, {"key": key}).status_code == 302
    assert not Round.objects.exclude(answered=[]).exists()
