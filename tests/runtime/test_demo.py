"""A demonstration opens every sample person's account with one click: it runs nowhere else."""

import pytest

from rootbridge.base.runtime import demo
from rootbridge.base.runtime.front import refuse_unsafe_settings


@pytest.mark.parametrize("bind", ["127.0.0.1", "127.0.0.53", "localhost", "::1", "[::1]"])
def test_it_runs_on_this_machine(bind):
    demo.refuse_unless_safe(is_demo=True, bind=bind, hosts=["127.0.0.1", "localhost", "[::1]"])


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])
def test_it_refuses_an_address_that_others_reach(bind):
    with pytest.raises(demo.Unsafe, match="127.0.0.1"):
        demo.refuse_unless_safe(is_demo=True, bind=bind)


def test_it_refuses_a_name_that_others_use():
    with pytest.raises(demo.Unsafe, match="ROOTBRIDGE_HOSTS"):
        demo.refuse_unless_safe(is_demo=True, bind="127.0.0.1", hosts=["127.0.0.1", "acasa.example"])


def test_it_refuses_to_stand_behind_another_server():
    with pytest.raises(demo.Unsafe, match="ROOTBRIDGE_TRUSTED_PROXIES"):
        demo.refuse_unless_safe(is_demo=True, bind="127.0.0.1", proxies=1)


def test_debugging_is_as_private_as_a_demonstration():
    with pytest.raises(demo.Unsafe, match="ROOTBRIDGE_DEBUG"):
        demo.refuse_unless_safe(is_demo=False, is_debug=True, bind="0.0.0.0")


def test_a_real_platform_may_be_reached():
    demo.refuse_unless_safe(is_demo=False, bind="0.0.0.0", hosts=["acasa.example"], proxies=1)


@pytest.fixture
def samples(monkeypatch):
    told = {}
    monkeypatch.setattr(demo.samples, "_entries", told)
    return told


def test_it_refuses_without_sample_data(samples):
    with pytest.raises(demo.Unsafe, match="no sample data"):
        demo.refuse_without_samples()
    samples["pack"] = lambda: False
    with pytest.raises(demo.Unsafe, match="no sample data"):
        demo.refuse_without_samples()


def test_it_runs_over_sample_data(samples):
    samples["pack"] = lambda: True
    demo.refuse_without_samples()


@pytest.mark.parametrize(
    ("address", "host", "is_open"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("::1", "[::1]:8000", True),
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "[::1]", True),
        ("192.168.1.7", "127.0.0.1:8000", False),
        ("", "127.0.0.1:8000", False),
    ],
)
def test_it_is_open_to_this_machine_only(rf, settings, address, host, is_open):
    request = rf.get("/", headers={"host": host}, REMOTE_ADDR=address)
    assert not demo.is_open_to(request)
    settings.ROOTBRIDGE_DEMO = True
    assert demo.is_open_to(request) is is_open


def test_the_web_server_refuses_too(settings, samples):
    refuse_unsafe_settings()
    settings.ROOTBRIDGE_DEMO = True
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    with pytest.raises(demo.Unsafe, match="no sample data"):
        refuse_unsafe_settings()
    settings.ROOTBRIDGE_BIND = "0.0.0.0"
    with pytest.raises(demo.Unsafe, match="would listen"):
        refuse_unsafe_settings()
