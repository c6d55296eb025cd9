"""The sitemap: Wagtail's lists only the default language, this one lists them all."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.core.paginator import Paginator
from wagtail.models import Page, Site

from languages.codes import CYRILLIC, LATIN, html_code, written_languages
from languages.scripts import cyrillic_address
from pages.navigation import absolute
from pages.visibility import visible

# The protocol allows 50,000 addresses and 50 MB; each of ours carries those of its translations.
PER_FILE = 10_000
COLUMNS = ("url_path", "translation_key", "locale__language_code", "last_published_at", "latest_revision_created_at")


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
    def pages(self) -> list[Page]:
        """Return all pages, with just enough to name them; those below the home page of any language."""
        root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
        homes = tuple(home.path for home in root.get_translations(inclusive=True))
        pages = visible(Page.objects.select_related("locale")).only("path", *COLUMNS).order_by("path")
        return [page for page in pages if page.path.startswith(homes)]

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.pages, PER_FILE)

    @cached_property
    def _translations(self) -> dict[object, dict[str, str]]:
        """Return the addresses of each page by language, whichever files of the sitemap they stand in."""
        families = defaultdict(dict)
        for page in self.pages:
            family, language = families[page.translation_key], page.locale.language_code
            family[language] = absolute(page.url)
            if language == LATIN:
                family[CYRILLIC] = cyrillic_address(family[language])
        return families

    def entries(self, number: int | str) -> list[Entry]:
        """Return one file's addresses.

        Raises:
            InvalidPage: for a number that no file has.
        """
        entries = []
        for page in self.paginator.page(number):
            language = page.locale.language_code
            entries += [self._entry(page, code) for code in ((LATIN, CYRILLIC) if language == LATIN else (language,))]
        return entries

    def _entry(self, page: Page, code: str) -> Entry:
        family = self._translations[page.translation_key]
        return Entry(
            address=family[code],
            changed=page.last_published_at or page.latest_revision_created_at,
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
