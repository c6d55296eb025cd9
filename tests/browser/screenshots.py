"""Pictures of every page type, in each language, on a phone and a desktop, light and dark.

Run ``make screenshots`` while ``make run`` serves the site; the pictures and an index page go to var/screenshots.
"""

import argparse
import itertools
import re
from pathlib import Path
from urllib.request import urlopen

from tests.browser.chromium import browser

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def addresses(base: str, everything: bool) -> list[str]:
    """Return the addresses of the sitemap and of the booking form; without ``everything``, one of each kind."""
    with urlopen(f"{base}/sitemap.xml") as response:
        found = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", response.read().decode())
    booking = ["/sl/narocilo/", "/en/booking/", "/sr/zakazivanje/", "/uk/zamovlennia/"]
    if everything:
        return found + booking
    return [path for path in found if path.count("/") <= 3] + booking


def take(base: str, folder: Path, paths: list[str], widths=WIDTHS, schemes=SCHEMES) -> list[Path]:
    """Take the pictures; return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with browser() as chromium:
        for width, scheme in itertools.product(widths, schemes):
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            for path in paths:
                page.goto(base + path)
                page.evaluate("document.querySelectorAll('img').forEach((i) => { i.loading = 'eager' })")
                page.wait_for_load_state("networkidle")
                name = path.strip("/").replace("/", "_") or "root"
                files.append(folder / f"{name}_{width}_{scheme}.png")
                page.screenshot(path=files[-1], full_page=True)
            context.close()
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--folder", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--all", action="store_true", help="every page of the sitemap")
    parser.add_argument("--path", action="append", help="only this path (may be repeated)")
    options = parser.parse_args()
    files = take(options.base, options.folder, options.path or addresses(options.base, options.all))
    rows = "".join(
        f'<figure><img src="{file.name}" width="320"><figcaption>{file.name}</figcaption></figure>' for file in files
    )
    (options.folder / "index.html").write_text(f"<!doctype html><title>Screenshots</title>{rows}", encoding="utf-8")
    print(f"{len(files)} pictures: {options.folder / 'index.html'}")


if __name__ == "__main__":
    main()
