"""Calling the platform in this process, past the page cache: the CPU time of one request."""

import io
import statistics
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.wsgi import get_wsgi_application

from rootbridge.people.members.models import Member

ROUNDS, CALLS = 7, 12


def session_of(email: str) -> str:
    """A session key as a sign-in leaves it."""
    member = Member.objects.get(email=email)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(member.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = member.get_session_auth_hash()
    store["sample_person"] = True
    store.save()
    return store.session_key


class Caller:
    def __init__(self):
        settings.ROOT_URLCONF = "bench.urls"
        self.application = get_wsgi_application()

    def get(self, path: str, *, session: str = "", gzip: bool = False) -> tuple[int, dict, bytes]:
        """(status, headers, body) of one GET."""
        before, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": before, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.multithread": False,
            "wsgi.multiprocess": True, "wsgi.run_once": False, "SERVER_PROTOCOL": "HTTP/1.1",
        }  # fmt: skip
        if session:
            environ["HTTP_COOKIE"] = f"{settings.SESSION_COOKIE_NAME}={session}"
        if gzip:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip"
        seen = {}

        def start(status, headers, _error=None):
            seen["status"], seen["headers"] = int(status[:3]), dict(headers)

        answer = self.application(environ, start)
        body = b"".join(answer)
        answer.close()
        return seen["status"], seen["headers"], body

    def side_by_side(self, **paths) -> dict[str, float]:
        """Median CPU time of one request in microseconds for each page, interleaved. A page is (path, session)."""
        times = {name: [] for name in paths}
        for name, (path, session) in paths.items():
            for _warm in range(3):
                status, _headers, _body = self.get(path, session=session)
                if status != 200:
                    raise RuntimeError(f"{name}: {path} answered {status}")
        for _round in range(ROUNDS):
            for name, (path, session) in paths.items():
                begun = time.process_time()
                for _call in range(CALLS):
                    self.get(path, session=session)
                times[name].append((time.process_time() - begun) / CALLS * 1e6)
        return {name: statistics.median(found) for name, found in times.items()}
