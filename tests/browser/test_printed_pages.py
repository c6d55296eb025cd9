"""What comes out of the printer: the words, then whom to call and the way back to the help page."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

PAGES = ["/sl/pomoc/", "/en/", "/uk/", "/sr-cyrl/", "/sl/narocilo/", "/sl/programi/reintegracija/"]


def opened(chromium, address: str, **how):
    page = chromium.new_context(viewport={"width": 1280, "height": 800}, **how).new_page()
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def codes(page) -> list[str]:
    return [url for url in page.requested if url.endswith("/help.svg")]


@pytest.mark.parametrize("path", PAGES)
def test_every_printed_page_ends_with_the_numbers_and_the_address_of_the_help_page(chromium, site_url, path):
    page = opened(chromium, site_url + path)
    last = PdfReader(BytesIO(page.pdf())).pages[-1].extract_text()
    prefix = path.split("/")[1]
    end = last[last.index("112") :]
    assert "113" in end and "info@drustvo-kljuc.si" in end
    assert re.search(rf"127\.0\.0\.1:\d+/{prefix}/\w+", end)
    page.context.close()


def test_the_code_is_fetched_for_paper_and_never_for_a_screen(chromium, site_url):
    page = opened(chromium, f"{site_url}/sl/")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    assert codes(page) == []
    page.pdf()
    assert codes(page) == [f"{site_url}/sl/help.svg"]
    page.context.close()


def test_from_a_cyrillic_page_the_code_leads_to_a_cyrillic_page(chromium, site_url):
    page = opened(chromium, f"{site_url}/sr-cyrl/")
    page.pdf()
    assert codes(page) == [f"{site_url}/sr-cyrl/help.svg"]
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_navigation_exit_and_buttons_stay_off_the_paper(chromium, site_url, path):
    page = opened(chromium, site_url + path)
    page.emulate_media(media="print")
    for name in (".exit", ".site-nav", ".languages", ".breadcrumbs", ".button--help", ".skip-link", "button.button"):
        assert not [one for one in page.locator(name).all() if one.is_visible()], name
    assert page.locator("main h1").is_visible() and page.locator(".print-end img").is_visible()
    page.context.close()


def test_a_dark_screen_prints_dark_on_white(chromium, site_url):
    page = opened(chromium, f"{site_url}/sl/pomoc/", color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => [...document.querySelectorAll("html, main *, .emergency *")].filter(one => one.checkVisibility())
            .map(one => getComputedStyle(one)).map(style => [style.color, style.backgroundColor])"""
    )
    brightness = lambda colour: sum(int(number) for number in re.findall(r"\d+", colour)[:3])  # noqa: E731
    assert brightness(dark) < 200
    assert all(brightness(colour) <= 200 for colour, _background in colours)
    paper = [background for _colour, background in colours if background != "rgba(0, 0, 0, 0)"]
    assert all(brightness(background) == 3 * 255 for background in paper) and paper
    page.context.close()


def test_paper_does_not_show_what_was_answered_in_a_self_check(chromium, site_url):
    page = opened(chromium, f"{site_url}/sl/kako-se-zascititi/vprasanja-o-ponudbi/")
    page.emulate_media(media="print")
    before = page.locator("main").inner_text()
    page.emulate_media(media="screen")
    for answer in page.locator("input[value=yes]").all():
        answer.check()
    page.locator("[data-show]").click()
    page.emulate_media(media="print")
    assert page.locator("main").inner_text() == before and not page.locator("input[value=yes]").first.is_visible()
    page.context.close()


def test_of_the_print_view_the_sheet_alone_is_printed_on_one_page(chromium, site_url):
    for path in (
        "/sl/gradiva-za-tisk/poster/",
        "/uk/rozdatkovi-materialy/poster/",
        "/sr-cyrl/listovi-za-stampu/card/",
    ):
        page = opened(chromium, site_url + path)
        reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(reader.pages) == 1
        text = reader.pages[0].extract_text()
        assert "080 1200" in text and ("kljuc" in text) == ("poster" in path)
        page.context.close()


def test_on_a_phone_the_sheet_is_seen_whole(chromium, site_url):
    for width in (320, 360, 600, 800):
        page = chromium.new_page(viewport={"width": width, "height": 700})
        page.goto(f"{site_url}/sl/gradiva-za-tisk/poster/")
        right = page.evaluate("document.querySelector('.handout').getBoundingClientRect().right")
        assert right <= width, width
        page.close()
