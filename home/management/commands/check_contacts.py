"""Looks for telephone numbers that no published contact has."""

import sys

from django.core.management.base import BaseCommand

from home.contact_check import check_contacts


class Command(BaseCommand):
    help = "Compare every telephone number that readers can see, in every language, with the published contacts."

    def handle(self, *args, **options):
        problems = check_contacts()
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            self.stderr.write(f"{len(problems)} numbers are wrong.")
            sys.exit(1)
        self.stdout.write("Every number belongs to a published contact.")
