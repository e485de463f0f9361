"""The demo's two conveniences, the outbox and signing in as a sample person, and when they exist at all.

Three things must hold together: the demo setting, sample data, and a loopback address on both ends.
"""

import time
from functools import wraps

from django.http import Http404

from rootbridge.base.core.access import public
from rootbridge.base.runtime.demo import is_open_to

from .models import Sample

SECONDS_REMEMBERED = 1.0
_memory = {"has": False, "until": 0.0}


def has_sample() -> bool:
    """Is there sample data? Remembered for a second."""
    if time.monotonic() >= _memory["until"]:
        _memory["has"] = Sample.objects.exists()
        _memory["until"] = time.monotonic() + SECONDS_REMEMBERED
    return _memory["has"]


def forget() -> None:
    _memory["until"] = 0.0


def is_demo(request) -> bool:
    return is_open_to(request) and has_sample()


def demo_only(view):
    """The page exists in a demo and nowhere else."""

    @public
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not is_demo(request):
            raise Http404("only in a demo")
        return view(request, *args, **kwargs)

    guarded.is_demo_only = True
    return guarded
