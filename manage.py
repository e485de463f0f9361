#!/usr/bin/env python3
"""Run one command of the platform: `python manage.py <verb>_<noun>`, each with --help."""

import os
import sys
from pathlib import Path

try:
    from django.core.management import execute_from_command_line

    from rootbridge.base.runtime import postgres
except ModuleNotFoundError as missing:
    sys.exit(f"{missing.name} is not installed here: run `make demo` once, then use .venv/bin/python.")

BASE_DIR = Path(__file__).resolve().parent
# These never ask the database, or see to it themselves.
WITHOUT_DATABASE = {
    "--help", "--version", "help", "version", "makemessages", "compilemessages",
    "serve_platform", "start_database", "stop_database", "show_database",
}  # fmt: skip
# Milliseconds one statement of a command may take; a page, served by serve_platform, has far less.
PATIENCE = "1800000"


def needs_database(words: list[str]) -> bool:
    """Whether a command line needs the database to run."""
    return len(words) > 1 and words[1] not in WITHOUT_DATABASE and not {"--help", "-h"} & set(words)


def main() -> None:
    """Start the embedded database when the command needs it, then hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "serve_platform" not in sys.argv[1:2]:
        os.environ.setdefault("ROOTBRIDGE_STATEMENT_TIMEOUT", PATIENCE)
    if needs_database(sys.argv) and postgres.is_needed():
        try:
            postgres.start(BASE_DIR)
        except postgres.Unavailable as reason:
            sys.exit(str(reason))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
