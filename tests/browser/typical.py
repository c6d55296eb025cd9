"""Which pages stand for all: one of each page type, and those that show what no page before them shows.

They are found in the seeded site, so that a new page type or block is looked at by itself.
"""

import re
import sqlite3
from functools import cache
from urllib.request import urlopen

from tests import seeded_site

# Prefixes of the addresses; Serbian is read in both scripts.
PREFIXES = ("sl", "en", "sr", "sr-cyrl", "uk")
BOOKING = {
    "sl": "/sl/narocilo/",
    "en": "/en/booking/",
    "sr": "/sr/zakazivanje/",
    "sr-cyrl": "/sr-cyrl/zakazivanje/",
    "uk": "/uk/zamovlennia/",
}
# A word with results in each language.
FOUND = {"sl": "pomoč", "en": "help", "sr": "pomoć", "sr-cyrl": "помоћ", "uk": "допомога"}
PAGES = """
select type.app_label || '.' || type.model, locale.language_code, page.url_path, page.translation_key
from wagtailcore_page page
join django_content_type type on type.id = page.content_type_id
join wagtailcore_locale locale on locale.id = page.locale_id
where page.live and page.depth > 1 order by page.path
"""


@cache
def pages() -> list[tuple[str, str, str, str]]:
    """Return (type, prefix, path, translation key) of each page that readers may see."""
    with sqlite3.connect(seeded_site.DATABASE) as database:
        rows = database.execute(PAGES).fetchall()
    database.close()
    found = []
    for kind, code, url_path, key in rows:
        rest = url_path.split("/", 2)[2]
        for prefix in {"sr-latn": ("sr", "sr-cyrl")}.get(code, (code,)):
            found.append((kind, prefix, f"/{prefix}/{rest}", key))
    return found


def paths(prefix: str) -> list[str]:
    """Return the address of each page in a language."""
    return [path for _kind, ours, path, _key in pages() if ours == prefix]


@cache
def _typical_keys(site_url: str) -> list[str]:
    keys, kinds, shown = [], set(), set()
    for kind, _prefix, path, key in [page for page in pages() if page[1] == "sl"]:
        with urlopen(site_url + path) as answer:
            names = set(" ".join(re.findall(r'class="([^"]+)"', answer.read().decode())).split())
        if kind not in kinds or names - shown:
            keys.append(key)
            kinds.add(kind)
            shown |= names
    return keys


def typical(site_url: str, prefix: str) -> list[str]:
    """Return the addresses, in a language, of the pages that stand for all."""
    by_key = {key: path for _kind, ours, path, key in pages() if ours == prefix}
    return [by_key[key] for key in _typical_keys(site_url) if key in by_key]


def made(prefix: str) -> list[str]:
    """Return the addresses of what is no page of the tree: forms, searches, errors."""
    search = f"/{prefix}/search/"
    return [BOOKING[prefix], search, f"{search}?q={FOUND[prefix]}", f"{search}?q=xqzw", f"/{prefix}/nowhere/"]
