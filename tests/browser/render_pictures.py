"""Renders the drawings of content/pictures to PNG, which the CMS manages: ``make pictures``."""

from pathlib import Path

from tests.browser.chromium import browser

FOLDER = Path(__file__).resolve().parents[2] / "content" / "pictures"
WIDTH = 1600


def main() -> None:
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": WIDTH})
        for source in sorted(FOLDER.glob("*.svg")):
            drawing = source.read_text(encoding="utf-8").replace("<svg ", f'<svg width="{WIDTH}" ', 1)
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; height: auto }}</style>{drawing}")
            page.locator("svg").screenshot(path=source.with_suffix(".png"))
            print(source.with_suffix(".png").name)


if __name__ == "__main__":
    main()
