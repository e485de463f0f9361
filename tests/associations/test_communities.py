"""The sample associations by country."""

from collections import Counter

from rootbridge.base.reference.place_import import load_places
from rootbridge.people.organisations.models import Organisation
from rootbridge.stewardship.packs.communities import write_communities
from rootbridge.stewardship.packs.pack import Pack


def test_they_stand_by_country_in_every_state(cast):
    pack = Pack.named("moldova")
    load_places(pack.folder / "places.csv")
    made = write_communities(pack, [cast.amina, cast.chidi])
    by_land = Counter(one.residence.code for one in made)
    assert len(made) + len(pack.read("associations.json")) == 140
    assert [code for code, _count in by_land.most_common(3)] == ["IT", "RU", "DE"]
    rows = Organisation.objects.filter(pk__in=[one.pk for one in made])
    assert rows.verified().count() == 30 and rows.exclude(asleep_at=None).count() == 18
    assert rows.filter(source="").count() == 100 and not rows.filter(ties=None).exists()
    one = next(one for one in made if one.state == "verified")
    assert one.editors().exists() and one.standings.live().get().recheck_on
