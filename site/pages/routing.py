"""The way from an address to its page: one query finds it with all around it, one reads the page itself."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from . import pictures, scope
from .prepared import rows
from .tree import HOME_DEPTH, PageAround, below_home, read_around


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page as Wagtail does; it asks for the way only when nobody has found it before."""
    request._wagtail_route_for_request = find_route(request, path)
    return serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at an address, however deep it is, or nothing."""
    scope.begin()
    language = get_language() or settings.LANGUAGE_CODE
    parts = [part for part in path.split("/") if part]
    pages = read_around(language, parts)
    home = next((page for page in pages if page.depth == HOME_DEPTH and page.language == language), None)
    if home is None:
        return None
    address = home.url_path + below_home(parts)
    found = [page for page in pages if address.startswith(page.url_path)][-1]
    try:
        return _in_full(found).route(request, parts[found.depth - HOME_DEPTH :])
    except Http404:
        return None


def _in_full(page: PageAround) -> Page:
    """Return a page of the tree with all fields of its own kind, and with what the tree knows of it."""
    found = rows(_query_for(page.specific_class), key=page.pk)
    if not found:
        raise Http404
    specific = found[0]
    specific.locale = Locale(pk=page.locale_id, language_code=page.language)
    specific.has_no_restriction = not page.restricted
    scope.put("page", specific)
    pictures.expected([specific])
    return specific


@cache
def _query_for(kind: type[Page]) -> Callable[..., QuerySet]:
    """Return what builds the query for a page of a kind: the same each time, so that its SQL is found again."""

    def query(*, key: int) -> QuerySet:
        return kind._default_manager.select_related(*getattr(kind, "read_with", ())).filter(pk=key)

    return query
