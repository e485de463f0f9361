"""What the search box finds: every listed organisation, in each language of its name."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources
from rootbridge.base.core.names import in_language
from rootbridge.base.reference.models import Place
from rootbridge.people.organisations.models import Organisation, OrganisationKind, Work

SEARCHED = "organisations.organisation"


class Words:
    """What stands around an organisation in one language, worked out once for all of them."""

    def __init__(self, language):
        with override(language):
            self.page = reverse("associations:association", args=["0"]).removesuffix("0/")
            self.kinds = {key: str(label) for key, label in OrganisationKind.choices}
            self.works = {key: str(label) for key, label in Work.choices}


def documents(numbers=None):
    """Places are read once, however many stand in them."""
    rows = Organisation.objects.only(
        "slug", "kind", "names", "about", "works_on", "state", "hidden_at", "place_id", "residence_id"
    )
    rows = rows if numbers is None else rows.filter(pk__in=list(numbers))
    used = rows.order_by().values("place").union(rows.order_by().values("residence"))
    places, known = Place.objects.defer("keys", "also").in_bulk([pk for (pk,) in used.values_list("place") if pk]), {}
    for one in rows.order_by("pk").iterator(chunk_size=2000):
        one.place, one.residence = places[one.place_id], places.get(one.residence_id)
        for language in one.names:
            if language not in known:
                known[language] = Words(language)
            yield _document(one, language, known[language])


def _document(one, language, words) -> Document:
    about = in_language(one.about, language)
    works = [words.works[key] for key in one.works_on if key in words.works]
    lives = one.residence.name(language) if one.residence else ""
    return Document(
        key=SEARCHED, object_id=one.pk, language=language, title=one.names[language], summary=about[:200],
        words=" ".join([about, words.kinds[one.kind], *works]),
        url=f"{words.page}{one.slug}/",
        also=" ".join([*one.names.values(), one.place.name(language), lives]), place_path=one.place.path,
        residence=[one.residence.code] if one.residence else [], live=one.is_listed, same=str(one.slug),
    )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Associations"), documents, part="associations", order=50))
