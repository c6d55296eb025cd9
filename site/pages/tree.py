"""Pages of the tree that one page needs around it, read in one query: menu, way, translations, what it links to.

Rich text, choosers and lists of related pages take their targets from here, in the reader's language.
"""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language
from wagtail.models import Page, Site

from languages.translations.readers import with_translation_state

from .references import referenced
from .scope import begin, kept
from .visibility import is_restricted, published

# The root page is at depth 1, the home page of each language below it.
HOME_DEPTH = 2


class Tree:
    """Pages that readers may see, by primary key, and by translation key and language."""

    def __init__(self):
        self.by_pk: dict[int, Page] = {}
        self.translations: dict[tuple, Page] = {}

    def load(self, wanted: Q) -> list[Page]:
        """Read published pages in one query; return all of them, those with a restriction too."""
        pages = with_translation_state(published(Page.objects.filter(wanted)))
        pages = pages.annotate(restricted=is_restricted(), role=F("standardpage__role")).select_related("locale")
        found = list(pages.order_by("path"))
        for page in found:
            if not page.restricted:
                self.by_pk[page.pk] = page
                self.translations[page.translation_key, page.locale.language_code] = page
        return found

    def translated(self, pk: int | None) -> Page | None:
        """Return the visible page in the active language that translates (or is) the page with this key."""
        original = self.by_pk.get(pk)
        return self.translations.get((original.translation_key, get_language())) if original else None


def current() -> Tree:
    """Return the pages read for this request; an empty tree outside of one."""
    return kept("tree", Tree)


def frame(language: str) -> Q:
    """Return the condition for what stands in header and footer: pages directly below the home page."""
    return Q(depth=HOME_DEPTH + 1, locale__language_code=language)


def family(way: QuerySet) -> Q:
    """Return the condition for pages and all their translations."""
    return Q(translation_key__in=way.order_by().values("translation_key"))


def linked(pages: QuerySet) -> Q:
    """Return the condition for what pages link to, with all translations."""
    return family(Page.objects.filter(pk__in=referenced(Page, pages)))


def paths_below(parts: list[str]) -> list[str]:
    """Return the addresses that lead to one, below the home page: ``a/``, ``a/b/``."""
    return ["/".join(parts[:count]) + "/" for count in range(1, len(parts) + 1)]


def at_address(language: str, parts: list[str]) -> QuerySet:
    """Return the pages on the way to an address: the home page of the language, and one for each part of the path."""
    site_key = Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1]
    ours = Page.objects.filter(locale__language_code=language)
    home = ours.filter(translation_key=Subquery(site_key))
    start = Subquery(home.values("url_path")[:1])
    paths = [Concat(start, Value(below), output_field=TextField()) for below in paths_below(parts)]
    return (home | ours.filter(slug__in=parts, url_path__in=paths)) if parts else home


def read_links_of(pages: Iterable[Page]) -> None:
    """Read what several pages link to, for the rest of this request."""
    begin()
    current().load(linked(Page.objects.filter(pk__in=[page.pk for page in pages])))


def translated(pks: Iterable[int | None]) -> list[Page | None]:
    """Return, for each primary key, the visible page in the active language; missing ones are read in one query."""
    pks = list(pks)
    tree = current()
    missing = {pk for pk in pks if pk and pk not in tree.by_pk}
    if missing:
        tree.load(family(Page.objects.filter(pk__in=missing)))
    return [tree.translated(pk) for pk in pks]
