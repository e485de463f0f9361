"""The sample associations in every state of registering, verifying and claiming, written row by row: nobody is told."""

from datetime import timedelta

from django.utils import timezone

from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import (
    Claim,
    Officer,
    Organisation,
    ReservedName,
    Standing,
    StandingKind,
    Tie,
    Verification,
    lead,
)


def reserve_names(pack) -> None:
    """Names of public authorities in the languages in which they are called (``authorities.json``, which a pack may
    leave out): nobody else registers under them. They are no sample, and stay when the sample goes."""
    if (pack.folder / "authorities.json").is_file():
        for names in pack.read("authorities.json").values():
            for name in names:
                ReservedName.reserve(name)


def write_associations(pack, cast) -> list[Organisation]:
    """Each row of ``associations.json``, which a pack may leave out."""
    if not (pack.folder / "associations.json").is_file():
        return []
    return [_write(row, cast) for row in pack.read("associations.json")]


def _write(row, cast) -> Organisation:
    places = {place.code: place for place in Place.objects.filter(code__in=[row["place"], row["residence"]])}
    author = cast.get(row["author"])
    made = Organisation.objects.create(
        slug=row["slug"], kind=row["kind"], names=row["names"], about=row["about"], works_on=row["works_on"],
        place=places[row["place"]], author=author, languages=list(row["names"]), email=row.get("email", ""),
        confirmed_at=timezone.now() if author else None, source="" if author else "List of the consulate, 2025",
    )  # fmt: skip
    Tie.settle(made, by=None, home=[made.place], here=[(places[row["residence"]], row["town"])])
    if author:
        Officer.objects.create(
            organisation=made, member=author, name=author.name, email=author.email, function="president",
            may_edit=True, agreed_at=timezone.now(), is_public=row["state"] == "verified",
        )  # fmt: skip
    _stand(made, row, cast)
    return made


def _stand(made, row, cast) -> None:
    """Lead it to the state of its row, by the verbs that people use."""
    state = row["state"]
    if state == "waiting":
        Standing.take(made, StandingKind.WAITING, by=None, flags=row["flags"])
    elif state == "refused":
        Standing.take(made, StandingKind.REFUSED, by=cast["tatiana"], reasons=row["reasons"], words=row["answer"],
                      language="ro")  # fmt: skip
    else:
        Standing.take(made, StandingKind.LISTED, by=None)
        if made.author:
            lead(made, made.author)
    if state == "claimed":
        for key in ("lidia", "sofia"):
            Claim.make(made, by=cast[key], name=cast[key].name, function="president", words="Am fondat-o în 2011.")
    if row.get("asks") or state in ("proposed", "verified", "lapsed", "not_verified"):
        _verify(made, row, cast)


def _verify(made, row, cast) -> None:
    wish, _made = Verification.ask(made, by=made.author, words=row.get("words", ""))
    if row.get("asks"):
        return
    first = cast["andrei"]
    if row["state"] == "not_verified":
        wish.propose(by=first, proposal="refused", reasons=row["reasons"], answer=row["answer"], language="ro")
        wish.agree(by=cast["natalia"])
        return
    wish.propose(by=first, proposal="verified", evidence={"call": "Am vorbit cu președinta.", "register": "Nr. 214"})
    if row["state"] == "proposed":
        return
    wish.agree(by=cast["natalia"])
    if row["state"] == "lapsed":
        Standing.objects.live().filter(organisation=made).update(recheck_on=timezone.localdate() - timedelta(days=1))
        Standing.take(made, StandingKind.LAPSED, by=None)
