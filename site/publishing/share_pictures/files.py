"""Where share pictures are kept, and how one is made or found again."""

import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from wagtail.models import Page

from languages.codes import prefix
from pages.navigation import absolute
from pages.visibility import visible
from publishing.whole_files import write_whole

from .drawing import VERSION, draw

FOLDER = "og"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NAME = re.compile(rf"{FOLDER}/(?P<key>{_UUID})-(?P<language>[a-z-]+)-[0-9a-f]{{12}}\.png")


def title_on(page: Page) -> str:
    """Return the words for a page's picture: those of the browser's tab, without the organisation's name.

    Where a page has a neutral title for the tab, because somebody else may see the screen, the picture has it too.
    """
    name = settings.WAGTAIL_SITE_NAME
    title = page.specific.tab_title.removesuffix(f" – {name}").removeprefix(f"{name} – ")
    return title[:1].upper() + title[1:]


def name_of(page: Page, language: str) -> str:
    """Return the name of a page's picture below the media folder. It changes with the title and the drawing."""
    digest = sha256("\n".join([VERSION, settings.WAGTAIL_SITE_NAME, title_on(page)]).encode()).hexdigest()[:12]
    return f"{_stem(page, language)}{digest}.png"


def address_of(page: Page, language: str) -> str:
    """Return the full address of a page's picture in a language. Asks neither the database nor the disk."""
    return absolute(f"{settings.MEDIA_URL}{name_of(page, language)}")


def _stem(page: Page, language: str) -> str:
    return f"{FOLDER}/{page.translation_key}-{prefix(language)}-"


def make(page: Page) -> str:
    """Draw a page's picture unless it is there; remove what it had under earlier titles. Returns the name."""
    language = page.locale.language_code
    name = name_of(page, language)
    path = Path(settings.MEDIA_ROOT) / name
    if not path.exists():
        write_whole(path, draw(title=title_on(page), name=settings.WAGTAIL_SITE_NAME))
    _remove(page, language, keep=path)
    return name


def remove_earlier(page: Page) -> None:
    """Remove the pictures that a page had under earlier titles."""
    language = page.locale.language_code
    _remove(page, language, keep=Path(settings.MEDIA_ROOT) / name_of(page, language))


def remove(page: Page) -> None:
    """Remove the pictures of a page that readers no longer see."""
    _remove(page, page.locale.language_code)


def _remove(page: Page, language: str, keep: Path | None = None) -> None:
    for path in Path(settings.MEDIA_ROOT).glob(f"{_stem(page, language)}*.png"):
        if path != keep:
            path.unlink(missing_ok=True)


def made_for(name: str) -> str | None:
    """Return the name of the picture that a page has now, made if need be, for any that it has or had.

    An address with an earlier title goes on working. None for what no page that readers see can have.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    if (Path(settings.MEDIA_ROOT) / name).is_file():
        return name
    codes = [code for code, _name in settings.LANGUAGES if prefix(code) == match["language"]]
    pages = Page.objects.filter(translation_key=match["key"], locale__language_code__in=codes)
    page = visible(pages).select_related("locale").specific().first()
    return make(page) if page else None
