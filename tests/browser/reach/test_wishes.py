"""What a reader asked their device for: less motion, colours of their own, less data."""

from urllib.request import Request, urlopen

import pytest

from tests.browser.axe import OPEN
from tests.browser.reach.scripts import script
from tests.browser.typical import BOOKING, typical

MOVING = """() => [...document.querySelectorAll("html, body *")].filter((one) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  return animationName !== "none" || scrollBehavior === "smooth" || /[1-9]/.test(transitionDuration);
}).map((one) => one.outerHTML.slice(0, 80))"""
UNSEEN = script("unseen")


def test_nothing_moves_when_less_motion_is_wished(open_page, site_url):
    page = open_page("/sl/", reduced_motion="reduce")
    for path in [*typical(site_url, "sl"), BOOKING["sl"]]:
        page.goto(path)
        assert page.evaluate(MOVING) == [], path


def test_controls_and_charts_are_seen_in_forced_colours(open_page, site_url):
    page = open_page("/sl/", 360, 740, forced_colors="active")
    found = []
    for path in [*typical(site_url, "sl"), BOOKING["sl"], "/sl/search/?q=pomoč"]:
        page.goto(path)
        page.evaluate(OPEN)
        found += [f"{path} {what}" for what in page.evaluate(UNSEEN)]
    assert found == []


@pytest.mark.parametrize("path", ["/sl/", "/sl/programi/"])
def test_whoever_saves_data_gets_words_in_place_of_pictures(open_page, path):
    page = open_page(path, 360, 740, extra_http_headers={"Save-Data": "on"})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_load_state("networkidle")
    pictures = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/media/images/'))"
    assert page.evaluate(f"{pictures}.length") > 0
    assert page.evaluate(f"{pictures}.reduce((sum, one) => sum + one.encodedBodySize, 0)") == 0
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pictures_are_kept_apart_for_those_who_save_data(open_page, site_url):
    address = open_page("/sl/").locator("main img").first.evaluate("(image) => image.currentSrc")
    with urlopen(Request(address, headers={"Save-Data": "on"})) as answer:
        assert answer.status == 204 and answer.read() == b""
        assert answer.headers["Vary"] == "Save-Data" and "no-store" in answer.headers["Cache-Control"]
    with urlopen(address) as answer:
        assert len(answer.read()) > 1000
        assert answer.headers["Vary"] == "Save-Data" and "public" in answer.headers["Cache-Control"]


def test_no_copy_to_keep_is_offered(open_page, site_url):
    """An app on the home screen, or pages kept for later, would tell whoever looks at the phone."""
    for path in [*typical(site_url, "sl"), BOOKING["sl"]]:
        with urlopen(site_url + path) as answer:
            html = answer.read().decode()
        assert 'rel="manifest"' not in html and "serviceWorker" not in html and "apple-mobile-web-app" not in html
    page = open_page("/sl/")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    for name in ("manifest.json", "manifest.webmanifest", "site.webmanifest", "sw.js", "service-worker.js"):
        assert page.request.get(f"{site_url}/{name}").status == 404
