"""``name_trustee``: who reads safe reports; at least two, one from outside the state."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from rootbridge.people.members.models import Member
from rootbridge.shared.safety.models import NotEnough, Trustee, Unfit


class Command(BaseCommand):
    help = "Name a trustee of safe reports by their e-mail address; a letter asks them to make their key."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="shown to everybody")
        parser.add_argument("--about", default="", help="who they are, in a few words, shown to everybody")
        parser.add_argument("--language", default="en", help="language of these words and of the letters")
        parser.add_argument("--outside-state", action="store_true", help="works for no office of the state")

    def handle(self, *args, **options):
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no e-mail address") from error
        member, _made = Member.objects.join(options["email"], language=options["language"])
        abouts = {options["language"]: options["about"]} if options["about"] else {}
        try:
            trustee, made = Trustee.name_one(
                member, by=None, name=options["name"], abouts=abouts, is_outside_state=options["outside_state"]
            )
        except Unfit as error:
            raise CommandError("An administrator cannot be a trustee") from error
        self.stdout.write(f"{trustee.name} {'is now' if made else 'was already'} a trustee")
        try:
            Trustee.objects.circle()
            self.stdout.write("Safe reporting is open.")
        except NotEnough:
            self.stdout.write("Safe reporting stays closed until two trustees, one from outside the state, have keys.")
