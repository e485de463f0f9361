"""The map: what stands on it, where its regions and squares lead, and what it costs."""

import re

import html5lib
import pytest
from django.urls import reverse
from django.utils import timezone

from rootbridge.base.design.tiles import SQUARES
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Organisation, OrganisationKind, Tie
from rootbridge.people.organisations.models.kinds import Side
from rootbridge.subjects.localities.models import Living

MOST_BYTES = 50_000


@pytest.fixture
def abroad(cast):
    Place.objects.filter(code="MD-OR").update(latitude="47.42", longitude="28.83")
    Place.objects.filter(code="MD-SO").update(latitude="48.17", longitude="28.25")
    made = Organisation.objects.create(
        slug="soroca-in-paris", kind=OrganisationKind.HOMETOWN_ASSOCIATION, names={"en": "Soroca in Paris"},
        place=cast.places["MD-SO"], residence=cast.places["FR"], state="listed",
    )  # fmt: skip
    for organisation in (made, cast.association):
        Tie.objects.filter(organisation=organisation).delete()
        Tie.objects.create(organisation=organisation, side=Side.HOME, place=organisation.place)
        Tie.objects.create(organisation=organisation, side=Side.HERE, place=organisation.residence)
    return made


def read(client, language="en", show="", at=""):
    answer = client.get(f"/{language}/map/?show={show}&at={at}")
    assert answer.status_code == 200
    return answer.content.decode()


def links(text):
    """{address: what a link is called} of every link on the page."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    found = {}
    for node in page.iter():
        if isinstance(node.tag, str) and node.tag.split("}")[-1] == "a":
            title = next((one.text for one in node if one.tag.endswith("title")), None)
            found.setdefault(node.get("href"), title or "".join(node.itertext()).strip())
    return found


def test_a_region_and_a_country_are_named_with_how_many_and_lead_to_what_there_is(client, abroad):
    found = links(read(client))
    assert found["?at=MD-SO#at"] == "Soroca: 1" and found["?at=FR#at"] == "France: 1"
    directory = reverse("associations:list")
    assert f"{directory}?home=MD-SO" in links(read(client, at="MD-SO"))
    assert f"{directory}?country=FR" in links(read(client, at="FR"))


def test_a_region_leads_to_its_page_its_associations_offices_needs_and_members(client, abroad):
    found = links(read(client, at="MD-SO", show="needs"))
    assert {
        reverse("localities:place", args=["md-so"]),
        f"{reverse('associations:list')}?home=MD-SO", f"{reverse('focalpoints:list')}?place=MD-SO",
        f"{reverse('opportunities:list')}?region=MD-SO", f"{reverse('community:people')}?home=MD-SO",
    } <= found.keys()  # fmt: skip


def test_list_and_picture_stand_in_one_order_the_most_first(client, abroad):
    Tie.objects.create(organisation=abroad, side=Side.HERE, place=Place.objects.at("DE"))
    text = read(client)
    for side in ("home", "here"):
        drawn = re.findall(r"at=([A-Z-]+)#", text.split(f'<svg class="atlas {side}"')[1].split("</svg>")[0])
        listed = re.findall(r"at=([A-Z-]+)#", text.split(f'id="list-{side}"')[1].split("</ol>")[0])
        assert drawn and [code for code in listed if code in drawn] == drawn


def test_what_is_not_listed_is_not_on_it(client, abroad):
    Organisation.objects.filter(pk=abroad.pk).update(state="closed")
    assert "?at=FR#at" not in links(read(client))


def test_small_numbers_of_members_are_not_told(client, cast):
    Living.objects.create(place=cast.places["MD"], on=timezone.localdate(), rows=[["IT", 12], ["", 4]])
    Living.objects.create(place=cast.places["MD-OR"], on=timezone.localdate(), rows=[["IT", 12]])
    found = links(read(client, show="members"))
    assert found["?show=members&at=IT#at"] == "Italy: 12"
    assert "few" in read(client, show="members", at="MD-SO")


@pytest.mark.parametrize("show", ["", "offices", "needs", "members", "nothing"])
def test_every_layer_can_be_read_in_few_queries(client, abroad, django_assert_max_num_queries, show):
    read(client, "ar", show)
    with django_assert_max_num_queries(8):
        read(client, "ar", show)
    assert read(client, "ar", show, at="nowhere")


def test_the_map_is_small_however_much_there_is(client, abroad):
    lands = list(Place.objects.countries().filter(code__in=SQUARES))
    Tie.objects.bulk_create(Tie(organisation=abroad, side=Side.HERE, place=land) for land in lands if land.code != "FR")
    drawn = read(client, "ar").split('<section class="band atlas-home">')[1].split("</main>")[0]
    assert len(lands) > 150 and len(drawn.encode()) < MOST_BYTES
