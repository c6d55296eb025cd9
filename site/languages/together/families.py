"""Which pages belong together: an original and its translations."""

from functools import cache

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from wagtail.models import Locale, Page

# The root page is at depth 1, the home page of each language below it.
HOME_DEPTH = 2


@cache
def source_locale_id() -> int | None:
    """Return the key of the language of the originals; it never changes while a process runs."""
    return Locale.objects.filter(language_code=settings.LANGUAGE_CODE).values_list("pk", flat=True).first()


def is_original(page: Page) -> bool:
    """Say whether a page is written in the language of the originals."""
    return page.locale_id == source_locale_id()


def original_of(*, page: Page) -> Page | None:
    """Return the original that a page translates; None for an original, and for a page that has none."""
    if is_original(page):
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale_id=source_locale_id()).first()


def translations_of(*, page: Page) -> list[Page]:
    """Return the translations of an original as the database has them, in the order of languages; else none."""
    if not is_original(page):
        return []
    ranks = [When(locale__language_code=code, then=Value(rank)) for rank, (code, _) in enumerate(settings.LANGUAGES)]
    pages = Page.objects.filter(translation_key=page.translation_key).exclude(locale_id=page.locale_id)
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return list(pages.select_related("locale").order_by(rank))


def counterpart(*, page: Page, locale_id: int) -> Page | None:
    """Return the page that stands for a page in another language; above the home pages that is the page itself."""
    if page.depth < HOME_DEPTH:
        return page
    return Page.objects.filter(translation_key=page.translation_key, locale_id=locale_id).first()


def language_of(page: Page) -> str:
    """Return the name of a page's language, as the site names it."""
    return str(page.locale.get_display_name())
