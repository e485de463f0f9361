"""The map: what stands on it, where its squares lead, and what it costs."""

import html5lib
import pytest
from django.urls import reverse

from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Organisation, OrganisationKind, Tie
from rootbridge.people.organisations.models.kinds import Side

MOST_BYTES = 50_000


@pytest.fixture
def abroad(cast):
    Place.objects.filter(code="MD-OR").update(latitude="47.42", longitude="28.83")
    Place.objects.filter(code="MD-SO").update(latitude="48.17", longitude="28.25")
    made = Organisation.objects.create(
        slug="soroca-in-paris", kind=OrganisationKind.HOMETOWN_ASSOCIATION, names={"en": "Soroca in Paris"},
        place=cast.places["MD-SO"], residence=cast.places["FR"],
    )  # fmt: skip
    for organisation in (made, cast.association):
        Tie.objects.filter(organisation=organisation).delete()
        Tie.objects.create(organisation=organisation, side=Side.HOME, place=organisation.place)
        Tie.objects.create(organisation=organisation, side=Side.HERE, place=organisation.residence)
    return made


def read(client, language="en", show=""):
    answer = client.get(f"/{language}/map/" + (f"?show={show}" if show else ""))
    assert answer.status_code == 200
    return answer.content.decode()


def links(text):
    page = html5lib.parse(text, namespaceHTMLElements=False)
    return {
        node.get("href"): node.get("aria-label") for node in page.iter() if node.tag.endswith("}a") or node.tag == "a"
    }


def test_squares_lead_to_the_list_and_say_what_they_are(client, abroad):
    found = links(read(client))
    directory = reverse("associations:list")
    assert found[f"{directory}?home=MD-SO"] == "Soroca: 1" and found[f"{directory}?country=FR"] == "France: 1"
    assert f"{directory}?home=MD-OR" in found and f"{directory}?country=IT" in found
    assert "People are not on this map" in read(client)


def test_what_is_not_listed_is_not_on_it(client, abroad):
    Organisation.objects.filter(pk=abroad.pk).update(state="closed")
    assert f"{reverse('associations:list')}?country=FR" not in links(read(client))


@pytest.mark.parametrize("show", ["", "offices", "needs", "nothing", "%00"])
def test_every_layer_can_be_read_in_few_queries(client, abroad, django_assert_max_num_queries, show):
    read(client, "ar", show)
    with django_assert_max_num_queries(8):
        assert len(read(client, "ar", show).encode()) < MOST_BYTES
