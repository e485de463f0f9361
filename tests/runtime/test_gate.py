"""The one public port: each request goes where it belongs, and nobody speaks in another's name."""

import asyncio
import contextlib

import pytest

from rootbridge.base.runtime import gate as gates
from rootbridge.base.runtime.gate import Gate, Visitor
from tests import loops

PATIENCE = 5


class Echo:
    """A server that answers each request with its name and what it was asked."""

    def __init__(self, name: bytes, path):
        self.name, self.path, self.heads = name, str(path), []

    async def start(self):
        self.server = await asyncio.start_unix_server(self._serve, self.path)
        return self

    async def _serve(self, reader, writer):
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                if b"Upgrade: websocket" in head:
                    writer.write(b"HTTP/1.")
                    await asyncio.sleep(0.01)
                    writer.write(b"1 101 Switching Protocols\r\nContent-Length: 17\r\n\r\n")
                    writer.write(await reader.readexactly(17))
                    continue
                length = next(
                    (int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")), 0
                )
                body = await reader.readexactly(length)
                said = self.name + b" " + head.split(b" ")[1] + b" %d" % len(body)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said))
        writer.close()


@pytest.fixture
def ask(tmp_path_factory):
    """ask(*requests, proxies=0) → (all that came back, heads the pages saw, heads the live server saw)."""
    folder = tmp_path_factory.mktemp("gate")

    async def story(requests, proxies):
        pages, live = await Echo(b"pages", folder / "p").start(), await Echo(b"live", folder / "l").start()
        gate = Gate(pages.path, live.path, proxies)
        server = await asyncio.get_running_loop().create_server(lambda: Visitor(gate), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        said = b""
        for request in requests:
            for part in request if isinstance(request, list) else [request]:
                writer.write(part)
                await asyncio.sleep(0.02)
            with contextlib.suppress(asyncio.IncompleteReadError):
                async with asyncio.timeout(PATIENCE):
                    head = await reader.readuntil(b"\r\n\r\n")
                    length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
                    said += head.split(b"\r\n")[0] + b" " + await reader.readexactly(length) + b"\n"
        writer.close()
        for one in (server, pages.server, live.server):
            one.close()
        await asyncio.sleep(0.05)
        return said.decode(), pages.heads, live.heads

    def run(*requests, proxies=0):
        for name in ("p", "l"):
            (folder / name).unlink(missing_ok=True)
        return loops.run(story(requests, proxies))

    return run


def request(path: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
    return b"\r\n".join([method + b" " + path + b" HTTP/1.1", b"Host: here", *headers, b"", b""]) + body


def test_each_request_goes_where_it_belongs_on_one_connection(ask):
    said, pages, live = ask(request(b"/en/"), request(b"/live/health"), request(b"/livestock"), request(b"/ro/"))
    assert said.split("\n")[:4] == [
        "HTTP/1.1 200 OK pages /en/ 0", "HTTP/1.1 200 OK live /live/health 0",
        "HTTP/1.1 200 OK pages /livestock 0", "HTTP/1.1 200 OK pages /ro/ 0",
    ]  # fmt: skip


def test_bodies_pass_whole_in_any_pieces(ask):
    body = b"x" * 300_000
    whole = request(b"/a", b"Content-Length: 300000", method=b"POST", body=body)
    pieces = [whole[:5], whole[5:40], whole[40:70_000], whole[70_000:]]
    said, _pages, _live = ask(whole, pieces, request(b"/next"))
    assert said.count("pages /a 300000") == 2
    assert "pages /next 0" in said


def test_nobody_speaks_in_anothers_name(ask):
    lies = (b"X-Forwarded-For: 6.6.6.6", b"x-forwarded-proto: https", b"Forwarded: for=6.6.6.6", b"X-Real-IP: 6.6.6.6")
    _said, [head], _live = ask(request(b"/", *lies))
    assert b"6.6.6.6" not in head and b"https" not in head
    assert b"X-Forwarded-For: 127.0.0.1\r\n" in head


def test_behind_a_proxy_the_chain_goes_on(ask):
    said = (b"X-Forwarded-For: 9.9.9.9", b"X-Forwarded-For: 8.8.8.8", b"X-Forwarded-Proto: https")
    _said, [head], _live = ask(request(b"/", *said), proxies=1)
    assert b"X-Forwarded-For: 9.9.9.9, 8.8.8.8, 127.0.0.1\r\n" in head
    assert head.lower().count(b"x-forwarded-for") == 1
    assert b"X-Forwarded-Proto: https" in head


STRANGE = {
    "two lengths": request(b"/", b"Content-Length: 5", b"Content-Length: 6", method=b"POST"),
    "length and pieces": request(b"/", b"Content-Length: 5", b"Transfer-Encoding: chunked", method=b"POST"),
    "length of words": request(b"/", b"Content-Length: +5", method=b"POST"),
    "a folded line": request(b"/", b"X: a", b" b"),
    "a bare newline": b"GET / HTTP/1.1\r\nHost: here\nX-Forwarded-For: 6.6.6.6\r\n\r\n",
    "a space before the colon": request(b"/", b"Content-Length : 5", method=b"POST"),
    "no request": b"hello\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\n",
    "an endless head": b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000,
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_what_two_servers_could_read_in_two_ways_is_refused(ask, strange):
    said, pages, live = ask(strange)
    assert said.startswith("HTTP/1.1 400")
    assert not pages and not live


def test_a_body_of_unknown_length_is_the_last_of_its_connection(ask):
    _said, [head], _live = ask(request(b"/", b"Transfer-Encoding: chunked", b"Connection: keep-alive", method=b"POST"))
    assert b"Connection: close" in head and b"keep-alive" not in head


def test_a_wish_for_another_protocol_that_is_not_granted_opens_no_way_past_the_gate(ask):
    lie = request(b"/live/x", b"X-Forwarded-For: 6.6.6.6")
    said, _pages, live = ask(request(b"/live/health", b"Upgrade: x", b"Connection: upgrade") + lie, b"")
    assert said.count("200 OK live") == 2
    assert len(live) == 2 and not any(b"6.6.6.6" in head for head in live)


def test_nor_does_one_that_comes_behind_another_request_or_with_a_body(ask):
    lie = request(b"/live/x", b"X-Forwarded-For: 6.6.6.6")
    _said, _pages, live = ask(request(b"/live/a"), request(b"/live/b", b"Upgrade: x") + lie, b"")
    assert [head.split()[1] for head in live] == [b"/live/a", b"/live/b", b"/live/x"]
    whole = request(b"/live/b", b"Upgrade: x", b"Content-Length: 3", method=b"POST", body=b"abc")
    said, _pages, more = ask(whole + lie, b"")
    assert "live /live/b 3" in said
    coded = request(b"/", b"Upgrade: x", b"Connection: keep-alive", b"Transfer-Encoding: chunked", method=b"POST")
    _said, [head], _live = ask(coded)
    assert b"Connection: close" in head and b"keep-alive" not in head
    assert not any(b"6.6.6.6" in head for head in [*live, *more])


def test_where_the_other_protocol_is_granted_every_byte_passes(ask):
    """What came with the head waits for the answer and is then passed as it is."""
    frame = b"GET / no head\r\n\r\n"
    said, _pages, live = ask(request(b"/live/a"), request(b"/live/desk", b"Upgrade: websocket") + frame)
    assert said.endswith("101 Switching Protocols " + frame.decode() + "\n")
    assert len(live) == 2


@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
def test_who_comes_while_the_page_server_is_away_is_told_so_in_their_language(tmp_path, monkeypatch, method):
    monkeypatch.setattr(gates, "COMING", 0.1)

    async def story():
        gate = Gate(str(tmp_path / "nobody"), str(tmp_path / "none"), 0)
        server = await asyncio.get_running_loop().create_server(lambda: Visitor(gate), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(request(b"/ro/", method=method))
        async with asyncio.timeout(PATIENCE):
            said = await reader.read()
        writer.close()
        server.close()
        await asyncio.sleep(0.05)
        return said.partition(b"\r\n\r\n")

    head, _gap, page = loops.run(story())
    assert head.startswith(b"HTTP/1.1 503") and b"Retry-After: 5\r\n" in head and b"charset=utf-8" in head
    assert b"<script" not in page and page == (b"" if method == b"HEAD" else gates.AWAY_PAGE)
    words = gates.AWAY_PAGE.decode()
    assert b"Content-Length: %d\r\n" % len(gates.AWAY_PAGE) in head
    for language in ("en", "ro", "ru", "fr", "es", "ar"):
        assert f'<p lang="{language}"' in words
