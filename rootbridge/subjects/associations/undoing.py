"""Taking a list back. What somebody changed, claimed or looked at since stays as it is, and the list says so."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions
from rootbridge.people.members.models import Role, RoleKind
from rootbridge.people.organisations.models import Organisation, StandingKind

from .bringing import AT_ONCE, KEY, as_it_is
from .models import Load, Loaded, WhyLeft


def undo(load: Load, *, by) -> tuple[int, int]:
    """(rows taken back, rows left); twice, nothing. A row that is left keeps why."""
    with transaction.atomic():
        mine = Load.objects.select_for_update().get(pk=load.pk)
        if mine.undone_at or not mine.applied_at:
            return 0, 0
        taken = _remove_added(mine) + _restore_changed(mine)
        mine.undone_at = timezone.now()
        mine.save(update_fields=["undone_at"])
        record("associations.unloaded", mine, by=by)
        findable.changed(KEY, None)
        versions.changed()
        return taken, mine.rows.exclude(left="").count()


def _remove_added(load) -> int:
    """Those that the list made: gone, unless somebody has them in hand by now."""
    rows = load.rows.filter(before={})
    led = Role.objects.filter(kind=RoleKind.ORGANISATION_OFFICER, body__startswith="organisation:").values("body")
    judged = Q(organisation__standings__kind__in=[kind for kind in StandingKind if kind != StandingKind.LISTED])
    for why, condition in (
        (WhyLeft.CLAIMED, Q(organisation__body__in=led) | Q(organisation__claims__isnull=False)),
        (WhyLeft.USED, Q(organisation__needs__isnull=False) | Q(organisation__memberships__isnull=False)
         | Q(organisation__letters__isnull=False) | judged),
        (WhyLeft.OTHER_LIST, Q(organisation__in=Loaded.objects.filter(load__pk__gt=load.pk, load__undone_at=None,
                                                                      load__applied_at__isnull=False)
                               .values("organisation"))),
    ):  # fmt: skip
        found = rows.filter(left="").filter(condition)
        load.rows.filter(pk__in=found.values("pk")).update(left=why)
    taken = 0
    free = rows.filter(left="").select_related("organisation").order_by("pk")
    while piece := list(free[:AT_ONCE]):
        changed = [row.pk for row in piece if as_it_is(row.organisation) != row.after]
        load.rows.filter(pk__in=changed).update(left=WhyLeft.CHANGED)
        gone = [row.organisation_id for row in piece if row.pk not in set(changed)]
        Organisation.objects.filter(pk__in=gone).delete()
        taken += len(gone)
    return taken


def _restore_changed(load) -> int:
    """Those that the list changed: each field as it was, unless it says something else by now."""
    taken = 0
    for row in load.rows.exclude(before={}).select_related("organisation"):
        one = row.organisation
        fields = [name for name in row.before if getattr(one, name) == row.after.get(name)]
        for name in fields:
            setattr(one, name, row.before[name])
        if fields:
            one.save(update_fields=fields)
        if len(fields) < len(row.before):
            load.rows.filter(pk=row.pk).update(left=WhyLeft.CHANGED)
        else:
            taken += 1
    return taken
