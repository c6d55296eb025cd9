"""``manage.py erase_person EMAIL``: do at once what a person asks who wants to be forgotten."""

from django.core.management.base import BaseCommand, CommandError

from workshops.persons import erase_person


class Command(BaseCommand):
    help = (
        "Anonymise the bookings of an e-mail address, delete its e-mails (queued ones too) and strike it from other "
        "texts, the register of schools among them; a facilitator is anonymised. Ends with 1 when there is nothing. "
        "Accounts of the CMS and its pages stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email: str, **options):
        try:
            erased = erase_person(email=email)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not erased:
            raise CommandError("Nothing is stored about this address.")
        self.stdout.write(
            f"Bookings anonymised: {erased.bookings}. E-mails deleted: {erased.mails}. "
            f"Other texts changed: {erased.mentions}. Facilitators anonymised: {erased.facilitators}."
        )
