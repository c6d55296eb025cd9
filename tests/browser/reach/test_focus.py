"""Whoever goes by keyboard always sees where they are: an outline with contrast, under nothing that sticks."""

import pytest

from tests.browser.reach.scripts import script
from tests.browser.typical import BOOKING, FOUND, typical

FOCUS = script("focus")


def walk(page, keys: str) -> tuple[int, list[str]]:
    """Go through a page with one key until the focus leaves it; return the number of stops and what was wrong."""
    wrong = []
    for stop in range(200):
        page.keyboard.press(keys)
        found = page.evaluate(FOCUS)
        # A browser without a frame around it begins anew.
        if not found["name"] or (stop and found["isFirst"]):
            return stop, wrong
        wrong += [f"{page.url} {page.viewport_size['width']} {found['name']}: {what}" for what in found["wrong"]]
    raise AssertionError(f"{page.url}: the focus never leaves the page.")


@pytest.mark.parametrize(("width", "height", "scheme"), [(360, 740, "dark"), (1280, 800, "light")])
def test_focus_is_seen_everywhere(open_page, site_url, width, height, scheme):
    page = open_page("/sl/", width, height, color_scheme=scheme, reduced_motion="reduce")
    wrong = []
    for path in [*typical(site_url, "sl"), BOOKING["sl"], f"/sl/search/?q={FOUND['sl']}"]:
        page.goto(path)
        stops, found = walk(page, "Tab")
        assert stops > 10, path
        wrong += found
    assert wrong == []


def test_focus_is_seen_on_the_way_back_and_on_a_low_screen(open_page):
    wrong = []
    for height in (800, 320):
        page = open_page("/sl/pomoc/", 1280, height, reduced_motion="reduce")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.locator("footer a").last.focus()
        wrong += walk(page, "Shift+Tab")[1]
    assert wrong == []


def test_focus_is_seen_in_forced_colours(open_page):
    page = open_page("/sl/pomoc/", 360, 740, forced_colors="active", reduced_motion="reduce")
    stops, wrong = walk(page, "Tab")
    assert stops > 10 and wrong == []
