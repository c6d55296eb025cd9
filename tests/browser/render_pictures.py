"""Renders the drawings that the site keeps as PNG: ``make pictures``."""

from pathlib import Path

from publishing.share_pictures.drawing import draw
from tests.browser.chromium import browser

ROOT = Path(__file__).resolve().parents[2]
SHARE = ROOT / "site" / "publishing" / "share_pictures" / "background.svg"
WIDTHS = {**dict.fromkeys(sorted((ROOT / "content" / "pictures").glob("*.svg")), 1600), SHARE: 1200}


def main() -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1600, "height": 1600})
        for source, width in WIDTHS.items():
            drawing = source.read_text(encoding="utf-8").replace("<svg ", f'<svg width="{width}" ', 1)
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; height: auto }}</style>{drawing}")
            page.locator("svg").screenshot(path=source.with_suffix(".png"))
            print(source.with_suffix(".png").name)
    (ROOT / "static" / "share.png").write_bytes(draw(title="Društvo Ključ", name=""))


if __name__ == "__main__":
    main()
