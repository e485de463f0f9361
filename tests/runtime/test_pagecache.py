"""The cache of anonymous pages: what it keeps, for whom, and when it lets go."""

import gzip
import io
import time

import brotli
import pytest

from rootbridge.base.runtime import pagecache, shelf
from rootbridge.base.runtime.pagecache import PageCache

HTML = "<!doctype html><p>" + "a bridge has two banks " * 60


class Clock:
    """A content version that a test turns by hand."""

    def __init__(self):
        self.number = (1, 1)

    def version(self):
        return self.number


class Site:
    """A small WSGI application that counts, notes what it was asked with, and marks what it is told to."""

    def __init__(self):
        self.asked, self.closed = [], 0
        self.status, self.more, self.meanwhile = "200 OK", [], lambda: None

    def __call__(self, environ, start_response):
        self.asked.append(dict(environ))
        self.meanwhile()
        start_response(self.status, [("Content-Type", "text/html"), (shelf.MARK, "page"), *self.more])
        return self

    def __iter__(self):
        yield f"{HTML}{len(self.asked)}".encode()

    def close(self):
        self.closed += 1


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def cache(site, clock):
    return PageCache(site, session_cookie="rb_session", freshness=clock, room=1_000_000)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = int(status.split()[0]), {k.lower(): v for k, v in headers}, body

    @property
    def text(self):
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.headers.get("content-encoding"), bytes)
        return unpack(self.body).decode()


def ask(cache, path="/en/", *, method="GET", query="", **headers) -> Answer:
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.input": io.BytesIO(),
    }  # fmt: skip
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    said = []
    body = cache(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return Answer(*said[-1], content)


def test_it_asks_once_and_then_answers_itself(cache, site):
    first, second = ask(cache), ask(cache)
    assert len(site.asked) == site.closed == 1
    assert first.body == second.body
    assert second.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert second.headers["vary"].startswith("Cookie, Accept-Encoding")
    assert second.headers["content-length"] == str(len(second.body))
    assert shelf.MARK.lower() not in second.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("identity", None)],
)
def test_it_compresses_as_the_reader_takes_it(cache, accepted, encoding):
    for _ in range(2):
        answer = ask(cache, accept_encoding=accepted)
        assert answer.headers.get("content-encoding") == encoding
        assert answer.text.startswith(HTML)


