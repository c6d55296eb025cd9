"""Tells whether the page trees of all languages have the same shape."""

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from languages.together.families import HOME_DEPTH, source_locale_id
from languages.together.following import follow
from languages.together.parity import differences


class Command(BaseCommand):
    help = "Tell in words where translations do not stand where their originals stand; --repair puts them there."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="move translations to where their originals stand")

    def handle(self, *args, repair: bool, **options):
        if repair:
            originals = Page.objects.filter(depth__gt=HOME_DEPTH, locale_id=source_locale_id()).order_by("path")
            for page in originals:
                follow(page=page)
        found = list(differences())
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences between the trees.")
        self.stdout.write("The trees of all languages have the same shape.")
