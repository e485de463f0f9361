"""Back office: the offices inside one's scope, each with its people, and what they did."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.base.core.text import clean_line
from rootbridge.people.members.access import staff_only
from rootbridge.people.offices.models import RESERVED, FocalPoint, Invitation, Meeting, Office

from ..actions import offices_by_region
from ..forms.keeping import OfficeForm
from ..listing import KINDS, regions
from ..permissions import may_add_office, may_bring_list, may_keep_office, may_keep_offices, may_write_monthly

ROWS = 40


@staff_only
@require_safe
def offices(request):
    """Those of one's scope with how many people answer, and the sums of what they did, by district."""
    if not may_keep_offices(request.user):
        raise Http404("no office of theirs")
    day, words = timezone.localdate(), clean_line(request.GET.get("q", ""))[:80]
    kept = Office.objects.kept_by(request.user)
    rows = kept.select_related("place").annotate(
        standing=_count(confirmed_at__isnull=False, declined_at=None, day=day),
        invited=_count(confirmed_at=None, declined_at=None, day=day),
    )
    show = request.GET.get("show", "")
    if show == "empty":
        rows = rows.filter(standing=0)
    if words:
        rows = rows.filter(Q(names__icontains=words) | Q(people__name__icontains=words)).distinct()
    page = Paginator(rows.order_by(KINDS, f"names__{get_language()}", "pk"), ROWS).get_page(request.GET.get("page"))
    known = {name: value for name, value in (("q", words), ("show", show)) if value}
    return render(request, "focalpoints/manage/list.html", {
        "page": page, "q": words, "show": show, "before": "?" + urlencode({**known, "page": ""}),
        "counts": _counts(kept, day), "sums": sums_by_region(kept), "may_bring": may_bring_list(request.user),
        "may_add": may_add_office(request.user), "may_write": may_write_monthly(request.user),
    })  # fmt: skip


def _count(*, day, **which):
    conditions = Q(**{f"people__{name}": value for name, value in which.items()})
    conditions &= Q(people__ends_on=None) | Q(people__ends_on__gte=day)
    return Count("people", filter=conditions, distinct=True)


def _counts(kept, day) -> dict[str, int]:
    people = FocalPoint.objects.filter(office__in=kept)
    return {
        "offices": kept.count(), "public": people.public_on(day).count(),
        "invited": Invitation.objects.filter(person__in=people).open_at(timezone.now()).count(),
        "over": people.over_on(day).count(), "declined": people.filter(declined_at__isnull=False).count(),
    }  # fmt: skip


def sums_by_region(kept) -> list[dict]:
    """Meetings and people reached, by district, those with most first. Three queries."""
    places = regions()
    of, names = offices_by_region(kept, places), {place.code: place.name(get_language()) for place in places}
    sums: dict[str, dict] = {}
    for row in Meeting.objects.filter(office__in=kept).by_office():
        code = of.get(row["office"], "")
        region = sums.setdefault(code, {"name": names.get(code) or _("The whole country and abroad"),
                                        "meetings": 0, "reached": 0, "of_women": 0, "of_men": 0})  # fmt: skip
        for name in ("meetings", "reached", "of_women", "of_men"):
            region[name] += row[name]
    return sorted(sums.values(), key=lambda region: -region["reached"])


@staff_only
def office(request, slug=None):
    """One office with its people; a new one."""
    found = None
    if slug is not None:
        found = get_object_or_404(Office.objects.kept_by(request.user).select_related("place"), slug=slug)
    elif not may_add_office(request.user):
        raise Http404("no office to add")
    form = OfficeForm(request.POST if request.method == "POST" else None, user=request.user, office=found)
    if form.is_valid():
        written = found.change(by=request.user, **form.cleaned_data) if found else _add(request, form)
        if written is not None:
            messages.success(request, _("Kept."))
            return redirect("manage_offices:office", written.slug)
    page = {"form": form, "office": found, "people": _people(found)}
    return render(request, "focalpoints/manage/office.html", page, status=422 if form.is_bound else 200)


def _add(request, form):
    """The new office; None where it would lie outside one's scope."""
    with transaction.atomic():
        names = form.cleaned_data["names"]
        base = slugify(names.get("en") or next(iter(names.values())))[:70] or "office"
        taken = set(Office.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
        slug = next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)
        made = Office.objects.create(slug=slug, **form.cleaned_data)
        if not may_keep_office(request.user, made):
            transaction.set_rollback(True)
            form.add_error("place", _("No place of yours is called so. Write its code, as in MD-OR."))
            return None
        record("offices.changed", made, by=request.user, place_path=made.place.path)
        findable.changed("offices.office", made.pk)
        versions.changed()
    return made


def _people(office) -> list[tuple]:
    """(person, state) of everybody who was ever named there, those who answer first."""
    if office is None:
        return []
    day = timezone.localdate()
    rows = [(person, person.state_on(day)) for person in office.people.select_related("territory").order_by("pk")]
    return sorted(rows, key=lambda row: row[1] in ("over", "declined"))