def test_it_answers_304_to_who_has_the_page(cache, site):
    etag = ask(cache).headers["etag"]
    again = ask(cache, if_none_match=f'W/"other", {etag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert ask(cache, if_none_match='"other"').status == 200
    assert len(site.asked) == 1


def test_the_first_answer_can_be_a_304_too(cache, clock):
    etag = ask(cache).headers["etag"]
    cache.shelf.clear()
    cache._application.asked.clear()
    assert ask(cache, if_none_match=etag).status == 304


def test_a_head_gets_the_headers_alone(cache, site):
    whole = ask(cache)
    head = ask(cache, method="HEAD")
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
    assert len(site.asked) == 1


def test_a_new_version_is_a_new_page(cache, clock, site):
    ask(cache)
    clock.number = (1, 2)
    assert ask(cache).text.endswith("2")


def test_a_page_begun_before_a_change_is_not_kept(cache, clock, site):
    site.meanwhile = lambda: setattr(clock, "number", (1, 2))
    ask(cache)
    site.meanwhile = lambda: None
    assert ask(cache).text.endswith("2")
    assert ask(cache).text.endswith("2")


def test_it_steps_aside_when_the_version_is_unknown(cache, clock, site):
    ask(cache)
    clock.number = None
    answers = [ask(cache), ask(cache)]
    assert [answer.text[-1] for answer in answers] == ["2", "3"]
    assert "etag" in answers[0].headers


def test_a_page_lives_a_minute(cache, site, monkeypatch):
    ask(cache)
    now = time.monotonic()
    monkeypatch.setattr(pagecache.time, "monotonic", lambda: now + pagecache.LONGEST_LIFE + 1)
    assert ask(cache).text.endswith("2")


@pytest.mark.parametrize(
    "cookie", ["rb_session=abc", "other=1; rb_session=abc", "rb_else=1", "rb_here=IT..; rb_session=a"]
)
def test_who_is_known_goes_straight_through(cache, site, cookie):
    ask(cache)
    answers = [ask(cache, cookie=cookie) for _ in range(2)]
    assert [answer.text[-1] for answer in answers] == ["2", "3"]
    assert site.asked[-1]["HTTP_COOKIE"] == cookie
    assert shelf.MARK.lower() not in answers[0].headers


def test_where_somebody_stands_is_part_of_the_page(cache, site):
    ask(cache)
    stands = ask(cache, cookie="rb_here=IT.abroad.MD-OR")
    again = ask(cache, cookie="theme=dark; rb_here=IT.abroad.MD-OR")
    assert (len(site.asked), stands.body) == (2, again.body)
    assert stands.headers["cache-control"].startswith("private")
    assert site.asked[-1]["HTTP_COOKIE"] == "rb_here=IT.abroad.MD-OR"


@pytest.mark.parametrize("cookie", ["rb_here=nonsense", "rb_here=", "other=1", "rb_here=" + "A" * 500, "broken"])
def test_a_cookie_that_says_nothing_changes_nothing(cache, site, cookie):
    ask(cache)
    assert ask(cache, cookie=cookie).headers["cache-control"].startswith("public")
    assert len(site.asked) == 1


def test_a_fragment_is_not_the_page(cache, site):
    ask(cache)
    ask(cache, hx_request="true", hx_target="list")
    ask(cache, hx_request="true", hx_target="list")
    assert len(site.asked) == 2
    assert site.asked[1]["HTTP_HX_TARGET"] == "list"


@pytest.mark.parametrize("header", ["hx_boosted", "hx_history_restore_request"])
def test_htmx_gets_the_whole_page_when_it_wants_one(cache, site, header):
    ask(cache)
    ask(cache, hx_request="true", **{header: "true"})
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"x_forwarded_host": "elsewhere.example"},
        {"user_agent": "strange"},
        {"referer": "https://elsewhere.example/"},
        {"range": "bytes=0-5"},
        {"x_original_url": "/manage/"},
        {"x_http_method_override": "DELETE"},
        {"cookie": "csrftoken=planted"},
        {"if_modified_since": "Sun, 22 Nov 2026 10:00:00 GMT"},
    ],
)
def test_nobody_plants_a_page_for_others(cache, site, headers):
    ask(cache, **headers)
    assert not {f"HTTP_{name.upper()}" for name in headers} & set(site.asked[0])
    assert ask(cache).status == 200
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("404 Not Found", []),
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Accept-Language")]),
        ("200 OK", [("Vary", "*")]),
        ("200 OK", [("Content-Encoding", "gzip")]),
    ],
)
def test_it_keeps_no_answer_that_is_not_for_everyone(cache, site, status, more):
    site.status, site.more = status, more
    ask(cache)
    answer = ask(cache)
    assert len(site.asked) == 2
    assert shelf.MARK.lower() not in answer.headers


def test_it_keeps_only_what_is_marked(cache, site, monkeypatch):
    monkeypatch.setattr(shelf, "MARKED", "something else")
    ask(cache)
    ask(cache)
    assert (len(site.asked), len(cache.shelf)) == (2, 0)


@pytest.mark.parametrize("path", ["/manage/", "/static/site.css", "/health/ready"])
def test_some_addresses_have_their_own_rules(cache, site, path):
    ask(cache, path, if_none_match='"x"')
    ask(cache, path)
    assert len(site.asked) == 2
    assert "HTTP_IF_NONE_MATCH" in site.asked[0]


def test_a_post_is_never_kept(cache, site):
    for _ in range(2):
        ask(cache, method="POST", referer="http://127.0.0.1:8000/en/")
    assert len(site.asked) == 2
    assert "HTTP_REFERER" in site.asked[0]


def test_other_addresses_questions_and_hosts_are_other_pages(cache, site):
    ask(cache)
    ask(cache, "/ro/")
    ask(cache, query="page=2")
    ask(cache, host="localhost:8000")
    ask(cache, x_forwarded_proto="https")
    assert len(site.asked) == len(cache.shelf) == 5


def test_its_room_is_bounded_and_the_longest_unused_leaves(site, clock):
    cache = PageCache(site, session_cookie="rb_session", freshness=clock, room=12_000)
    for number in range(20):
        ask(cache, f"/en/{number}/")
        ask(cache, "/en/0/")
    assert cache.shelf.used <= 12_000
    before = len(site.asked)
    ask(cache, "/en/0/")
    assert len(site.asked) == before
    ask(cache, "/en/1/")
    assert len(site.asked) == before + 1


def test_a_very_long_page_is_served_but_not_kept(cache, site, monkeypatch):
    monkeypatch.setattr(pagecache, "LARGEST", 100)
    assert ask(cache).text.endswith("1")
    assert ask(cache).text.endswith("2")
