"""``manage.py purge_expired``: enforce the retention periods; the worker runs it once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.retention import purge_expired


class Command(BaseCommand):
    help = (
        "Anonymise bookings and former facilitators, and delete e-mails, that are older than the retention periods "
        "in the settings."
    )

    def handle(self, *args, **options):
        purged = purge_expired(now=timezone.now())
        self.stdout.write(
            f"Bookings anonymised: {purged.bookings}. E-mails deleted: {purged.mails}. "
            f"Facilitators anonymised: {purged.facilitators}."
        )
