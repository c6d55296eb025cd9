"""``manage.py purge_missed_searches``: forget after a year what readers did not find."""

from django.core.management.base import BaseCommand

from search.missed import purge


class Command(BaseCommand):
    help = "Delete counts of searches without results that are older than a year."

    def handle(self, *args, **options):
        self.stdout.write(f"Searches without results: {purge()} old counts deleted.")
