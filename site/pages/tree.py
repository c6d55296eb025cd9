"""Pages of the tree that one page needs around it, read in one query: menu, way, translations, what it links to.

Rich text, choosers and lists of related pages take their targets from here, in the reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language
from wagtail.models import Page, Site

from languages.translations.readers import with_translation_state

from .addresses import address_of
from .prepared import rows
from .references import referenced
from .scope import begin, kept
from .visibility import is_restricted, published

# The root page is at depth 1, the home page of each language below it.
HOME_DEPTH = 2
# The parts of an address that one query looks for. What is deeper is found from there in Wagtail's own way.
SLUGS = tuple(f"slug_{number}" for number in range(12))


@dataclass(eq=False, slots=True)
class PageAround:
    """What is known of a page that stands around another: its row alone, as objects of Wagtail's cost much more."""

    pk: int
    path: str
    depth: int
    url_path: str
    title: str
    search_description: str
    show_in_menus: bool
    content_type_id: int
    translation_key: UUID
    locale_id: int
    translation_status: str | None
    translation_incomplete: bool | None
    restricted: bool
    role: str | None
    language: str

    @property
    def url(self) -> str | None:
        return address_of(self.url_path)

    @property
    def specific_class(self) -> type[Page] | None:
        return ContentType.objects.get_for_id(self.content_type_id).model_class()


class Tree:
    """Pages that readers may see, by primary key, and by translation key and language."""

    def __init__(self):
        self.by_pk: dict[int, PageAround] = {}
        self.translations: dict[tuple, PageAround] = {}

    def load(self, wanted: Q) -> list[PageAround]:
        """Read published pages in one query; return all of them, those with a restriction too."""
        return self.keep(pages_where(wanted))

    def keep(self, found: Iterable[tuple]) -> list[PageAround]:
        """Take over pages that were read by ``pages_where``; return all of them."""
        pages = [PageAround(*row) for row in found]
        for page in pages:
            if not page.restricted:
                self.by_pk[page.pk] = page
                self.translations[page.translation_key, page.language] = page
        return pages

    def translated(self, pk: int | None) -> PageAround | None:
        """Return the visible page in the active language that translates (or is) the page with this key."""
        original = self.by_pk.get(pk)
        return self.translations.get((original.translation_key, get_language())) if original else None


def pages_where(wanted: Q) -> QuerySet:
    """Return the query for published pages as rows of ``PageAround``, in the order of the tree."""
    pages = with_translation_state(published(Page.objects.filter(wanted)))
    more = {"restricted": is_restricted(), "role": F("standardpage__role"), "language": F("locale__language_code")}
    return pages.annotate(**more).order_by("path").values_list(*(field.name for field in fields(PageAround)))


def current() -> Tree:
    """Return the pages read for this request; an empty tree outside of one."""
    return kept("tree", Tree)


def frame(language: str) -> Q:
    """Return the condition for what stands in header and footer: pages directly below the home page."""
    # No parameter, or SQLite would not see that its index of these few pages is enough.
    below_home = RawSQL(str(HOME_DEPTH + 1), ())  # noqa: S611
    return Q(pk__in=Page.objects.filter(depth=below_home, locale__language_code=language).values("pk"))


def family(way: QuerySet) -> Q:
    """Return the condition for pages and all their translations."""
    return Q(translation_key__in=way.order_by().values("translation_key"))


def linked(keys: Iterable[str] | QuerySet) -> Q:
    """Return the condition for what pages link to, with all translations.

    Args:
        keys: the primary keys of these pages, as text.
    """
    return family(Page.objects.filter(pk__in=referenced(Page, keys)))


def read_around(language: str, parts: list[str]) -> list[PageAround]:
    """Read all that is needed around the page at an address below a home page; ``parts`` are the slugs."""
    slugs = dict(zip(SLUGS, [*parts, *[""] * len(SLUGS)], strict=False))
    return current().keep(rows(_around, language=language, below=below_home(parts), **slugs))


def below_home(parts: list[str]) -> str:
    """Return how an address continues below the home page: ``a/b/``."""
    return "".join(f"{part}/" for part in parts)


def _around(*, language: str, below: str, **slugs: str) -> QuerySet:
    """Return the query for the pages on the way to an address, with translations, frame, and links of the deepest."""
    site_key = Subquery(Site.objects.filter(is_default_site=True).values("root_page__translation_key")[:1])
    home = Page.objects.filter(translation_key=site_key, locale__language_code=language)
    address = Concat(Subquery(home.values("url_path")[:1]), Value(below), output_field=TextField())
    on_the_way = Page.objects.annotate(address=address).filter(
        slug__in=slugs.values(), address__startswith=F("url_path")
    )
    # Two conditions that each have an index, instead of one for which every page would be looked at.
    way = Page.objects.filter(Q(pk__in=home.values("pk")) | Q(pk__in=on_the_way.values("pk")))
    deepest = way.order_by("-depth").values(key=Cast("pk", CharField()))[:1]
    return pages_where(family(way) | frame(language) | linked(deepest))


def below(path: str) -> Q:
    """Return the condition for pages below one, by its path: a range, for which an index of paths is enough."""
    return Q(path__gt=path, path__lte=Concat(Value(path), Value("Z" * Page.steplen)))


def children_of(page: Page) -> list[PageAround]:
    """Return the pages directly below one that readers may see."""
    found = rows(_children, path=page.path, depth=page.depth + 1)
    return [child for child in (PageAround(*row) for row in found) if not child.restricted]


def _children(*, path: str, depth: int) -> QuerySet:
    return pages_where(below(path) & Q(depth=depth))


def read_links_of(pages: Iterable[Page]) -> None:
    """Read what several pages link to, for the rest of this request."""
    begin()
    current().load(linked([str(page.pk) for page in pages]))


def translated(pks: Iterable[int | None]) -> list[PageAround | None]:
    """Return, for each primary key, the visible page in the active language; missing ones are read in one query."""
    pks = list(pks)
    tree = current()
    missing = {pk for pk in pks if pk and pk not in tree.by_pk}
    if missing:
        tree.load(family(Page.objects.filter(pk__in=missing)))
    return [tree.translated(pk) for pk in pks]
