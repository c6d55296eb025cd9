"""A workshop is booked and a self-check answered with nothing but a keyboard, from the top of the page."""

from datetime import date, timedelta

OFFER = "/sl/kako-se-zascititi/vprasanja-o-ponudbi/"


def tab_to(page, selector: str) -> None:
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}.")


def fill(page, **answers: str) -> None:
    for name, text in answers.items():
        tab_to(page, f"#id_{name}")
        page.keyboard.type(text)


def far_day() -> str:
    """Return a day that reads the same whether day or month comes first."""
    days = (date.today() + timedelta(days=number) for number in range(20, 80))
    return next(day for day in days if day.day == day.month).strftime("%d%m%Y")


def to_next_step(page) -> None:
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")


def test_a_workshop_is_booked(open_page):
    page = open_page("/sl/delavnice/ucenci-in-dijaki/")
    tab_to(page, "main a[href*='narocilo']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/narocilo/**")
    fill(page, school_name="OŠ Vače", school_type="o", town="Vače", contact_name="Anđa Ćuk")
    fill(page, email="anda@example.si", phone="031 234 567")
    to_next_step(page)
    # The workshop is the one that the link named; what is chosen in a list is chosen by an arrow.
    tab_to(page, "#id_audience")
    page.keyboard.press("ArrowDown")
    fill(page, participants="24")
    tab_to(page, "#id_staff_stays")
    page.keyboard.press("Space")
    to_next_step(page)
    fill(page, date_1=far_day())
    to_next_step(page)
    to_next_step(page)
    tab_to(page, "#id_consent")
    page.keyboard.press("Space")
    page.wait_for_timeout(2100)
    tab_to(page, "form [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*/*/*/")
    assert page.locator(".kicker").inner_text().count("K-") == 1


def test_a_mistake_is_told_where_the_focus_goes(open_page):
    page = open_page("/sl/narocilo/")
    to_next_step(page)
    field = page.locator(":focus")
    assert field.get_attribute("id") == "id_school_name" and field.get_attribute("aria-invalid") == "true"
    told = field.get_attribute("aria-describedby").split()
    assert all(page.locator(f"#{name}").inner_text() for name in told)
    page.evaluate("document.querySelector('[data-booking-form]').submit()")
    page.locator(".error-summary").wait_for()
    assert page.locator(".error-summary").evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Tab")
    target = page.locator(":focus").get_attribute("href")
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == target.removeprefix("#")


def test_a_self_check_is_answered(open_page):
    page = open_page(OFFER)
    questions = page.locator("[data-question]").count()
    for number in range(questions):
        tab_to(page, f"[data-question]:nth-child({number + 1}) input")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    tab_to(page, "[data-show]")
    page.keyboard.press("Enter")
    assert page.locator("[data-degree=none]").is_visible()
    assert page.evaluate("document.activeElement.matches('[data-meaning] h2')")
