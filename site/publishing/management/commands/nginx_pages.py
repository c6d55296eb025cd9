"""``manage.py nginx_pages DIR``: what nginx includes to serve finished pages itself, with their headers."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from publishing.store.configuration import configuration, kinds_of
from publishing.store.disk import Disk


class Command(BaseCommand):
    help = "Write what nginx includes to serve pages of the store, from those that are there."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args, folder: Path, **options):
        kinds = kinds_of(Disk(settings.PAGE_STORE_FOLDER))
        if not kinds.headers:
            raise CommandError(
                f"There is no page in {settings.PAGE_STORE_FOLDER} yet: let the worker make them first."
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in configuration(kinds).items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(kinds.headers)} kinds of pages. Now: nginx -t, and reload it.")
