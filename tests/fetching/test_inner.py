"""An inner address is never knocked at, however it is spelt: a listening socket counts."""

import ipaddress
from pathlib import Path

import pytest

from rootbridge.base.fetching.fetcher import Refused, Unreachable, fetch
from rootbridge.base.fetching.network import is_public
from tests.fetching.webs import PUBLIC, Listener, Web, site

INNER_NAMES = {
    "localtest.example": ["127.0.0.1"], "seven.example": ["::1"], "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"], "mixed.example": [PUBLIC, "10.0.0.5"],
    "other.example": ["10.0.0.5", PUBLIC], "mapped.example": ["::ffff:127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"], "sixtofour.example": ["2002:7f00:1::1"],
    "localhost": ["127.0.0.1"], "localhost.localdomain": ["127.0.0.1"], "ip6-localhost": ["::1"], "db": ["172.18.0.2"],
    "xn--9caa.example": ["192.168.1.1"],
}  # fmt: skip
HOSTS = (Path(__file__).parent / "spellings.txt").read_text("utf8").split()
WRITTEN = [
    "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/", "http://ⓛocalhost/",
    "http://LOCALHOST/", "http://localhost./", "http://user@127.0.0.1/", "http://user:word@127.0.0.1/",
    "http://example.org@127.0.0.1/", "http://127.0.0.1#@example.org/", "http://127.0.0.1?@example.org/",
    "http://127.0.0.1\\@example.org/", "http://example.org\\@127.0.0.1/", "http:\\\\127.0.0.1\\", "http:127.0.0.1/",
    "http:///127.0.0.1/", "http:/127.0.0.1/", "//127.0.0.1/", "127.0.0.1", "http://127.0.0.1:80/", "http://[::1]:80/",
    "http://127.0.0.1:5432/", "http://127.0.0.1:22/", "https://127.0.0.1:8443/", "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/", "http://[::1%25lo]/", "http://[fe80::1%25eth0]/", "http://[::ffff:127.0.0.1%251]/",
    "http://127.0.0.1%00.example.org/", "http://127.0.0.1%2f@example.org/", "http://127.0.0.1 /", "http://127.0.0.1\t/",
    "http://127.0.0.1\r\nHost: example.org/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%0d%0a/", " http://127.0.0.1/",
    "file:///etc/passwd", "gopher://127.0.0.1:70/_x", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/",
    "data:text/plain,x",
    "ldap://127.0.0.1/", "unix:///var/run/docker.sock", "jar:http://127.0.0.1!/", "javascript:alert(1)",
    "http://[v1.127.0.0.1]/", "http://[127.0.0.1]/", "http://[::1/", "http://::1/", "http://0x7f.0.0.1.:80/", "http://",
    "http://127.0.0.1\u200b/", "http://127.0.0.1\u3000/", "http://loc\u00adalhost/",
]  # fmt: skip
SPELLINGS = [f"{scheme}://{host}/latest/" for host in [*HOSTS, *INNER_NAMES] for scheme in ("http", "https")] + WRITTEN


@pytest.fixture
def door():
    listener = Listener()
    yield listener
    listener.close()


def test_no_spelling_of_an_inner_address_is_knocked_at(door):
    """Whatever the fetcher would connect to is led to the door, and the door counts nobody."""
    web = Web(INNER_NAMES, {80: door.port, 443: door.port})
    fetched = []
    for url in SPELLINGS:
        try:
            fetched.append((url, fetch(url, agent="test", patience=5, network=web)))
        except (Refused, Unreachable):
            continue
    assert len(set(SPELLINGS)) >= 300
    assert (fetched, web.connected, door.count) == ([], [], 0)


def test_the_door_does_count(door):
    """The measure measures: a public address is knocked at."""
    with pytest.raises(Unreachable):
        fetch("http://fine.example/", agent="test", network=Web({"fine.example": [PUBLIC]}, {80: door.port}))
    assert door.count == 1


@pytest.mark.parametrize("inner", [f"http://{host}/" for host in HOSTS[::9]] + WRITTEN[:12:3] + ["http://db/"])
def test_no_redirect_leads_inside(door, inner):
    def answer(method, host, path):
        return 302, {"Location": inner.encode().decode("latin-1")}, b""

    with site(answer) as port:
        web = Web({**INNER_NAMES, "fine.example": [PUBLIC]}, {80: port, 443: door.port})
        with pytest.raises((Refused, Unreachable)):
            fetch("http://fine.example/", agent="test", network=web)
    assert set(web.connected) == {PUBLIC}
    assert door.count == 0


def test_a_name_that_changes_its_mind_is_asked_once(door):
    """Looked up, found public, and gone to as that number: what the name says a moment later does not count."""
    with site(lambda *said: (200, {}, b"fine")) as port:
        web = Web({"rebind.example": [[PUBLIC], ["127.0.0.1"], ["169.254.169.254"]]}, {80: port, 443: door.port})
        assert fetch("http://rebind.example/", agent="test", network=web).body == b"fine"
        assert (web.asked, web.connected) == (["rebind.example"], [PUBLIC])
        with pytest.raises(Refused):
            fetch("http://rebind.example/", agent="test", network=web)
    assert (web.connected, door.count) == ([PUBLIC], 0)


@pytest.mark.parametrize("number", ["8.8.8.8", PUBLIC, "185.110.231.1", "2a00:1450:4001::1", "2606:4700::1111"])
def test_the_open_web_is_open(number):
    assert is_public(ipaddress.ip_address(number))
