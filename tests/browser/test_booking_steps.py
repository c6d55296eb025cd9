"""The booking form in steps, as somebody with a keyboard, a screen reader or an impatient finger meets it."""

from datetime import date, timedelta

import pytest

FORM = "/sl/narocilo/"
FIRST_STEP = {
    "#id_school_name": "OŠ Vače",
    "#id_town": "Vače",
    "#id_contact_name": "Anđa Ćuk",
    "#id_email": "anda@example.si",
    "#id_phone": "031 234 567",
}


@pytest.fixture
def page(chromium, site_url):
    context = chromium.new_context(base_url=site_url, viewport={"width": 360, "height": 740}, locale="sl-SI")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(FORM)
    yield page
    assert page.problems == []
    context.close()


@pytest.fixture(scope="module")
def facilitator(chromium, site_url):
    """Somebody who speaks Slovenian and no English, added in the CMS."""
    page = chromium.new_page(base_url=site_url)
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill("only-for-tests")
    page.locator("form [type=submit]").click()
    page.goto("/admin/facilitators/new/")
    page.locator("[name=name]").fill("Zala")
    page.locator("[name=email]").fill("zala@example.si")
    page.locator("form .footer [type=submit], form.w-max-w-2xl [type=submit]").first.click()
    page.wait_for_url("**/admin/facilitators/")
    page.context.close()


def fill_first_step(page):
    for selector, value in FIRST_STEP.items():
        page.locator(selector).fill(value)
    page.locator("#id_school_type").select_option("primary")


def to_dates(page):
    fill_first_step(page)
    page.locator("[data-next]").click()
    page.locator("#id_workshop").select_option(index=1)
    page.locator("#id_audience").select_option("parents")
    page.locator("#id_participants").fill("24")
    page.locator("[data-next]").click()


def where(page) -> str:
    return page.locator(".steps__where").inner_text()


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_one_step_is_seen_at_a_time_and_its_number_is_told(page):
    assert page.locator("[data-step]:visible").count() == 1
    assert "1" in where(page) and "5" in where(page)
    assert not page.locator("form [type=submit]").is_visible()
    assert not page.locator("[data-back]").is_visible()
    fill_first_step(page)
    page.locator("[data-next]").click()
    assert "2" in where(page) and where(page) in page.title()
    assert focused(page) == "steps__where"
    assert page.locator("#id_workshop").is_visible()


def test_what_is_missing_is_told_at_the_field_and_taken_back_when_answered(page):
    page.locator("#id_phone").fill("12")
    page.locator("[data-next]").click()
    assert focused(page) == "id_school_name"
    told = page.locator("#id_school_name").get_attribute("aria-describedby")
    assert page.locator(f"#{told.split()[-1]}").inner_text() == page.locator("form.form").get_attribute(
        "data-missing"
    )
    assert page.locator("#id_school_name").get_attribute("aria-invalid") == "true"
    assert page.locator("#id_phone_problem").inner_text() == page.locator("#id_phone").get_attribute("data-invalid")
    page.locator("#id_school_name").fill("OŠ Vače")
    assert not page.locator("#id_school_name_problem").is_visible()
    assert page.locator("#id_school_name").get_attribute("aria-invalid") == "false"
    assert page.locator("#id_town_problem").is_visible()


def test_with_pupils_in_person_somebody_of_the_school_must_stay(page):
    fill_first_step(page)
    page.locator("[data-next]").click()
    page.locator("#id_workshop").select_option(index=1)
    page.locator("#id_audience").select_option("pupils")
    page.locator("#id_participants").fill("24")
    page.locator("[data-next]").click()
    assert focused(page) == "id_staff_stays"
    page.locator("[name=place][value=online]").check()
    page.locator("[data-next]").click()
    assert "3" in where(page)


def test_the_browsers_back_leads_to_the_step_before_and_nothing_is_lost(page):
    to_dates(page)
    page.go_back()
    assert "2" in where(page) and page.locator("#id_participants").input_value() == "24"
    page.go_back()
    assert "1" in where(page) and page.locator("#id_contact_name").input_value() == "Anđa Ćuk"
    page.go_forward()
    assert "2" in where(page)
    page.locator("[data-back]").click()
    assert "1" in where(page)


def test_a_reload_stays_on_the_step_and_keeps_the_answers(page):
    to_dates(page)
    page.locator("#id_date_2").fill("2030-01-02")
    page.reload()
    assert "3" in where(page)
    assert page.locator("#id_date_2").input_value() == "2030-01-02"
    page.go_back()
    assert page.locator("#id_participants").input_value() == "24"
    assert page.locator("#id_audience").input_value() == "parents"
    assert page.context.storage_state()["origins"] == []


def test_enter_goes_on_and_does_not_send(page):
    fill_first_step(page)
    page.locator("#id_town").press("Enter")
    assert "2" in where(page)
    assert page.url.endswith(FORM)


def test_an_error_of_the_server_leads_to_its_step(page):
    to_dates(page)
    page.evaluate("document.querySelector('[data-booking-form]').submit()")
    page.locator(".error-summary").wait_for()
    assert "3" in where(page)
    page.locator(".error-summary a[href='#id_consent']").click()
    assert "5" in where(page) and focused(page) == "id_consent"
    page.go_back()
    assert "3" in where(page)


def test_a_tight_wish_is_warned_of_at_once_and_taken(page):
    to_dates(page)
    near = date.today() + timedelta(days=1)
    page.locator("#id_date_1").fill(near.isoformat())
    assert "14" in page.locator("#id_date_1_warning").inner_text()
    saturday = date.today() + timedelta(days=28 + (5 - date.today().weekday()) % 7)
    page.locator("#id_date_1").fill(saturday.isoformat())
    assert page.locator("#id_date_1_warning").inner_text()
    assert "id_date_1_warning" in page.locator("#id_date_1").get_attribute("aria-describedby")
    page.locator("[data-next]").click()
    assert "4" in where(page)


def test_possible_days_fill_the_wishes_one_after_the_other(facilitator, page):
    to_dates(page)
    days = page.locator(".days__day")
    assert days.count() == 6
    for number in range(4):
        days.nth(number).click()
    values = [page.locator(f"#id_date_{rank}").input_value() for rank in (1, 2, 3)]
    assert values == [days.nth(number).get_attribute("value") for number in range(3)]
    assert page.locator(".days__note").inner_text() == page.locator("[data-days]").get_attribute("data-full")
    assert page.locator("#id_date_1_warning").inner_text() == ""
    days.nth(1).click()
    assert page.locator("#id_date_2").input_value() == ""
    assert [days.nth(number).get_attribute("aria-pressed") for number in range(4)] == [
        "true",
        "false",
        "true",
        "false",
    ]


def test_possible_days_follow_the_language(facilitator, page):
    to_dates(page)
    day = page.locator(".days__day").first.get_attribute("value")
    page.locator(".days__day").first.click()
    page.go_back()
    page.locator("#id_language").select_option("en")
    page.locator("[data-next]").click()
    assert page.locator(".days__day").count() == 0
    assert page.locator("#id_date_1").input_value() == day
    assert page.locator("#id_date_1_warning").inner_text()


def test_the_whole_form_can_be_sent_with_the_keyboard_alone(page):
    to_dates(page)
    page.locator("#id_date_1").fill((date.today() + timedelta(days=30)).isoformat())
    for _step in range(2):
        page.locator("[data-next]").focus()
        page.keyboard.press("Enter")
    page.locator("#id_consent").focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(2100)
    page.locator("form [type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*/*/*/")
    assert page.locator(".kicker").inner_text().count("K-") == 1
