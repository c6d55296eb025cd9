"""The sitemap: Wagtail's lists only the default language, this one lists them all."""

from collections import defaultdict

from django.conf import settings
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from languages.codes import CYRILLIC, LATIN, html_code
from languages.scripts import cyrillic_address
from pages.navigation import absolute
from pages.visibility import visible


class TranslatedSitemap(Sitemap):
    """Each live, public page in each language, with links to its translations and x-default."""

    limit = 10_000

    def items(self):
        homes = [home.path for home in self.get_wagtail_site().root_page.get_translations(inclusive=True)]
        pages = visible(Page.objects.select_related("locale")).order_by("path")
        return [page for page in pages if any(page.path.startswith(path) for path in homes)]

    def _urls(self, page, protocol, domain):
        pages = self.paginator.page(page).object_list
        siblings = defaultdict(list)
        for item in pages:
            siblings[item.translation_key] += self._addresses(item)
        return [
            {
                "location": address["url"],
                "lastmod": self.lastmod(item),
                "alternates": [
                    {"hreflang": html_code(sibling["code"]), "url": sibling["url"]}
                    for sibling in siblings[item.translation_key]
                ]
                + [
                    {"hreflang": "x-default", "url": sibling["url"]}
                    for sibling in siblings[item.translation_key]
                    if sibling["code"] == settings.LANGUAGE_CODE
                ],
            }
            for item in pages
            for address in self._addresses(item)
        ]

    @staticmethod
    def _addresses(page: Page) -> list[dict]:
        """Return where a page is: one address, and for Serbian one in each script."""
        found = [{"code": page.locale.language_code, "url": absolute(page.url)}]
        if page.locale.language_code == LATIN:
            found.append({"code": CYRILLIC, "url": cyrillic_address(absolute(page.url))})
        return found
