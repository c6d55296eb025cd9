"""Journeys in a real browser, with and without JavaScript."""

from datetime import date, timedelta

import pytest

BOOKING = {"sl": "/sl/narocilo/", "uk": "/uk/zamovlennia/"}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(chromium, site_url, request):
    context = chromium.new_context(
        base_url=site_url,
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 740},
        locale="sl-SI",
    )
    page = context.new_page()
    page.outside = []
    page.on(
        "request",
        lambda sent: page.outside.append(sent.url) if not sent.url.startswith((site_url, "data:")) else None,
    )
    page.problems = []
    page.on(
        "console",
        lambda message: page.problems.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    assert page.outside == []
    assert page.problems == []
    context.close()


def test_reader_finds_the_signs_and_whom_to_call(page):
    page.goto("/")
    assert page.url.endswith("/sl/")
    page.get_by_role("link", name="Prepoznajte znake").click()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".signs__list li").count() > 10
    page.locator("a.button--help").click()
    assert page.locator('a[href="tel:112"]').first.is_visible()
    assert page.context.cookies() == []


def test_reader_opens_the_menu_on_a_phone(page):
    page.goto("/sl/")
    item = page.locator(".site-nav__list a").first
    assert not item.is_visible()
    page.locator(".site-nav__summary").click()
    item.click()
    assert "/sl/" in page.url and page.locator(".breadcrumbs").is_visible()


def test_reader_switches_language_on_the_same_page(page):
    page.goto("/sl/")
    page.locator("a.button--help").click()
    page.get_by_role("link", name="Українська").click()
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.locator('main a[href="tel:112"]').first.is_visible()
    page.get_by_role("link", name="Srpski").click()
    assert page.locator("html").get_attribute("lang") == "sr-Latn"
    assert page.context.cookies() == []


def test_menu_is_open_on_a_wide_screen(chromium, site_url):
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    page.goto(f"{site_url}/sl/")
    assert page.locator(".site-nav__list a").first.is_visible()
    assert not page.locator(".site-nav__summary").is_visible()
    page.close()


def onward(page):
    """Go to the next step; without JavaScript there is one page and nothing to do."""
    button = page.locator("[data-next]")
    if button.is_visible():
        button.click()


@pytest.mark.parametrize("language", BOOKING)
def test_teacher_books_a_workshop(page, language):
    page.goto(BOOKING[language])
    page.locator("#id_school_name").fill("OŠ Vače")
    page.locator("#id_school_type").select_option("primary")
    page.locator("#id_town").fill("Vače")
    page.locator("#id_contact_name").fill("Anđa Ćuk")
    page.locator("#id_email").fill("anda@example")
    page.locator("#id_phone").fill("031 234 567")
    onward(page)
    page.locator("#id_workshop").select_option(index=1)
    page.locator("#id_audience").select_option("pupils")
    page.locator("#id_participants").fill("24")
    page.locator("#id_staff_stays").check()
    onward(page)
    page.locator("#id_date_1").fill((date.today() + timedelta(days=30)).isoformat())
    onward(page)
    page.locator("#id_room").fill("Knjižnica")
    onward(page)
    page.locator("#id_consent").check()
    page.wait_for_timeout(2100)
    page.locator("form button[type=submit]").click()

    summary = page.locator(".error-summary")
    assert summary.is_visible()
    assert page.locator("#id_contact_name").input_value() == "Anđa Ćuk"
    page.problems.clear()  # Chromium notes the answer 422 in its console.
    summary.get_by_role("link").click()
    page.locator("#id_email").fill("anda@example.si")
    for _step in range(4):
        onward(page)
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/*/*/*/")
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.locator(".kicker").inner_text().count("K-") == 1
    assert page.locator("html").get_attribute("lang") == language
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}


def test_nothing_scrolls_sideways_on_a_very_narrow_screen(chromium, site_url):
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    for path in ("/sl/", "/uk/", "/sl/programi/", "/uk/zamovlennia/", "/sl/novice/", "/uk/pravo-ta-prava/"):
        page.goto(site_url + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{path} is {width} px wide"
    page.close()


def test_keyboard_reaches_content_first_and_focus_is_seen(chromium, site_url):
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site_url}/sl/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
