"""Addresses around the pages: error pages, sitemap, robots, media."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template import loader
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from languages.codes import html_code, prefix

from .sitemaps import TranslatedSitemap

PUBLIC_MEDIA = ("images/",)
MONTH = 30 * 24 * 3600


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live page in every language, each with its alternates."""
    return wagtail_sitemap(request, sitemaps={"pages": TranslatedSitemap}, template_name="publishing/sitemap.xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is, and that the CMS is not theirs."""
    context = {"sitemap_url": f"{settings.SITE_URL.rstrip('/')}/sitemap.xml"}
    return render(request, "publishing/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for ``/favicon.ico`` to the icon that the pages name."""
    return HttpResponsePermanentRedirect(staticfiles_storage.url("favicon.svg"))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Serve pictures that editors uploaded. Documents go through Wagtail, which knows who may read them."""
    if not path.startswith(PUBLIC_MEDIA):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    patch_cache_control(response, public=True, max_age=MONTH)
    return response


def _error(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Render an error page, which must not need the database."""
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "numbers": settings.EMERGENCY_NUMBERS,
        "html_lang": html_code(language),
        "home_url": f"/{prefix(language)}/",
        "search_url": f"/{prefix(language)}/search/",
    }
    response = HttpResponse(loader.get_template(template).render(context, None), status=status)
    patch_cache_control(response, no_store=True)
    return response


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "404.html", 404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "403.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _error(request, "500.html", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain a refused form in the reader's language: it usually means that cookies are off."""
    return _error(request, "403_csrf.html", 403)
