"""The one public port: what begins with /live/ goes to the live server, all else to the page server.

Runs without Django, as `python -m rootbridge.base.runtime.gate HOST PORT PAGES LIVE PROXIES`, where PAGES and LIVE are
Unix sockets and PROXIES is how many servers before this one write whom they answer. Each request's head is read: what
it says of its sender is taken out (behind proxies: added to), so that nobody can speak in another's name. Bodies and
answers pass untouched. A public site has nginx in its place.
"""

import asyncio
import re
import signal
import sys
from contextlib import suppress

try:
    import uvloop
except ImportError:  # no wheel for this machine: the standard loop does the same, slower
    uvloop = None

LIVE = b"/live/"
LARGEST_HEAD = 64 * 1024
# Bytes that may wait on the way to one side before the other is asked to stop; seconds for a whole head, and until a
# server that begins anew is there; connections that may wait to be taken.
HIGH = 256 * 1024
PATIENCE, COMING = 60.0, 5.0
BACKLOG = 1024
REQUEST = re.compile(rb"[A-Z]{1,20} (\S+) HTTP/1\.[01]\r\n")
SENDER = re.compile(rb"(?im)^(?:forwarded|x-forwarded-[a-z]+|x-real-ip)[ \t]*:[^\n]*\n")
CHAIN = re.compile(rb"(?im)^x-forwarded-for[ \t]*:[ \t]*([^\r\n]*)")
CHAIN_LINE = re.compile(rb"(?im)^x-forwarded-for[ \t]*:[^\n]*\n")
LENGTH = re.compile(rb"(?im)^content-length[ \t]*:[ \t]*([^\r\n]*?)[ \t]*\r?$")
UPGRADE = re.compile(rb"(?im)^upgrade[ \t]*:")
CODED = re.compile(rb"(?im)^transfer-encoding[ \t]*:")
CONNECTION = re.compile(rb"(?im)^connection[ \t]*:[^\n]*\n")
# A line that is no header, or continues one: two servers could read it in two ways.
STRANGE = re.compile(rb"(?m)^(?![!#$%&'*+.^_`|~0-9A-Za-z-]+:)|[^\r]$|\0")
SWITCHED = b"HTTP/1.1 101"
BAD, AWAY = b"400 Bad Request", b"503 Service Unavailable"
# What a person sees while the page server is away: no catalogue of texts is within reach here.
SOON = {
    "en": "We are back in a moment. Please load the page again.",
    "ro": "Revenim într-o clipă. Vă rugăm să încărcați pagina din nou.",
    "ru": "Мы вернёмся через минуту. Пожалуйста, загрузите страницу ещё раз.",
    "fr": "Nous revenons dans un instant. Veuillez recharger la page.",
    "es": "Volvemos en un momento. Por favor, cargue la página de nuevo.",
    "ar": "سنعود بعد لحظات. يُرجى تحميل الصفحة من جديد.",
}
AWAY_PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    f"<title>{SOON['en']}</title>"
    + "".join(f'<p lang="{language}" dir="auto">{words}</p>' for language, words in SOON.items())
    + "</html>"
).encode()


class Strange(Exception):
    """A head that servers could read in different ways, or none at all."""


class Gate:
    """``pages``, ``live``: where the two servers listen."""

    def __init__(self, pages: str, live: str, proxies: int):
        self.pages, self.live, self.proxies = pages, live, proxies

    def forwarded(self, head: bytes, peer: bytes) -> bytes:
        """The head with the sender's address as we saw it."""
        before = CHAIN.findall(head) if self.proxies else []
        head = (CHAIN_LINE if self.proxies else SENDER).sub(b"", head)
        return head[:-2] + b"X-Forwarded-For: " + b", ".join([*before, peer]) + b"\r\n\r\n"


