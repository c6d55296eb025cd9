"""axe finds nothing on any page type in any language, light and dark, narrow and wide, and with form errors."""

import re
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

SIZES = [(320, "dark"), (1280, "light")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def addresses(site_url: str, prefix: str) -> list[str]:
    with urlopen(f"{site_url}/sitemap.xml") as answer:
        found = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", answer.read().decode())
    return [path for path in found if path.startswith(f"/{prefix}/")]


def violations(page) -> list[str]:
    result = Axe().run(page, options=RULES).response
    return [
        f"{page.url} {rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), SIZES)
@pytest.mark.parametrize("prefix", ["sl", "en", "sr", "uk"])
def test_axe_finds_nothing(chromium, site_url, prefix, width, scheme):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    booking = {"sl": "narocilo", "en": "booking", "sr": "zakazivanje", "uk": "zamovlennia"}[prefix]
    for path in [*addresses(site_url, prefix), f"/{prefix}/{booking}/", f"/{prefix}/nowhere/"]:
        page.goto(site_url + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found += violations(page)
    page.goto(f"{site_url}/{prefix}/{booking}/")
    page.locator("[data-next]").click()
    assert page.locator(".field__error").count() > 3
    found += violations(page)
    # Past the checks of the steps, to the answer of the server.
    page.evaluate("document.querySelector('[data-booking-form]').submit()")
    page.locator(".error-summary").wait_for()
    found += violations(page)
    page.evaluate("document.querySelectorAll('[data-step]').forEach((one) => { one.hidden = false })")
    found += violations(page)
    context.close()
    assert found == []
