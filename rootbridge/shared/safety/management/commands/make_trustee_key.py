"""``make_trustee_key``: for a trustee at their own machine, away from the platform; touches no database."""

import getpass
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from rootbridge.shared.safety import keyfile


class Command(BaseCommand):
    help = "Make a trustee's key file at one's own machine, as the page in the browser does, and print the public half."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write the locked key; it must not exist yet")

    def handle(self, *args, **options):
        path = Path(options["file"])
        if path.exists():
            raise CommandError(f"{path} exists already")
        passphrase = getpass.getpass("Passphrase: ")
        if len(passphrase) < keyfile.SHORTEST:
            raise CommandError(f"A passphrase has at least {keyfile.SHORTEST} letters; four words are good")
        if getpass.getpass("Once more: ") != passphrase:
            raise CommandError("The two are not the same")
        made = keyfile.make(passphrase)
        path.touch(mode=0o600)
        path.write_text(json.dumps(made, indent=1), "utf8")
        self.stdout.write(f"{made['public']}\nKeep {path} and the passphrase apart from each other.")
