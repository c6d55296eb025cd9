"""``manage.py make_handouts``: makes the PDF of every handout that has none, or whose content has changed."""

from django.core.management.base import BaseCommand

from materials.handouts.making import make_missing


class Command(BaseCommand):
    help = "Make the PDF files of posters and cards that are missing or outdated. The worker does it every minute."

    def handle(self, *args, verbosity=1, **options):
        made = make_missing()
        if verbosity and made:
            self.stdout.write(f"Handouts: {made} files made.")
