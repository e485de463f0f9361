def test_everybody_is_there_and_holds_what_they_should(cast):
    assert {name: bool(person.pk) for name, person in cast.everybody.items()} == {
        "nobody": False, "amina": True, "bilal": True, "chidi": True, "dana": True, "esi": True,
    }  # fmt: skip
    assert cast.dana.reach.covers("local_representative", path=cast.places["MD-OR-peresecina"].path)
    assert not cast.dana.reach.covers("local_representative", path=cast.places["MD-SO"].path)
    assert cast.esi.reach.holds("administrator")
    assert cast.bilal.reach.covers("organisation_officer", body=cast.association.body)
    assert not cast.amina.has_role
