"""The search page."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from languages.codes import html_code, prefix

from .missed import note_missed_search
from .queries import tidy
from .results import results_of
from .services import Answer, search

PER_PAGE = 10


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the form, and what answers to a query. Stored nowhere: what somebody searched is theirs."""
    query = tidy(request.GET.get("q", ""))
    answer = search(query=query, language=get_language()) if query else Answer("", get_language())
    # A number that is none, or of a page that is not there, leads to the nearest one.
    page = Paginator(answer.found, PER_PAGE).get_page(request.GET.get("page"))
    if query and not answer.found and request.method == "GET":
        note_missed_search(query=query, language=answer.language)
    names = dict(settings.LANGUAGES)
    context = {
        "answer": answer,
        "results": results_of(page.object_list, answer=answer, request=request),
        "pages": page,
        "asked": f"{request.path}?{urlencode({'q': answer.query}, quote_via=quote)}&",
        "elsewhere": [
            {"code": html_code(code), "name": names[code], "url": f"/{prefix(code)}/search/", "count": count}
            for code, count in answer.elsewhere
        ],
    }
    response = render(request, "search/search_page.html", context)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
