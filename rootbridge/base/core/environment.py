"""Reading settings from the environment, each with a safe default. No Django here: settings.py imports it."""

import os
import secrets
from pathlib import Path


def text(name, default):
    """The variable as a string; an empty one counts as unset."""
    return os.environ.get(name) or default


def flag(name, default):
    """The variable as a yes or no: 1, true, yes, on."""
    return text(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def number(name, default):
    return int(text(name, str(default)))


def words(name, default):
    """The variable as a list, comma separated."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name, path: Path):
    """A secret from the environment, or one made once and kept in a file that only its owner can read."""
    if value := os.environ.get(name):
        return value
    if path.exists():
        return path.read_text("utf8").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    value = secrets.token_urlsafe(48)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("utf8").strip()
    with os.fdopen(descriptor, "w", encoding="utf8") as file:
        file.write(value)
    return value
