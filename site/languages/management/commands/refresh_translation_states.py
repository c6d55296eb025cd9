"""``manage.py refresh_translation_states``: rebuild what the translations report shows."""

from django.core.management.base import BaseCommand

from languages.translations.states import refresh_all


class Command(BaseCommand):
    help = "Rebuild the states of all translations. May be run at any time, and again."

    def handle(self, *args, **options):
        self.stdout.write(f"States of translations: {refresh_all()} originals.")
