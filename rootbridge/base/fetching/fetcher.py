"""One request to the open web, and no other: http and https on their own ports, each hop looked at anew, everything
within limits of time and size, certificates checked."""

import http.client
import re
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from .network import INTERNET, Network

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
MOST_BYTES = 200_000
PATIENCE = 15.0  # seconds for one request, all of it
HOPS = 5
NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?")
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
PATH_SIGNS = "/%:@!$&'()*+,;=~-._"
PERMANENT, TEMPORARY = (301, 308), (302, 303, 307)
EXPIRED, NOT_YET, WRONG_NAME, WRONG_NUMBER, UNKNOWN = (10,), (9,), 62, 64, (18, 19, 20, 21)


class Refused(Exception):
    """The address may not be fetched. ``args[0]``: a word: address, scheme, port, inner."""


class Unreachable(Exception):
    """Nothing came back. ``args[0]``: a word: name, connection, time, answer, hops, or a certificate's expired, early,
    other_name, unknown_issuer, certificate."""


@dataclass(frozen=True)
class Place:
    """An address taken apart. ``host``: in ASCII; ``target``: path and question as they are asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{self.target}"


@dataclass
class Answer:
    """``url``: where it came from in the end; ``moved_to``: where all permanent redirects before any other led, ""
    where there was none."""

    status: int
    url: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    moved_to: str = ""


def place_of(url: str) -> Place:
    """Takes an address apart. Raises Refused."""
    if len(url) > LONGEST or UNSEEN.search(url):
        raise Refused("address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("address") from error
    if parts.scheme not in PORTS:
        raise Refused("scheme")
    if parts.username is not None or parts.password is not None or not host:
        raise Refused("address")
    if port not in (None, PORTS[parts.scheme]):
        raise Refused("port")
    target = quote(parts.path or "/", safe=PATH_SIGNS)
    if parts.query:
        target += "?" + quote(parts.query, safe=PATH_SIGNS + "?[]")
    return Place(parts.scheme, _ascii(host), PORTS[parts.scheme], target)


def _ascii(host: str) -> str:
    """A name as the wire knows it. A number in IPv6 stays as it is."""
    if ":" in host:
        if "%" in host:
            raise Refused("address")
        return host
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Refused("address") from error
    if not NAME.fullmatch(name):
        raise Refused("address")
    return name


def fetch(
    url: str, *, method: str = "GET", agent: str, most: int = MOST_BYTES, patience: float = PATIENCE,
    network: Network = INTERNET,
) -> Answer:  # fmt: skip
    """What an address answers, redirects followed. Raises Refused or Unreachable."""
    moved, is_permanent, ends = "", True, time.monotonic() + patience
    for _hop in range(HOPS + 1):
        place = place_of(url)
        answer = _ask(place, method, agent, most, ends, network)
        onward = _read(answer.headers.get("location", ""))
        if answer.status not in PERMANENT + TEMPORARY or not onward:
            answer.moved_to = moved
            return answer
        url = urljoin(place.url, onward)
        is_permanent = is_permanent and answer.status in PERMANENT
        moved = place_of(url).url if is_permanent else moved
    raise Unreachable("hops")


def _ask(place: Place, method: str, agent: str, most: int, ends: float, network: Network) -> Answer:
    number = _reachable(place, network)
    try:
        with _line(place, number, ends, network) as line:
            return _talk(line, place, method, agent, most, ends)
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(_trouble(error)) from error
    except TimeoutError as error:
        raise Unreachable("time") from error
    except (http.client.HTTPException, ValueError) as error:
        raise Unreachable("answer") from error
    except OSError as error:
        raise Unreachable("time" if time.monotonic() >= ends else "connection") from error


def _read(location: str) -> str:
    """Where an answer sends on to; many write it in UTF-8 without saying so."""
    try:
        return location.encode("latin-1").decode("utf8")
    except UnicodeError:
        return location


def _reachable(place: Place, network: Network):
    """The number to go to. All that a name stands for must be public: one that names an inner machine too is a trap."""
    try:
        numbers = network.numbers_of(place.host, place.port)
    except (OSError, ValueError, UnicodeError) as error:
        raise Unreachable("name") from error
    if not numbers:
        raise Unreachable("name")
    if not all(network.may_reach(number) for number in numbers):
        raise Refused("inner")
    return numbers[0]


@contextmanager
def _line(place: Place, number, ends: float, network: Network):
    """A connection that is cut when the time is over, whatever the other side does."""
    line = network.connect(number, place.port, _left(ends))
    cut = threading.Timer(_left(ends), _cut, [line])
    cut.daemon = True
    cut.start()
    try:
        line.settimeout(_left(ends))
        if place.scheme == "https":
            line = network.context().wrap_socket(line, server_hostname=place.host.rstrip("."))
        yield line
    finally:
        cut.cancel()
        line.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _talk(line: socket.socket, place: Place, method: str, agent: str, most: int, ends: float) -> Answer:
    talk = http.client.HTTPConnection(place.host, place.port)
    talk.auto_open = 0
    talk.sock = line
    talk.putrequest(method, place.target, skip_host=True, skip_accept_encoding=True)
    host = f"[{place.host}]" if ":" in place.host else place.host
    said = {"Host": host, "User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    for name, value in said.items():
        talk.putheader(name, value)
    talk.endheaders()
    with talk.getresponse() as got:
        headers = {name.lower(): value.strip() for name, value in got.getheaders()}
        body = b""
        while len(body) < most and (piece := got.read1(min(16_384, most - len(body)))):
            _left(ends)
            body += piece
        return Answer(got.status, place.url, body, headers)


def _trouble(error: ssl.SSLCertVerificationError) -> str:
    code = error.verify_code
    if code in EXPIRED:
        return "expired"
    if code in NOT_YET:
        return "early"
    if code in (WRONG_NAME, WRONG_NUMBER):
        return "other_name"
    return "unknown_issuer" if code in UNKNOWN else "certificate"
