"""What may be kept for everybody. The address and the response decide, never who happens to ask."""

from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, URLPattern, resolve, reverse
from django.utils import translation
from django.utils.module_loading import import_string

from languages.scripts import CYRILLIC_START, LATIN_START
from pages.routing import serve_page

# Drawings are made by views of ours alone: what people upload goes another way.
KINDS = ("text/html", "application/atom+xml", "application/xml", "text/plain", "image/svg+xml")
# A page differs by these at most: forms are ours, and who sends a session cookie is never answered from the store.
MAY_VARY_BY = {"", "accept-encoding", "cookie"}
# Set with each answer anew, or for one person alone.
NOT_KEPT = {"vary", "etag", "content-length", "content-encoding", "cache-control", "set-cookie", "date", "connection"}


def reads(*parameters: str):
    """Say which parameters of the query a view reads; whatever else stands there makes no other page."""

    def mark(view):
        view.store_parameters = parameters
        return view

    return mark


@cache
def _stored_views() -> frozenset:
    """Return the views of ``stored_urls`` in the site's addresses, and the one that serves pages."""
    return frozenset([*_views_of(_stored_urls()), serve_page])


def _stored_urls() -> tuple:
    return import_string(f"{settings.ROOT_URLCONF}.stored_urls")


def _views_of(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from _views_of(pattern.url_patterns)


def stored_names() -> list[str]:
    """Return the names of the addresses in ``stored_urls`` without arguments: all can be made beforehand."""
    return list(_names_of(_stored_urls()))


def _names_of(patterns, namespace: str = ""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name and not pattern.pattern.converters:
                yield namespace + pattern.name
        else:
            yield from _names_of(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


def stored_address(name: str, *args) -> str:
    """Return an address in ``stored_urls``, in the language that is active.

    Only these patterns are asked: to prepare all of the site's in each language would keep the first reader waiting.
    """
    return reverse(name, urlconf=_stored_urls(), args=args)


def _view_of(path: str):
    """Return the view that answers at a path, in whichever language and script; None where there is none."""
    if path.startswith(CYRILLIC_START):
        path = LATIN_START + path.removeprefix(CYRILLIC_START)
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).func
        except Resolver404:
            return None


@lru_cache(maxsize=4096)
def is_public(path: str) -> bool:
    """Say whether what stands at a path may be kept, if the response agrees."""
    return _view_of(path) in _stored_views()


def is_page(path: str) -> bool:
    """Say whether a path leads into the page tree, where anybody can ask for addresses without end."""
    return _view_of(path) is serve_page


def may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a response to a clean request is the same for everybody."""
    control = response.get("Cache-Control", "").lower()
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not any(word in control for word in ("private", "no-store", "no-cache"))
        and varies <= MAY_VARY_BY
        and response.get("Content-Type", "").partition(";")[0].strip() in KINDS
    )


def is_same_for_all(response: HttpResponse) -> bool:
    """Say whether a refusal or redirect, asked for cleanly, can be sent to whoever asked; it is not kept."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return response.status_code in (301, 302, 404) and not response.cookies and varies <= MAY_VARY_BY


def parameters_of(request: HttpRequest) -> tuple[str, ...]:
    """Return which parameters the view, or the page that it serves, says that it reads."""
    route = getattr(request, "_wagtail_route_for_request", None)
    view = request.resolver_match.func if request.resolver_match else None
    return tuple(getattr(route[0] if route else view, "store_parameters", ()))
