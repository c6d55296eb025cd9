"""Addresses around the pages: error pages and media."""

import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template import loader
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.static import serve

from languages.codes import html_code, prefix
from languages.services import reading_languages

from .ranges import in_part

PUBLIC_MEDIA = ("images/",)
MONTH = 30 * 24 * 3600
RETRY_SECONDS = 120


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for ``/favicon.ico`` to the icon that the pages name."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("favicon.svg"))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve pictures that editors uploaded. Documents go through Wagtail, which knows who may read them.

    A browser that was told to save data gets nothing, and shows the picture's words in its place: pages stay the same
    for everybody, so that they can be stored, and no script is needed.
    """
    if not path.startswith(PUBLIC_MEDIA):
        raise Http404
    if request.headers.get("Save-Data", "").strip().lower() == "on":
        response = HttpResponse(status=204)
        patch_cache_control(response, no_store=True)
    else:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
        patch_cache_control(response, public=True, max_age=MONTH)
        response = in_part(request, response)
    patch_vary_headers(response, ("Save-Data",))
    return response


def _error(request: HttpRequest, template: str, status: int, **more) -> HttpResponse:
    """Render an error page, which must not need the database."""
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "numbers": settings.EMERGENCY_NUMBERS,
        "exit_url": settings.EXIT_URL,
        "html_lang": html_code(language),
        "home_url": f"/{prefix(language)}/",
        "search_url": f"/{prefix(language)}/search/",
        **more,
    }
    response = HttpResponse(loader.get_template(template).render(context, None), status=status)
    patch_cache_control(response, no_store=True)
    return response


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "404.html", 404)


def language_not_offered(request: HttpRequest) -> HttpResponse:
    """Say that a language is switched off, and lead to those that are on."""
    languages = [
        {"code": html_code(code), "name": name, "url": f"/{prefix(code)}/"} for code, name in reading_languages()
    ]
    return _error(request, "language_not_offered.html", 404, languages=languages)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "403.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault; or, where the database is away, what does not work and what to do meanwhile."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _error(request, "500.html", 500)


def unavailable(request: HttpRequest | None = None) -> HttpResponse:
    """Say in the active language that forms and search do not work just now, and whom to turn to."""
    response = _error(request, "503.html", 503, email=settings.BOOKINGS_EMAIL)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused form in the reader's language: it usually means that cookies are off."""
    return _error(request, "403_csrf.html", 403)
