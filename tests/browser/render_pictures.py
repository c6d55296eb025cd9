"""Renders the drawings that the site keeps as PNG: ``make pictures``."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from publishing.share_pictures.drawing import draw
from tests.browser.chromium import browser

ROOT = Path(__file__).resolve().parents[2]
SHARE = ROOT / "site" / "publishing" / "share_pictures" / "background.svg"
ICON = ROOT / "static" / "favicon.svg"
WIDTHS = {**dict.fromkeys(sorted((ROOT / "content" / "pictures").glob("*.svg")), 1600), SHARE: 1200}


def render(page, source: Path, width: int, **options) -> bytes:
    """Return a drawing as PNG, so many pixels wide."""
    drawing = source.read_text(encoding="utf-8").replace("<svg ", f'<svg width="{width}" ', 1)
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; height: auto }}</style>{drawing}")
    return page.locator("svg").screenshot(**options)


def main() -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1600, "height": 1600})
        for source, width in WIDTHS.items():
            source.with_suffix(".png").write_bytes(render(page, source, width))
            print(source.with_suffix(".png").name)
        icon = Image.open(BytesIO(render(page, ICON, 48, omit_background=True)))
        icon.save(ROOT / "site" / "publishing" / "export" / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    (ROOT / "static" / "share.png").write_bytes(draw(title="Društvo Ključ", name=""))


if __name__ == "__main__":
    main()
