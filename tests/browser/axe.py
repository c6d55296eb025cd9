"""Runs axe on a page that is open, in one width and scheme after the other without loading it again."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a colour scheme can change; structure, names and sizes stay.
COLOURS = ["color-contrast", "link-in-text-block"]
# Only what is wrong is described: five times as fast.
OPTIONS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
SCRIPT = Axe().axe_script
RUN = "(options) => axe.run(document, options).then(({ violations }) => violations)"
OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


def violations(page: Page, only: list[str] = TAGS) -> list[str]:
    """Return what axe finds on a page as it is now: every rule, or those that are named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    size = page.viewport_size["width"]
    return [
        f"{page.url} ({size} px) {rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in page.evaluate(RUN, {**OPTIONS, "runOnly": only})
        for node in rule["nodes"]
    ]


def violations_everywhere(page: Page) -> Iterator[str]:
    """Yield what axe finds on a page in each width, light and dark, with every details element open."""
    page.evaluate(OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        # What sticks must not lie over what it passes: that is looked at in reach/.
        page.evaluate("scrollTo(0, 0)")
        page.emulate_media(color_scheme="light")
        yield from violations(page)
        page.emulate_media(color_scheme="dark")
        yield from violations(page, COLOURS)
