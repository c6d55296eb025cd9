"""Responses on their way out: a page that was made in Serbian Latin leaves in Cyrillic."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse

from .codes import CYRILLIC, html_code
from .markup import Conversion, convert_document
from .models import protected_words
from .scripts import cyrillic_address
from .serbian import to_cyrillic

PAGES = ("text/html", "application/xhtml+xml")
FEEDS = ("application/atom+xml", "application/rss+xml", "application/xml", "text/xml")
# How many converted pages each process keeps.
KEPT_PAGES = 256


def convert_response(response: HttpResponse) -> None:
    """Convert a response in place: its text, its links, where it redirects to, and the name of its language.

    A public page that was converted before is not converted again: the same bytes and the same protected words give
    the same page. Nothing is kept of a page that belongs to one person.
    """
    if location := response.get("Location"):
        response["Location"] = cyrillic_address(location)
    response["Content-Language"] = html_code(CYRILLIC)
    kind = response.get("Content-Type", "").split(";")[0].strip()
    if response.streaming or kind not in (*PAGES, *FEEDS):
        return
    control = response.get("Cache-Control", "")
    is_public = "private" not in control and "no-store" not in control and not response.cookies
    convert = _kept if is_public else _converted
    response.content = convert(response.content, protected_words(), settings.SITE_URL, kind in FEEDS)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))


def _converted(content: bytes, protected: tuple[str, ...], _site_url: str, is_feed: bool) -> bytes:
    how = Conversion(
        text=lambda text: to_cyrillic(text, protected=protected), address=cyrillic_address, is_feed=is_feed
    )
    return convert_document(content.decode(), how).encode()


_kept = lru_cache(maxsize=KEPT_PAGES)(_converted)
