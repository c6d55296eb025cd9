"""The sitemap: Wagtail's lists only the default language, this one lists them all."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import ceil
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.urls import reverse
from wagtail.models import Page, Site

from languages.codes import CYRILLIC, LATIN, html_code, written_languages
from languages.scripts import cyrillic_address
from pages.addresses import address_of
from pages.navigation import absolute
from pages.tree import HOME_DEPTH
from pages.visibility import visible

# The protocol allows 50,000 addresses and 50 MB; each of ours carries those of its translations.
PER_FILE = 10_000
HOME = HOME_DEPTH * Page.steplen


def parts_of_sitemap(pages: int) -> list[str]:
    """Return the addresses of the sitemap's files where one cannot hold so many pages."""
    files = ceil(pages / PER_FILE)
    return [f"{reverse('sitemap')}?p={number}" for number in range(1, files + 1)] if files > 1 else []


def listed(*columns: str) -> Iterator[tuple]:
    """Yield the path of each page that anybody may see, with columns of it, in the order of the tree.

    No whole pages: there may be tens of thousands, and the page store asks for their paths at each change.
    """
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    homes = root.get_translations(inclusive=True)
    starts = {home.path: (address_of(home.url_path), len(home.url_path)) for home in homes}
    rows = visible(Page.objects.order_by("path")).values_list("path", "url_path", *columns)
    for place, address, *more in rows.iterator():
        if (home := place[:HOME]) in starts:
            start, skipped = starts[home]
            yield start + address[skipped:], *more


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the sitemap. ``family``: its translation key."""

    path: str
    family: UUID
    language: str
    changed: datetime | None


@dataclass(frozen=True)
class Entry:
    """One address of the sitemap: when it was last published, and (hreflang, address) of its translations."""

    address: str
    changed: datetime | None
    alternates: list[tuple[str, str]]


class Sitemap:
    """Each live, public page in each language, and Serbian in both scripts.

    Pages with a form are left out: they ask not to be indexed.
    """

    @cached_property
    def pages(self) -> list[Listed]:
        """Return all pages below the home page of any language, in the order of the tree."""
        columns = ("translation_key", "locale__language_code", "last_published_at", "latest_revision_created_at")
        return [
            Listed(path, family, language, published or drafted)
            for path, family, language, published, drafted in listed(*columns)
        ]

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.pages, PER_FILE)

    @cached_property
    def _translations(self) -> dict[object, dict[str, str]]:
        """Return the addresses of each page by language, whichever files of the sitemap they stand in."""
        families = defaultdict(dict)
        for page in self.pages:
            family = families[page.family]
            family[page.language] = absolute(page.path)
            if page.language == LATIN:
                family[CYRILLIC] = cyrillic_address(family[LATIN])
        return families

    def entries(self, number: int | str) -> list[Entry]:
        """Return one file's addresses.

        Raises:
            InvalidPage: for a number that no file has.
        """
        entries = []
        for page in self.paginator.page(number):
            codes = (LATIN, CYRILLIC) if page.language == LATIN else (page.language,)
            entries += [self._entry(page, code) for code in codes]
        return entries

    def _entry(self, page: Listed, code: str) -> Entry:
        family = self._translations[page.family]
        return Entry(
            address=family[code],
            changed=page.changed,
            alternates=self._alternates(family),
        )

    @staticmethod
    def _alternates(family: dict[str, str]) -> list[tuple[str, str]]:
        """Return what the page itself says by hreflang: nothing where there is no translation."""
        if len(family) < 2:
            return []
        exact = [(html_code(code), family[code]) for code, _name in written_languages() if code in family]
        default = family.get(settings.LANGUAGE_CODE)
        return [*exact, ("x-default", default)] if default else exact
