"""``manage.py make_demo_bookings``: invented, marked data to try the desk on; ``--delete`` takes it away again."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workshops.demo.making import DemoDataExists, make_demo
from workshops.demo.removing import remove_demo


class Command(BaseCommand):
    help = (
        "Make invented schools, facilitators, bookings and sessions across three school years, all marked DEMO and "
        "never counted in reports; no e-mail is sent. With --delete, remove them and nothing else."
    )

    def add_arguments(self, parser):
        parser.add_argument("--bookings", type=int, default=5_000)
        parser.add_argument("--sessions", type=int, default=8_000)
        parser.add_argument("--seed", type=int, default=1, help="The same seed makes the same data on the same day.")
        parser.add_argument("--delete", action="store_true", help="Remove all demo data, and make none.")
        parser.add_argument("--yes", action="store_true", help="Make it with the settings for production, too.")

    def handle(self, *args, bookings: int, sessions: int, seed: int, delete: bool, yes: bool, **options):
        if delete:
            self._delete()
            return
        if is_production() and not yes:
            raise CommandError("These are the settings for production. Add --yes if demo data is really wanted here.")
        if bookings < 1:
            raise CommandError("At least one booking is needed.")
        try:
            make_demo(bookings=bookings, sessions=sessions, seed=seed, now=timezone.now())
        except DemoDataExists as error:
            raise CommandError("There is demo data already. Remove it first, with --delete.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Demo data: {bookings} bookings, {sessions} sessions. While it is here, DEMO facilitators count as free "
            "ones. Remove it with --delete."
        )

    def _delete(self) -> None:
        removed = remove_demo()
        self.stdout.write(
            f"Removed: {removed.bookings} bookings, {removed.schools} schools, {removed.facilitators} facilitators."
        )
        for name in removed.kept:
            self.stdout.write(f"Kept, because a real booking uses it: {name}")


def is_production() -> bool:
    """Say whether the settings are those for production."""
    module = getattr(settings, "SETTINGS_MODULE", None) or os.environ.get("DJANGO_SETTINGS_MODULE", "")
    return module.rpartition(".")[2] == "production"
