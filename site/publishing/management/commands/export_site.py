"""``manage.py export_site DIR``: the whole site as files for any file server, each link of them checked."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from publishing.export.checking import broken_links
from publishing.export.copying import Copying, CopyingFailed
from publishing.export.folder import NewFolder, NotACopy
from publishing.export.headers import nginx_files


@contextmanager
def _failures_only() -> Iterator[None]:
    """Keep what is not there out of the log: the pages for missing addresses are asked for on purpose."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


class Command(BaseCommand):
    help = "Write the whole site as files that any file server can serve at the root of a name."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--despite-broken-links", action="store_true", help="put the copy in its place even if links lead nowhere"
        )

    def handle(self, *args, folder: Path, despite_broken_links: bool, **options):
        if settings.DEBUG:
            raise CommandError("Set DJANGO_SETTINGS_MODULE: with debug settings static files have no final names.")
        started = time.monotonic()
        try:
            with NewFolder(folder) as new, _failures_only():
                copy = Copying(new)
                copy.collect(self._tell)
                copy.write()
                for file, text in nginx_files(copy).items():
                    new.write(file, text.encode())
                new.finish()
                broken = broken_links(new.path, site_url=settings.SITE_URL.rstrip("/"))
                for link in broken:
                    self.stderr.write(f"Leads nowhere: {link}")
                if broken and not despite_broken_links:
                    raise CommandError(f"{len(broken)} links lead nowhere; {folder} stays as it was.")
                new.put_in_place(f"{settings.SITE_URL} as of {timezone.now():%Y-%m-%d %H:%M} UTC\n")
        except (CopyingFailed, NotACopy) as error:
            raise CommandError(str(error)) from error
        pages = sum(kept.answer.kind == "text/html" for kept in copy.kept.values())
        took = time.monotonic() - started
        self.stdout.write(
            f"Export: {pages} pages and {len(copy.kept) - pages} other files in {took:.0f} s, in {folder}."
        )
        if broken:
            raise CommandError(f"{len(broken)} links lead nowhere.")

    def _tell(self, count: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\rExport: {count} addresses…", ending="\r")
