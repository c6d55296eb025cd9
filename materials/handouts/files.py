"""What the files of handouts are called, and which of them readers are offered."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from languages.codes import CYRILLIC, CYRILLIC_NAME, content_language, html_code, prefix, written_languages
from languages.scripts import cyrillic_address
from languages.services import is_read
from materials.models import Handout, HandoutFile
from pages.prepared import rows

FOLDER = "handouts"
_NAME = re.compile(r"(?P<key>[\w-]+?)-(?P<language>sr-cyrl|[a-z]{2})(?:-(?P<variant>press))?-[0-9a-f]{12}\.pdf")


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def name_of(key: str, *, code: str, variant: str, digest: str) -> str:
    """Return the name of a file. It changes with all that the sheet shows."""
    return "-".join(filter(None, [key, prefix(code), variant, digest[:12]])) + ".pdf"


def current_file(name: str) -> HandoutFile | None:
    """Return the file that readers are offered today at an address that it has or had; None if there is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    codes = [code for code, _name in _read_codes() if prefix(code) == match["language"]]
    rows = HandoutFile.objects.filter(handout__key=match["key"], handout__live=True, code__in=codes)
    return rows.exclude(name="").filter(variant=match["variant"] or "").first()


@dataclass(frozen=True)
class Offer:
    """A handout in one language and script: its files, and its print view for want of them."""

    lang: str
    language: str
    print_url: str
    sheet: HandoutFile | None
    press: HandoutFile | None


@dataclass(frozen=True)
class Offered:
    """A handout with its title in the reader's language, in every language there is."""

    handout: Handout
    offers: list[Offer]


def offered(*, language: str) -> list[Offered]:
    """Return what readers of a language are offered: its handouts, with those in other languages beside them."""
    live = rows(_live)
    files = {(file.handout_id, file.code, file.variant): file for file in rows(_files)}
    by_language = {(one.translation_key, one.locale.language_code): one for one in live}
    groups = []
    for handout in live:
        if handout.locale.language_code == language:
            found = [
                (code, name, by_language.get((handout.translation_key, content_language(code))))
                for code, name in _read_codes()
            ]
            offers = [_offer(one, code, name, files) for code, name, one in found if one]
            groups.append(Offered(handout, offers))
    return groups


def _live() -> QuerySet:
    live = Handout.objects.filter(live=True).select_related("locale")
    return live.only("key", "kind", "title", "translation_key", "locale__language_code")


def _files() -> QuerySet:
    files = HandoutFile.objects.filter(handout__live=True).exclude(name="")
    return files.only("handout", "code", "variant", "name", "size", "pages")


def _offer(handout: Handout, code: str, name: str, files: dict) -> Offer:
    sheet, press = (files.get((handout.pk, code, variant)) for variant in ("", "press"))
    return Offer(html_code(code), name, _print_address(handout.key, code), sheet, press)


@lru_cache(maxsize=1_000)
def _print_address(key: str, code: str) -> str:
    """Return the address of a print view: the same for as long as the process lives."""
    with translation.override(content_language(code)):
        address = reverse("handouts:print", args=[key])
    return cyrillic_address(address) if code == CYRILLIC else address


def _read_codes() -> list[tuple[str, str]]:
    """Return the languages that readers are offered, in their order, Serbian in both scripts."""
    languages = [(code, name) for code, name in written_languages() if is_read(content_language(code))]
    return [(code, CYRILLIC_NAME if code == CYRILLIC else name) for code, name in languages]
