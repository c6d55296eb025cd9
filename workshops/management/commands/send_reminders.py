"""``manage.py send_reminders``: remind schools of dates that are near. The worker runs it daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshops.reminders import send_due_reminders


class Command(BaseCommand):
    help = "Remind schools of agreed dates, a week and a day before; each once."

    def handle(self, *args, **options):
        count = send_due_reminders(now=timezone.now())
        self.stdout.write(f"{count} reminders written.")
