"""``manage.py send_reminders``: remind schools of near dates and of missing numbers. The worker runs it daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.reminders import send_due_reminders


class Command(BaseCommand):
    help = "Remind schools of agreed dates, and of numbers that are missing after a workshop; each once."

    def handle(self, *args, **options):
        count = send_due_reminders(now=timezone.now())
        self.stdout.write(f"{count} reminders written.")
