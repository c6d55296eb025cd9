"""What a PO file of this site looks like: its header, its entries, its name."""

import re
from collections.abc import Iterable

import polib
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from languages.codes import prefix

from .units import Unit

# What gettext calls a language, where that differs from Django's code; and how its plurals are formed.
CODES = {"sr-latn": "sr@latin"}
_FEW = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
_SLAVIC = f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_FEW} ? 1 : 2);"
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "sr-latn": _SLAVIC, "uk": _SLAVIC}
GENERATOR = "Drustvo Kljuc"


def code_of(locale: Locale) -> str:
    return CODES.get(locale.language_code, locale.language_code)


def locale_named(code: str) -> Locale | None:
    """Return the language that a file's header names, however it spells it; ``None`` for another one."""
    parts = re.split("[-_@]", code.strip().lower().replace("latin", "latn").replace("cyrillic", "cyrl"))
    for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE):
        own = locale.language_code.split("-")
        if set(own) <= set(parts) or (parts[0] == own[0] and not {"latn", "cyrl"} & set(parts)):
            return locale
    return None


def make_file(*, units: Iterable[Unit], locale: Locale, missing_only: bool = False) -> polib.POFile:
    """Return the file that a translator gets.

    Args:
        missing_only: leave out what is translated already.
    """
    file = polib.POFile(wrapwidth=100)
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M%z")
    file.metadata = {
        "Project-Id-Version": settings.WAGTAIL_SITE_NAME,
        "POT-Creation-Date": now,
        "PO-Revision-Date": now,
        "Language": code_of(locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(locale.language_code, PLURALS["en"]),
        "X-Source-Language": settings.LANGUAGE_CODE,
        "X-Generator": GENERATOR,
    }
    file.extend(entry_of(unit) for unit in units if not (missing_only and unit.translation and not unit.has_error))
    return file


def entry_of(unit: Unit) -> polib.POEntry:
    """Return the entry of one text: where it stands is said in words; what is faulty at present is marked fuzzy."""
    lines = [f"{unit.object.title} · {unit.place.label}", unit.object.address]
    if unit.place.max_length:
        limit = unit.place.max_length
        lines.append(_at_most(limit))
    if unit.place.is_slug:
        lines.append(_("A part of the address: small Latin letters without accents, digits and hyphens."))
    return polib.POEntry(
        msgctxt=unit.context,
        msgid=unit.text,
        msgstr=unit.translation,
        comment="\n".join(" ".join(line.split()) for line in lines if line),
        flags=["fuzzy"] if unit.has_error and unit.translation else [],
    )


def _at_most(limit: int) -> str:
    return ngettext("At most %(number)d character.", "At most %(number)d characters.", limit) % {"number": limit}


def file_name(*, locale: Locale, about: str, missing_only: bool) -> str:
    """Return a readable name, such as ``kljuc-uk-delavnice-2026-11-27.po``."""
    words = [prefix(locale.language_code), slugify(about)[:60].strip("-"), "missing" if missing_only else ""]
    return "-".join(["kljuc", *filter(None, words), timezone.localdate().isoformat()]) + ".po"
