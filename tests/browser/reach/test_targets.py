"""What is to be hit is at least 24 by 24 pixels, or far enough from its neighbours, or in a sentence (WCAG 2.5.8)."""

import pytest

from tests.browser.axe import OPEN
from tests.browser.reach.scripts import script
from tests.browser.typical import made, typical

TOO_SMALL = script("too_small")


@pytest.mark.parametrize("prefix", ["sl", "sr-cyrl", "uk"])
def test_targets_can_be_hit(open_page, site_url, prefix):
    page = open_page(f"/{prefix}/", 320, 740)
    found = []
    for path in [*typical(site_url, prefix), *made(prefix)]:
        page.goto(path)
        page.evaluate(OPEN)
        found += [f"{path} {what}" for what in page.evaluate(TOO_SMALL)]
        page.set_viewport_size({"width": 1280, "height": 800})
        found += [f"{path} 1280 {what}" for what in page.evaluate(TOO_SMALL)]
        page.set_viewport_size({"width": 320, "height": 740})
    assert found == []
