"""What the search box finds: every listed organisation, in each language of its name."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from rootbridge.base.core.findable import Document, Source, search_sources
from rootbridge.base.core.names import in_language
from rootbridge.people.organisations.models import Organisation, Work

SEARCHED = "organisations.organisation"


def documents(numbers=None):
    rows = Organisation.objects.select_related("place", "residence")
    rows = rows if numbers is None else rows.filter(pk__in=list(numbers))
    for one in rows.order_by("pk").iterator(chunk_size=500):
        for language in one.names:
            yield _document(one, language)


def _document(one, language) -> Document:
    with override(language):
        url = reverse("associations:association", args=[one.slug])
        about = in_language(one.about, language)
        works = [str(label) for key, label in Work.choices if key in one.works_on]
        kind = str(one.get_kind_display())
    lives = one.residence.name(language) if one.residence else ""
    return Document(
        key=SEARCHED, object_id=one.pk, language=language, title=one.names[language], summary=about[:200],
        words=" ".join([about, kind, *works]), url=url,
        also=" ".join([*one.names.values(), one.place.name(language), lives]), place_path=one.place.path,
        residence=[one.residence.code] if one.residence else [], live=one.is_listed, same=str(one.slug),
    )  # fmt: skip


search_sources.add(SEARCHED, Source(SEARCHED, _("Associations"), documents, part="associations", order=50))
