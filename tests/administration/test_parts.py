"""Each part has one switch: its menu entry, pages, search results, notices and figures go; its data stays."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.base.core import figures, findable, handover, menus, panels, parts, queue
from rootbridge.base.core.models import Switch
from rootbridge.people.privacy import rooms
from rootbridge.shared.inbox import registry as notices
from rootbridge.shared.moderation import registry as moderation
from tests.architecture.house import our_patterns

REGISTRIES = {
    "public menu": menus.public, "menu of the back office": menus.manage, "search": findable.search_sources,
    "notices": notices.kinds, "figures": figures.indicators, "queue": queue.queue_sources, "panels": panels.panels,
    "reports": moderation.reportables, "rooms": rooms.rooms,
}  # fmt: skip
LABELS = [part.label for part in parts.every()]


@pytest.fixture(autouse=True)
def _wake_all():
    parts.forget()
    yield
    parts.forget()


def switch(cast, label, on, person=None):
    return cast.enter(person or cast.esi).post(reverse("administration:switch", args=[label]), {"on": on})


def test_there_are_parts_to_switch():
    assert {"opportunities", "services", "help", "search", "insights"} <= set(LABELS)


@pytest.mark.parametrize("label", LABELS)
def test_a_sleeping_part_is_gone_everywhere_and_keeps_its_data(cast, label):
    before = {name: set(_keys(registry)) for name, registry in REGISTRIES.items()}
    rows = _rows(label)
    assert switch(cast, label, "0").status_code == 302
    client = cast.enter(cast.esi)
    for name, registry in REGISTRIES.items():
        theirs = {key for key, entry in registry.all().items() if _belongs(entry, label)}
        assert not theirs & set(_keys(registry)), f"{name} of {label}"
        assert before[name] - theirs == set(_keys(registry)), f"{name} of others"
    reached = {name: client.get(address).status_code for name, address in _addresses(label)}
    assert set(reached.values()) <= {404, 405}, reached
    assert _rows(label) == rows
    assert switch(cast, label, "1").status_code == 302
    assert {name: set(_keys(registry)) for name, registry in REGISTRIES.items()} == before


@pytest.mark.parametrize("label", LABELS)
def test_every_entry_of_a_part_names_its_part(label):
    """An entry that a part's own module makes goes with the part."""
    unnamed = [
        f"{name}: {key}"
        for name, registry in REGISTRIES.items()
        for key, entry in registry.all().items()
        if _made_by(entry) == label and not _belongs(entry, label)
    ]
    assert not unnamed


def _keys(registry):
    return [key for key, entry in registry.all().items() if key in registry]


def _belongs(entry, label) -> bool:
    return getattr(entry, "part", "") == label


def _made_by(entry) -> str:
    """The app whose function or key stands in the entry."""
    modules = {getattr(value, "__module__", "") for value in vars(entry).values() if callable(value)}
    labels = {module.split(".")[2] for module in modules if module.startswith("rootbridge.")}
    key = getattr(entry, "key", getattr(entry, "name", "")).partition(".")[0]
    return key if key in LABELS else next(iter(labels & set(LABELS)), "")


def _addresses(label):
    for address, name, view in our_patterns():
        if view.__module__.split(".")[2] == label and "<" not in address:
            yield name, reverse(name)


def _rows(label) -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_app_config(label).get_models()
            if issubclass(model, models.Model)}  # fmt: skip


def test_switching_is_on_record_and_switching_twice_is_once(cast):
    for _again in range(2):
        assert switch(cast, "help", "0").status_code == 302
    assert Record.objects.filter(verb="administration.part_switched").count() == 1
    assert Switch.objects.get(part="help").is_on is False
    page = cast.enter(cast.esi).get(reverse("administration:parts")).content.decode()
    assert "Wake Help" in page


def test_only_an_administrator_of_everything_switches(cast):
    assert switch(cast, "help", "0", cast.dana).status_code == 404
    assert cast.enter(cast.dana).get(reverse("administration:parts")).status_code == 404
    for label, on in (("nonsense", "0"), ("help", "2"), ("members", "0"), ("administration", "0")):
        assert switch(cast, label, on).status_code == 404
    assert not Switch.objects.exists()


def test_what_the_settings_keep_off_stays_off(cast, settings):
    settings.ROOTBRIDGE_PARTS_OFF = ["help"]
    parts.forget()
    page = cast.enter(cast.esi).get(reverse("administration:parts")).content.decode()
    assert "Kept off by the settings" in page
    switch(cast, "help", "1")
    assert not parts.is_on("help")


def test_handover_reaches_sleeping_parts(cast):
    """What a person leaves to the next one is data, so it is passed on although its part sleeps."""
    assert set(handover.open_work.all()) >= {"invitations", "opportunities.drafts", "offices.people"}
