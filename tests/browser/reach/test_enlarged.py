"""Twice the text, four times the page, wide spacing: nothing is lost or scrolls sideways (WCAG 1.4.4, .10, .12)."""

import pytest

from tests.browser.axe import OPEN
from tests.browser.reach.scripts import script
from tests.browser.typical import BOOKING, made, typical

TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"
WIDE_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = script("cut_off")
WAYS = {
    "text at 200 %": ((640, 800), TWICE_THE_TEXT),
    "zoom at 400 %": ((320, 256), "1"),
    "wide spacing": ((320, 640), WIDE_SPACING),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("prefix", ["sl", "uk"])
def test_nothing_is_lost(open_page, site_url, prefix, way):
    (width, height), change = WAYS[way]
    page = open_page(f"/{prefix}/", width, height, reduced_motion="reduce")
    found = []
    for path in [*typical(site_url, prefix), *made(prefix)]:
        page.goto(path)
        page.evaluate(OPEN)
        page.evaluate(change)
        found += [f"{path} {way}: {what}" for what in page.evaluate(CUT_OFF)]
    assert found == []


@pytest.mark.parametrize("way", WAYS)
def test_the_form_can_be_answered(open_page, way):
    """Every field can be brought into sight and is not under the bar of “Leave this page”."""
    (width, height), change = WAYS[way]
    page = open_page(BOOKING["sl"], width, height, reduced_motion="reduce")
    page.evaluate(change)
    for selector in ("#id_school_name", "#id_school_type", "#id_email"):
        field = page.locator(selector)
        field.focus()
        box, bar = field.bounding_box(), page.locator(".exit").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= bar["y"] + 1
    page.locator("[data-next]").click()
    assert page.locator(".field__error:visible").count() > 3
    assert page.evaluate(CUT_OFF) == []
