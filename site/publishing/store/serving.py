"""A stored page as HTTP wants it: in the form that the reader takes, no body for HEAD, 304 for what they have."""

from collections.abc import Callable, Iterable
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.http import HttpResponse

from .entries import FORMS, Entry

LAST_GOOD = ("X-Served", "last-good-copy")
OWN = "private, no-cache"
SHARED = "max-age=0, must-revalidate, s-maxage={}"
NOT_IN_304 = {"content-length", "content-encoding", "content-type"}


def send(
    entry: Entry,
    form: str,
    environ: dict,
    start_response: Callable,
    *,
    is_current: bool = True,
    is_last_good: bool = False,
) -> Iterable[bytes]:
    """Send a page in the form that a reader takes, or say that the reader has it already.

    Browsers ask each time whether it has changed. A cache before the site may keep what it can be told to forget: a
    page that is current, under its own address.
    """
    is_shared = is_current and not environ.get("QUERY_STRING")
    headers, body = entry.answer(form)
    headers.append(cache_control(is_shared=is_shared))
    if is_last_good:
        headers.append(LAST_GOOD)
    if has_it(entry, environ):
        start_response("304 Not Modified", [one for one in headers if one[0].lower() not in NOT_IN_304])
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def cache_control(*, is_shared: bool) -> tuple[str, str]:
    """Return the header for browsers, and for a cache before the site where it may keep the page."""
    seconds = settings.FRONTEND_CACHE_SECONDS if is_shared else 0
    return "Cache-Control", SHARED.format(seconds) if seconds else OWN


def has_it(entry: Entry, environ: dict) -> bool:
    """Say whether the reader's copy is this page, in whatever form: tags of all forms name the same content."""
    if (asked := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        known = {entry.tag, *(f"{entry.tag}-{form}" for form in FORMS)}
        tags = [tag.strip().removeprefix("W/").strip('"') for tag in asked.split(",")]
        return asked.strip() == "*" or not known.isdisjoint(tags)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since or not entry.modified:
        return False
    try:
        return parsedate_to_datetime(entry.modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def send_response(response: HttpResponse, environ: dict, start_response: Callable) -> Iterable[bytes]:
    """Send an answer of Django that is not kept."""
    response.headers.setdefault("Content-Length", str(len(response.content)))
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.content]


def keeping_private(start_response: Callable) -> Callable:
    """Let no cache keep what is made for somebody who is signed in, where Django does not say so itself."""

    def start(status: str, headers: list[tuple[str, str]], exc_info=None):
        if not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, ("Cache-Control", "private, no-store")]
        return start_response(status, headers, exc_info)

    return start
