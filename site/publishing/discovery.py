"""What programs ask for before they read a site: the sitemap, robots.txt, and whom to tell of a weakness."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from pages.navigation import absolute

from .crawlers import disallowed
from .sitemaps import Sitemap, parts_of_sitemap
from .store.policy import reads

XML = "application/xml"
TEXT = "text/plain; charset=utf-8"
# RFC 9116 wants the date less than a year ahead.
SECURITY_TEXT_DAYS = 180


@reads("p")
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every live page in every language, each with its alternates; an index once one file cannot hold them."""
    pages = Sitemap()
    number = request.GET.get("p")
    if number is None and pages.paginator.num_pages > 1:
        parts = map(absolute, parts_of_sitemap(len(pages.pages)))
        return render(request, "publishing/sitemap_index.xml", {"parts": parts}, content_type=XML)
    try:
        entries = pages.entries(number or 1)
    except InvalidPage as error:
        raise Http404 from error
    response = render(request, "publishing/sitemap.xml", {"entries": entries}, content_type=XML)
    if changes := [entry.changed for entry in entries if entry.changed]:
        response["Last-Modified"] = http_date(max(changes).timestamp())
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is, and what is not for them."""
    context = {"sitemap_url": absolute("/sitemap.xml"), "disallowed": disallowed()}
    return render(request, "publishing/robots.txt", context, content_type=TEXT)


@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116). The same answer all day, so that it can be kept."""
    today = datetime.combine(datetime.now(UTC).date(), time(), UTC)
    context = {
        "email": settings.SECURITY_EMAIL,
        "expires": (today + timedelta(days=SECURITY_TEXT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "address": absolute(request.path),
    }
    return render(request, "publishing/security.txt", context, content_type=TEXT)
