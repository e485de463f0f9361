"""For those who watch over the platform: does it live, is it ready. Public, never kept, telling nobody anything."""

from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from rootbridge.base.core.access import public
from rootbridge.base.runtime import schema

NEVER_KEPT = {"Cache-Control": "no-store"}


@public
@require_safe
def live(request):
    """200 as long as a process answers at all; asks nothing of anything else."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8", headers=NEVER_KEPT)


@public
@require_safe
def ready(request):
    """200 when pages can be served: the database answers and has the tables of this release; else 503."""
    seen = {"database": False, "tables": False}
    try:
        seen["tables"] = schema.is_current()
        seen["database"] = True
    except DatabaseError:
        connection.close()
    return JsonResponse(seen, status=200 if all(seen.values()) else 503, headers=NEVER_KEPT)
