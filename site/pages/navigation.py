"""Which pages stand in the header, the footer, the breadcrumbs and the language switcher."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from wagtail.blocks import StructValue
from wagtail.models import Page

from languages.codes import CYRILLIC, CYRILLIC_NAME, LATIN, html_code, prefix
from languages.scripts import cyrillic_address, is_cyrillic
from languages.services import reading_languages
from languages.translations.readers import notice_for

from . import tree
from .models import Organisation
from .prepared import rows
from .tree import HOME_DEPTH, PageAround


def translated_pages(pages: Iterable[Page | PageAround | None]) -> list[PageAround]:
    """Return the visible translations of pages in the active language, in the given order.

    A page without one is left out: a reader is never sent to another language unawares.
    """
    return [page for page in tree.translated(page.pk for page in pages if page) if page]


def attach_targets(values: Iterable[StructValue]) -> None:
    """Give each block value with a ``page`` the page in the active language as ``target``."""
    values = list(values)
    pages = tree.translated(value["page"].pk if value["page"] else None for value in values)
    for value, page in zip(values, pages, strict=True):
        value.target = page


def absolute(path: str) -> str:
    """Return the full address of a path on this site, whatever Host the request named."""
    return settings.SITE_URL.rstrip("/") + path


@dataclass(frozen=True)
class LanguageLink:
    """One language in the switcher. ``exact`` is false where it leads to the parent, for want of a translation."""

    code: str
    name: str
    url: str
    exact: bool
    current: bool


def _organisations(*, language: str) -> QuerySet:
    return Organisation.objects.filter(locale__language_code=language)


class SiteNavigation:
    """The parts of the page frame that come from the page tree, each read once per request."""

    def __init__(self, request: HttpRequest, page: Page | None = None):
        self.request = request
        self.page = page
        self.language = translation.get_language() or settings.LANGUAGE_CODE

    @cached_property
    def organisation(self) -> Organisation | None:
        return next(iter(rows(_organisations, language=self.language)), None)

    @cached_property
    def exit_url(self) -> str:
        """Return where “Leave this page” leads."""
        return (self.organisation and self.organisation.exit_url) or settings.EXIT_URL

    @cached_property
    def home_url(self) -> str:
        return f"/{prefix(self.language)}/"

    @cached_property
    def _pages(self) -> list[PageAround]:
        """Return the visible pages around this one, from the top; read here unless routing has read them."""
        known = tree.current()
        if self.page is None or self.page.pk not in known.by_pk:
            known = tree.Tree()
            known.load(tree.frame(self.language) | tree.family(Page.objects.filter(path__in=self._way)))
        return sorted(known.by_pk.values(), key=lambda page: page.path)

    @cached_property
    def _way(self) -> list[str]:
        """Return the paths in the tree of the home page, the pages below it, and this page."""
        path = self.page.path if self.page is not None else ""
        return [path[: depth * Page.steplen] for depth in range(HOME_DEPTH, len(path) // Page.steplen + 1)]

    @cached_property
    def frame_pages(self) -> list[PageAround]:
        """Return the visible pages directly below the home page in the active language."""
        depth = HOME_DEPTH + 1
        return [page for page in self._pages if page.depth == depth and page.language == self.language]

    @cached_property
    def header(self) -> list[PageAround]:
        return [page for page in self.frame_pages if page.show_in_menus and page != self.help_page]

    @cached_property
    def footer(self) -> list[PageAround]:
        return [page for page in self.frame_pages if not page.show_in_menus and page != self.help_page]

    @cached_property
    def help_page(self) -> PageAround | None:
        for page in self.frame_pages:
            if getattr(page.specific_class, "frame_role", "") == "help":
                return page
        return None

    @cached_property
    def safe_browsing_page(self) -> PageAround | None:
        """Return the page that explains what “Leave this page” can do and what it cannot."""
        return next((page for page in self.frame_pages if page.role == "safe_browsing"), None)

    @cached_property
    def breadcrumbs(self) -> list[PageAround]:
        """Return the pages above this one, the home page first."""
        return [page for page in self._pages if page.path in self._way[:-1]]

    @cached_property
    def _translations(self) -> dict[tuple, PageAround]:
        return {(page.translation_key, page.language): page for page in self._pages}

    @cached_property
    def translation_notice(self) -> tuple[str, PageAround] | None:
        """Return what readers are told about this translation, with the original that it leads to."""
        if self.page is None or self.language == settings.LANGUAGE_CODE:
            return None
        key = self.page.translation_key
        notice = notice_for(self._translations.get((key, self.language)))
        original = self._translations.get((key, settings.LANGUAGE_CODE))
        return (notice, original) if notice and original else None

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Return each language that is on with the address of this page in it, or of the nearest page above.

        Serbian stands there twice, once in each script.
        """
        links = []
        for code, name in reading_languages():
            link = self._language_link(code, name)
            links.append(replace(link, current=link.current and not is_cyrillic()))
            if code == LATIN:
                links.append(self._cyrillic_link(link))
        return links

    @staticmethod
    def _cyrillic_link(latin: LanguageLink) -> LanguageLink:
        """Return the link to the same page in the other script of Serbian."""
        current = latin.current and is_cyrillic()
        return replace(
            latin, code=html_code(CYRILLIC), name=CYRILLIC_NAME, url=cyrillic_address(latin.url), current=current
        )

    def _language_link(self, code: str, name: str) -> LanguageLink:
        current = code == self.language
        if self.page is None:
            url = translate_url(self.request.path, code)
            return LanguageLink(html_code(code), name, url, True, current)
        for candidate in [self.page, *reversed(self.breadcrumbs)]:
            found = self._translations.get((candidate.translation_key, code))
            if found:
                exact = candidate is self.page
                url = found.url + self._subpath if exact else found.url
                return LanguageLink(html_code(code), name, url, exact, current)
        return LanguageLink(html_code(code), name, f"/{prefix(code)}/", False, current)

    @cached_property
    def canonical(self) -> str:
        return absolute(self.page.url + self._subpath if self.page is not None else self.request.path)

    @property
    def _subpath(self) -> str:
        return getattr(self.page, "subpath", "")

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """Return (hreflang, address) of each live translation, with x-default; nothing for an untranslated page."""
        exact = [(link.code, absolute(link.url)) for link in self.languages if link.exact]
        if len(exact) < 2:
            return []
        default = dict(exact).get(html_code(settings.LANGUAGE_CODE))
        return [*exact, ("x-default", default)] if default else exact
