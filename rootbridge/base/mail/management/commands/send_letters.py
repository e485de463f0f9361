import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from rootbridge.base.audit.chain import seal_records
from rootbridge.base.mail import post
from rootbridge.base.mail.models import Letter


class Command(BaseCommand):
    help = "Send the letters that are due, clear those past thirty days, seal the audit chain."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking every few seconds")
        parser.add_argument("--every", type=float, default=3.0, help="seconds between two looks")

    def handle(self, *args, **options):
        while True:
            sent = post.send_due()
            Letter.objects.outdated(timezone.now()).delete()
            seal_records()
            if not options["loop"]:
                self.stdout.write(f"{sent} sent")
                return
            close_old_connections()
            time.sleep(options["every"])
