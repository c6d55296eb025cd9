"""The addresses of all that readers may see and the store keeps, in every language that is on and both scripts.

Most are paths. A list that goes by a parameter has a query too, as our own links and ``keys.reduced_query`` write it.
"""

from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import get_page_models

from languages.scripts import cyrillic_address
from languages.services import reading_languages
from publishing.sitemaps import listed, parts_of_sitemap

from .policy import stored_address, stored_names

_named: list[Callable[[], Iterable[str]]] = []


def keep_stored(paths: Callable[[], Iterable[str]]) -> None:
    """Let the store keep what an app has beside its pages, at addresses that take arguments or a query.

    Args:
        paths: returns those that readers may see now, and links lead to; asked once for each generation.
    """
    if paths not in _named:
        _named.append(paths)


def live_paths() -> frozenset[str]:
    """Return the paths of all pages, of what stands below them, and of what is public beside them."""
    further = _further_subpaths()
    pages = list(listed("content_type"))
    paths = [path + subpath for path, kind in pages for subpath in ("", *further.get(kind, ()))]
    paths += parts_of_sitemap(len(pages))
    for named in _named:
        paths += named()
    return frozenset(paths) | {cyrillic_address(path) for path in paths} | fixed_paths()


def fixed_paths() -> frozenset[str]:
    """Return what stands beside the pages whatever editors do: sitemap, robots.txt, feeds, the help page's code."""
    paths = set()
    for code, _name in reading_languages():
        with translation.override(code):
            paths |= {stored_address(name) for name in stored_names()}
    return frozenset(paths | {cyrillic_address(path) for path in paths})


def _further_subpaths() -> dict[int, tuple[str, ...]]:
    """Return, by content type, at which subpaths a kind of page answers too. Asks the database once in a process."""
    kinds = [model for model in get_page_models() if getattr(model, "further_subpaths", ())]
    return {kind.pk: model.further_subpaths for model, kind in ContentType.objects.get_for_models(*kinds).items()}
