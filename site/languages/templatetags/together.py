"""What happens to translations, for the screens of the CMS that ask before acting."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from wagtail.models import Page

from languages.together.families import language_of, original_of, translations_of

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Row:
    """A translation with what a screen says about it."""

    page: Page
    language: str
    live_below: int
    below: int


def _row(page: Page) -> Row:
    below = list(page.get_descendants().values_list("live", flat=True))
    return Row(page=page, language=language_of(page), live_below=sum(below), below=len(below))


@register.simple_tag
def page_original(page: Page) -> Page | None:
    """Return the original of a translation."""
    return original_of(page=page)


@register.simple_tag
def page_translations(page: Page) -> list[Row]:
    """Return the translations of an original."""
    return [_row(translation) for translation in translations_of(page=page)]


@register.simple_tag
def translations_among(items: Iterable[dict]) -> list[Row]:
    """Return those of the chosen pages that are translations: they cannot be moved or deleted alone."""
    return [_row(item["item"]) for item in items if original_of(page=item["item"])]
