"""Compares every telephone number that readers can see with the published contacts."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import translation

from languages.codes import prefix
from languages.scripts import cyrillic_address
from publishing import views
from publishing.sitemaps import Sitemap

from .dialling import Place, number_from
from .models import HelpContact
from .models.help import SPOKEN
from .phone_numbers import Found, digits, numbers_in

# How a country is named in a sentence: Slovenian, English, Serbian in both scripts, Ukrainian.
NAMES = {
    "si": r"sloveni|slovenij|словени|словенії",
    "rs": r"srbij|serbia|србиј|сербі",
    "ua": r"ukraj|ukrain|украј|україн",
    "eu": r"\beu\b|evropsk|european union|\bеу\b|європейськ|\bєс\b|европск",
}
# So many characters on either side of a number tell where it stands.
AROUND = 70
# Elements whose text is read as one piece.
PIECES = ["p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "td", "th", "figcaption", "summary", "legend", "label", "a"]
READ_ALOUD = ("alt", "title", "aria-label", "content", "placeholder")
ERRORS = [views.page_not_found, views.server_error, views.permission_denied, views.bad_request, views.csrf_failure]


@dataclass(frozen=True)
class Problem:
    """A number that no published contact has, or that does not work where the text says."""

    where: str
    language: str
    number: str
    text: str
    place: str = ""

    def __str__(self) -> str:
        reason = f"does not work from “{self.place}”" if self.place else "belongs to no published contact"
        return f"{self.where} ({self.language}): {self.number} {reason}: “{shorten_around(self.text, self.number)}”"


def shorten_around(text: str, number: str) -> str:
    """Return the part of a text around a number."""
    at = max(text.find(number), 0)
    start, end = max(at - AROUND, 0), at + len(number) + AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


class Known:
    """The numbers of published contacts, and from where each works."""

    def __init__(self, contacts: Iterable[HelpContact]):
        self.places: dict[str, set[str]] = {}
        for contact in contacts:
            for number in filter(None, (contact.number, contact.number_abroad)):
                works = {place for place in Place.values if number_from(contact, place) == number}
                # In its own country both stand: one of them is what is told to friends abroad.
                self.places.setdefault(digits(number), set()).update(works, {contact.country})

    def problem_of(self, found: Found, *, place: str = "") -> tuple[bool, str]:
        """Return (wrong, the place where it does not work); a place is that of the page, or those of the sentence."""
        works = self.places.get(digits(found.number))
        if works is None:
            return True, ""
        if place:
            return place not in works, place
        named = {code for code, name in NAMES.items() if re.search(name, found.sentence, re.IGNORECASE)}
        return (True, ", ".join(sorted(named))) if named and not named & works else (False, "")


def check_contacts() -> list[Problem]:
    """Return every wrong number on the pages, the error pages and in the texts of e-mails."""
    known = Known(HelpContact.objects.filter(live=True))
    problems = []
    for where, language, html, place in _documents():
        problems += _in_html(html, where, language, known, place)
    for where, language, text in _mails():
        problems += _in_texts([text], where, language, known)
    return list(dict.fromkeys(problems))


def _in_html(html: str, where: str, language: str, known: Known, place: str) -> Iterator[Problem]:
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=re.compile(r"^(tel|sms):")):
        found = Found(unquote(link["href"].split(":", 1)[1]).split("?")[0], _around(link))
        yield from _problem(known, found, where, language, place)
    scripts = soup.find_all("script", type="application/ld+json")
    data = [text for script in scripts for text in _strings(json.loads(script.get_text()))]
    for element in soup.find_all(["script", "style", "template"]):
        element.decompose()
    texts = [element[name] for element in soup.find_all(True) for name in READ_ALOUD if element.has_attr(name)]
    yield from _in_texts([*data, *texts, *_pieces(soup)], where, language, known, place)


def _strings(data) -> Iterator[str]:
    """Return every text in structured data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Return the texts of the page, each element that holds one in full, and what stands outside of these."""
    for element in soup.find_all(PIECES):
        if not element.find(PIECES[:-1]):
            yield element.get_text(" ")
            if element.name != "a":
                element.decompose()
    yield soup.get_text("\n")


def _in_texts(texts: Iterable[str], where: str, language: str, known: Known, place: str = "") -> Iterator[Problem]:
    for text in texts:
        for found in numbers_in(text):
            yield from _problem(known, found, where, language, place)


def _problem(known: Known, found: Found, where: str, language: str, place: str) -> Iterator[Problem]:
    wrong, unreachable = known.problem_of(found, place=place)
    if wrong:
        yield Problem(where, language, found.number, found.sentence, unreachable)


def _around(link) -> str:
    return " ".join(link.get_text(" ").split())


# What readers can see


def _documents() -> Iterator[tuple[str, str, str, str]]:
    """Return (address, language, HTML, place) of every page of the sitemap, of help by place, and of error pages."""
    client = Client(headers={"host": urlsplit(settings.SITE_URL).netloc})
    secure = settings.SITE_URL.startswith("https:")
    paths = {urlsplit(entry.address).path: "" for page in _sitemap_pages() for entry in page}
    for path, place in [*paths.items(), *_by_place(paths)]:
        response = client.get(path, secure=secure)
        if response.status_code == 200:
            yield path, response.headers.get("Content-Language", ""), response.content.decode(), place
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for view in ERRORS:
                html = view(HttpRequest()).content.decode()
                yield f"/{prefix(code)}/ {view.__name__}", code, html, ""


def _sitemap_pages() -> Iterator[list]:
    sitemap = Sitemap()
    for number in sitemap.paginator.page_range:
        yield sitemap.entries(number)


def _by_place(known: dict[str, str]) -> Iterator[tuple[str, str]]:
    model = apps.get_model("home", "HelpPage")
    for page in model.objects.live().select_related("locale"):
        for start in {page.url, cyrillic_address(page.url)} & known.keys():
            for place in Place.values:
                for spoken in ["", *(f"{short}/" for short in SPOKEN)]:
                    yield f"{start}{place}/{spoken}", place


def _mails() -> Iterator[tuple[str, str, str]]:
    """Return (file or record, language, text) of every e-mail, as it was delivered with the site and as it is now."""
    for text in apps.get_model("workshops", "MailText").objects.select_related("locale"):
        yield f"e-mail {text.key}", text.locale.language_code, f"{text.subject}\n{text.body}"
    for path in sorted((settings.BASE_DIR / "content" / "mail").glob("*.yaml")):
        yield str(path.relative_to(settings.BASE_DIR)), "all", path.read_text(encoding="utf-8")
