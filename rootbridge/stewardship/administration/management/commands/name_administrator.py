"""``name_administrator``: the first administrator of a platform, or one who lets you in again."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from rootbridge.people.members.bounds import Bounds
from rootbridge.people.members.models import Member, Role, RoleKind


class Command(BaseCommand):
    help = "Make the member with this address administrator of everything; the account is made if there is none."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--language", default="en", help="language to write to them in")

    def handle(self, *args, **options):
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no e-mail address") from error
        member, _made = Member.objects.join(options["email"], language=options["language"])
        _role, made = Role.grant(member, RoleKind.ADMINISTRATOR, Bounds(is_everywhere=True), by=None)
        said = "is now" if made else "was already"
        self.stdout.write(f"{member.email} {said} administrator; sign in and add a second factor")
