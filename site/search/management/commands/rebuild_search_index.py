"""``manage.py rebuild_search_index``: bring the index up to date; what is unchanged is left alone."""

from django.core.management.base import BaseCommand

from search.indexing import rebuild
from search.models import SearchEntry


class Command(BaseCommand):
    help = "Bring the search index up to date with all pages and documents. Safe to run at any time."

    def handle(self, *args, **options):
        changed = rebuild()
        self.stdout.write(f"Search: {SearchEntry.objects.count()} entries, {changed} changed.")
