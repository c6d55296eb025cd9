"""Pictures of every kind of page, in each language and script, on a phone and a desktop, light and dark.

Run ``make screenshots`` while ``make run`` serves the site; the pictures and an index page go to var/screenshots.
"""

import argparse
import os
from html import escape
from itertools import product
from pathlib import Path

import django
from playwright.sync_api import Browser

from tests.browser.chromium import browser

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def kinds() -> dict[str, dict[str, str]]:
    """Return the paths to photograph, kind → language code → path: a page of each type, forms, an error.

    The first page of a type by its place in the tree stands for all of them.
    """
    from django.urls import reverse
    from django.utils import translation
    from wagtail.models import Page

    from languages.codes import content_language, prefix, written_languages

    codes = [code for code, _name in written_languages()]
    found: dict[str, dict[str, str]] = {}
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale", "content_type").order_by("path"):
        ours = [code for code in codes if content_language(code) == page.locale.language_code]
        for code in ours:
            start = f"/{prefix(page.locale.language_code)}/"
            path = page.url.replace(start, f"/{prefix(code)}/", 1)
            found.setdefault(page.content_type.model, {}).setdefault(code, path)
    for code in codes:
        with translation.override(content_language(code)):
            start = f"/{prefix(content_language(code))}/"
            booking = reverse("workshops:request").replace(start, f"/{prefix(code)}/", 1)
            search = reverse("search:search").replace(start, f"/{prefix(code)}/", 1)
        found.setdefault("booking", {})[code] = booking
        found.setdefault("search", {})[code] = f"{search}?q=112"
        found.setdefault("search-without-results", {})[code] = f"{search}?q=qqqq"
        found.setdefault("not-found", {})[code] = f"/{prefix(code)}/nowhere/"
    return found


def take(chromium: Browser, base: str, paths: dict[str, str], folder: Path) -> None:
    """Photograph each path under its name, whole pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, scheme in product(WIDTHS, SCHEMES):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        for name, path in paths.items():
            page.goto(base + path)
            page.evaluate("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager' })")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}_{width}_{scheme}.png", full_page=True)
        context.close()


def index(found: dict[str, dict[str, str]]) -> str:
    """Return a page that shows all pictures, a section for each kind and a row for each language."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Screenshots</title>",
        "<style>body{font:16px sans-serif;margin:2rem}.row{display:flex;gap:1rem;align-items:start}"
        "img{max-height:28rem;border:1px solid #999}nav a{margin-right:1rem}</style>",
        "<nav>" + "".join(f'<a href="#{kind}">{escape(kind)}</a>' for kind in found) + "</nav>",
    ]
    for kind, paths in found.items():
        parts.append(f'<h1 id="{kind}">{escape(kind)}</h1>')
        for code, path in paths.items():
            parts.append(f"<h2>{escape(code)} <small>{escape(path)}</small></h2><div class=row>")
            for width, scheme in product(WIDTHS, SCHEMES):
                name = f"{kind}_{code}_{width}_{scheme}.png"
                parts.append(f'<a href="{name}"><img src="{name}" alt="{width} {scheme}" loading=lazy></a>')
            parts.append("</div>")
    return "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--folder", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--kind", action="append", help="only this kind, such as “helppage” (may be repeated)")
    parser.add_argument("--language", action="append", help="only this language code (may be repeated)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.standalone")
    django.setup()
    found = {
        kind: {code: path for code, path in paths.items() if code in (options.language or paths)}
        for kind, paths in kinds().items()
        if kind in (options.kind or [kind])
    }
    named = {f"{kind}_{code}": path for kind, paths in found.items() for code, path in paths.items()}
    with browser() as chromium:
        take(chromium, options.base, named, options.folder)
    (options.folder / "index.html").write_text(index(found), encoding="utf-8")
    print(f"{len(named) * len(WIDTHS) * len(SCHEMES)} pictures: {options.folder / 'index.html'}")


if __name__ == "__main__":
    main()
