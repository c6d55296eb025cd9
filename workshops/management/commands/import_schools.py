"""``manage.py import_schools FILE.csv``: bring the register of schools up to date from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, no_translations

from workshops.register.importing import COLUMNS, SchoolFileError, import_schools


class Command(BaseCommand):
    help = (
        "Add and change schools from a CSV file in UTF-8, separated by commas or semicolons, with the columns "
        f"{', '.join(COLUMNS)}. The same register_number is the same school. Ends with 1 when a row is bad; "
        "the others are imported."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only report what would be done.")

    # Messages of Django's validators would otherwise be in Slovenian, amid English lines.
    @no_translations
    def handle(self, *args, file: Path, dry_run: bool, **options):
        try:
            report = import_schools(file, dry_run=dry_run)
        except SchoolFileError as error:
            raise CommandError(str(error)) from error
        for line in report.bad_rows:
            self.stderr.write(line)
        self.stdout.write(
            f"Schools{' (dry run, nothing is stored)' if dry_run else ''}: {report.added} added, "
            f"{report.changed} changed, {report.unchanged} unchanged, {len(report.bad_rows)} bad."
        )
        if report.bad_rows:
            raise CommandError(f"Rows that were not imported: {len(report.bad_rows)}.")
