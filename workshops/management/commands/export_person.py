"""``manage.py export_person EMAIL``: what a person receives who asks what we store."""

import json

from django.core.management.base import BaseCommand, CommandError

from workshops.persons import export_person


class Command(BaseCommand):
    help = (
        "Print as JSON everything that bookings, facilitators and outgoing e-mails hold about an e-mail address. "
        "Ends with 1 when there is nothing. Accounts of the CMS and its pages are not searched."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email: str, **options):
        found = export_person(email=email)
        if not any(found[name] for name in ("bookings", "facilitator", "mentions", "mails")):
            raise CommandError("Nothing is stored about this address.")
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
