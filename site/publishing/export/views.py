"""What only a copy of the site has: the choice of a language, and pages in the place of forms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page

from languages.codes import CYRILLIC, CYRILLIC_NAME, LATIN, html_code, prefix
from languages.scripts import address_in_script, in_script, writing
from languages.services import reading_languages
from pages.navigation import SiteNavigation
from pages.visibility import visible


def offered() -> list[tuple[str, str]]:
    """Return (code, name) of each language that is on, Serbian in both scripts."""
    languages = []
    for code, name in reading_languages():
        languages.append((code, name))
        if code == LATIN:
            languages.append((CYRILLIC, CYRILLIC_NAME))
    return languages


def choose_language(request: HttpRequest) -> HttpResponse:
    """Let readers choose, where no server knows what their browser wishes for; who is in need has one step less."""
    context = {
        "links": [_link(request, code, name) for code, name in offered()],
        "html_lang": html_code(settings.LANGUAGE_CODE),
        "exit_url": settings.EXIT_URL,
        "name": settings.WAGTAIL_SITE_NAME,
    }
    return render(request, "publishing/choose_language.html", context)


def _link(request: HttpRequest, code: str, name: str) -> dict[str, str]:
    """Return what leads to a language, and to help in it."""
    with writing(code):
        page = SiteNavigation(request).help_page
        return {
            "code": html_code(code),
            "name": name,
            "url": f"/{prefix(code)}/",
            "help_url": address_in_script(page.url) if page else "",
            "help": in_script(gettext("I need help")),
        }


def no_form(request: HttpRequest) -> HttpResponse:
    """Say that this is a copy without forms, whom to write to or call, and which pages there are."""
    pages = visible(Page.objects.filter(depth__gt=2, locale__language_code=translation.get_language()))
    context = {"day": timezone.localdate(), "pages": pages.select_related("locale").order_by("path")}
    return render(request, "publishing/no_form.html", context)