class Visitor(asyncio.Protocol):
    """A connection from outside: heads are read, bodies counted, all passed on."""

    def __init__(self, gate: Gate):
        self.gate = gate
        self.line = self.server = self.timer = self.coming = None
        self.held, self.body, self.is_raw, self.is_asking = bytearray(), 0, False, False
        self.peer, self.where = b"", ""

    def connection_made(self, line):
        self.line = line
        line.set_write_buffer_limits(HIGH)
        self.peer = (line.get_extra_info("peername") or ("",))[0].encode()
        self.timer = asyncio.get_running_loop().call_later(PATIENCE, self._late)

    def data_received(self, data):
        if (
            self.coming is None
            and not self.held
            and self.server is not None
            and (self.is_raw or len(data) <= self.body)
        ):
            self.body -= 0 if self.is_raw else len(data)
            self.server.write(data)
            return
        self.held += data
        if self.coming is None:
            self._go_on()

    def _go_on(self) -> None:
        """Pass on what can be passed of what is held."""
        try:
            while self.held and self.coming is None and not self.is_asking:
                if self.is_raw or self.body:
                    self._pass_body()
                elif not self._pass_head():
                    return
        except Strange:
            self._refuse(BAD)

    def _pass_body(self) -> None:
        part = bytes(self.held) if self.is_raw else bytes(self.held[: self.body])
        del self.held[: len(part)]
        self.body -= 0 if self.is_raw else len(part)
        self.server.write(part)

    def _pass_head(self) -> bool:
        end = self.held.find(b"\r\n\r\n")
        if end < 0:
            if len(self.held) > LARGEST_HEAD:
                raise Strange
            return False
        head = bytes(self.held[: end + 4])
        first = REQUEST.match(head)
        if first is None or STRANGE.search(head, first.end(), end + 1):
            raise Strange
        where = self.gate.live if first[1].startswith(LIVE) else self.gate.pages
        asks = where == self.gate.live and UPGRADE.search(head) is not None
        if self.server is None or where != self.where or (asks and self.server.is_used):
            self._turn_to(where)  # who asks for another protocol is alone there: the first answer is theirs
            return True
        del self.held[: end + 4]
        self._note_body(head)
        if self.is_raw:  # a body whose end is not known: the last of this connection
            head = CONNECTION.sub(b"", head)[:-2] + b"Connection: close\r\n\r\n"
        elif asks and not self.body:
            self.is_asking = True
            self.line.pause_reading()
        self.server.is_used = True
        self.server.write(self.gate.forwarded(head, self.peer))
        return True

    def answered(self, is_raw: bool) -> None:
        """Whether the server goes over to the other protocol; until then what followed was held."""
        self.is_asking, self.is_raw = False, is_raw
        self.line.resume_reading()
        self._go_on()

    def _note_body(self, head: bytes) -> None:
        lengths = LENGTH.findall(head)
        is_coded = CODED.search(head) is not None
        if len(lengths) > 1 or (lengths and (is_coded or not lengths[0].isdigit())):
            raise Strange
        self.body = int(lengths[0]) if lengths else 0
        self.is_raw = is_coded
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _turn_to(self, where: str) -> None:
        if self.server is not None:
            self.server.visitor = None
            self.server.line.close()
            self.server = None
        self.where = where
        self.line.pause_reading()
        self.coming = asyncio.ensure_future(self._call(where))

    async def _call(self, where: str) -> None:
        """Reach the server; one that was killed a moment ago is there again soon."""
        loop = asyncio.get_running_loop()
        until = loop.time() + COMING
        while True:
            try:
                _line, self.server = await loop.create_unix_connection(lambda: Server(self), where)
                break
            except OSError:
                if loop.time() > until:
                    self._refuse(AWAY)
                    return
                await asyncio.sleep(0.1)
        self.coming = None
        self.line.resume_reading()
        self._go_on()

    def _refuse(self, status: bytes) -> None:
        page = AWAY_PAGE if status is AWAY else b""
        said = (
            b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\nRetry-After: 5\r\n"
            b"Cache-Control: no-store\r\nConnection: close\r\n\r\n" % (status, len(page))
        )
        self.line.write(said if self.held.startswith(b"HEAD ") else said + page)
        self.line.close()

    def _late(self) -> None:
        self.line.close()

    def eof_received(self):
        return False

    def connection_lost(self, _error):
        if self.timer is not None:
            self.timer.cancel()
        if self.coming is not None:
            self.coming.cancel()
        if self.server is not None:
            self.server.visitor = None
            self.server.line.close()

    def pause_writing(self):
        if self.server is not None:
            self.server.line.pause_reading()

    def resume_writing(self):
        if self.server is not None:
            self.server.line.resume_reading()


class Server(asyncio.Protocol):
    """The connection to a server on behalf of one visitor."""

    def __init__(self, visitor: Visitor):
        self.visitor, self.line, self.is_used, self.said = visitor, None, False, b""

    def connection_made(self, line):
        self.line = line
        self.write = line.write
        line.set_write_buffer_limits(HIGH)

    def data_received(self, data):
        if self.visitor is not None:
            self.visitor.line.write(data)
            if self.visitor.is_asking:
                self.said += data[: len(SWITCHED)]
                if len(self.said) >= len(SWITCHED):
                    self.visitor.answered(self.said.startswith(SWITCHED))

    def connection_lost(self, _error):
        if self.visitor is not None:
            self.visitor.server = None
            self.visitor.line.close()

    def pause_writing(self):
        if self.visitor is not None:
            self.visitor.line.pause_reading()

    def resume_writing(self):
        if self.visitor is not None:
            with suppress(RuntimeError):
                self.visitor.line.resume_reading()


async def serve(host: str, port: int, gate: Gate) -> None:
    """Until a signal says stop."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for order in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(order, stop.set)
    server = await loop.create_server(lambda: Visitor(gate), host, port, backlog=BACKLOG)
    await stop.wait()
    server.close()


def main(words: list[str]) -> None:
    host, port, pages, live, proxies = words
    run = uvloop.run if uvloop else asyncio.run
    run(serve(host, int(port), Gate(pages, live, int(proxies))))


if __name__ == "__main__":
    main(sys.argv[1:])
