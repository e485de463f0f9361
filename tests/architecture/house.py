"""What the tests of the house walk over: its files, apps and views."""

from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "rootbridge"


def files(*endings, below=HOUSE):
    return sorted(path for ending in endings for path in below.rglob(f"*{ending}") if "__pycache__" not in path.parts)


def python_files():
    return [path for path in files(".py") if "migrations" not in path.parts]


def shown(path) -> str:
    return str(path.relative_to(ROOT))


def our_apps():
    return [config for config in apps.get_app_configs() if config.name.startswith("rootbridge.")]


def our_models():
    return [model for config in our_apps() for model in config.get_models(include_auto_created=False)]


def patterns(resolver=None, prefix="", namespaces=()):
    """(address, name with namespaces, view) of every page."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from patterns(entry, address, inner)
        elif isinstance(entry, URLPattern):
            yield address, ":".join([*namespaces, entry.name or ""]), entry.callback


def our_patterns():
    return [row for row in patterns() if getattr(row[2], "__module__", "").startswith("rootbridge.")]
