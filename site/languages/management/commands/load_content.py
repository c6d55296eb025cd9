"""``manage.py load_content``: load the starting content, once or again."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from languages.loading.files import ContentError
from languages.loading.loader import Loader
from languages.translations.states import in_bulk
from publishing.store.changes import one_change


class Command(BaseCommand):
    help = "Load pages, snippets and pictures from content/. Never overwrites what an editor has changed."

    def add_arguments(self, parser):
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "content")

    def handle(self, *args, folder: Path, **options):
        try:
            with in_bulk(), one_change():
                counts = Loader(folder, say=self.stdout.write).load()
        except ContentError as error:
            raise CommandError(str(error)) from error
        if counts["loaded"]:
            call_command("rebuild_search_index", stdout=self.stdout)
        self.stdout.write(
            f"Content: {counts['loaded']} loaded, {counts['unchanged']} unchanged, {counts['kept']} kept as edited."
        )
