"""Each page tells its moments by the clock of the member who reads it."""

from rootbridge.base.core.clock import reading_by

from .access import zone_of


class ClockMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with reading_by(lambda: zone_of(request.user)):
            return self.get_response(request)
