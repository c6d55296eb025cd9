"""“Leave this page” in a real browser, with the key events that a real keyboard sends."""

import pytest

WEATHER = "https://meteo.arso.gov.si/"
LEFT, RIGHT = "ShiftLeft", "ShiftRight"
ALT, CTRL, META, SHIFT = 1, 2, 4, 8
KEYS = {LEFT: ("Shift", 16), RIGHT: ("Shift", 16), "KeyA": ("A", 65), "Escape": ("Escape", 27), "Tab": ("Tab", 9)}


class Keyboard:
    """Sends key events by the browser's own protocol, with what is held at that moment."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.held = []

    def _send(self, kind: str, code: str, modifiers: int, **extra) -> None:
        key, number = KEYS.get(code, ("Shift", 16))
        shift = SHIFT if {LEFT, RIGHT} & set(self.held) else 0
        values = {"type": kind, "code": code, "key": key, "windowsVirtualKeyCode": number}
        self.session.send("Input.dispatchKeyEvent", {**values, "modifiers": modifiers | shift, **extra})

    def down(self, code: str, modifiers: int = 0, **extra) -> None:
        self.held.append(code)
        self._send("rawKeyDown", code, modifiers, **extra)

    def up(self, code: str, modifiers: int = 0, *, reported: bool = True) -> None:
        self.held = [other for other in self.held if other != code]
        if reported:
            self._send("keyUp", code, modifiers)

    def press(self, *codes: str, modifiers: int = 0) -> None:
        for code in codes:
            self.down(code, modifiers)
            self.up(code, modifiers)


@pytest.fixture
def open_page(chromium, site_url):
    """Open a page of the site in a window of its own, where the weather can be had too."""
    contexts = []

    def open_one(path="/sl/pomoc/", *, width=1280, height=800, **options):
        context = chromium.new_context(base_url=site_url, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []

        def weather(route):
            page.asked.append(route.request)
            route.fulfill(content_type="text/html", body="<!doctype html><title>Weather</title><h1>Weather</h1>")

        context.route(f"{WEATHER}**", weather)
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.wait_for_function("document.querySelector('.exit__leave').hasAttribute('aria-describedby')")
        return page

    yield open_one
    for context in contexts:
        context.close()


def has_left(page) -> bool:
    """Say whether the weather came within a second."""
    try:
        page.wait_for_url(WEATHER, timeout=1000)
    except Exception:
        return False
    return True


def has_stayed(page) -> bool:
    page.wait_for_timeout(120)
    return page.asked == [] and page.locator("h1").first.is_visible()


def status_of(page) -> str:
    return page.get_by_role("status").inner_text()


# The button


def test_the_button_puts_the_weather_in_the_place_of_the_page(open_page):
    page = open_page()
    page.get_by_role("link", name="Zapustite to stran").click()
    assert has_left(page)
    page.go_back()
    assert "pomoc" not in page.url and page.locator(".exit").count() == 0


def test_everything_is_hidden_at_once_whatever_the_weather_takes(open_page):
    page = open_page()
    title, shown = page.evaluate(
        """() => {
          document.querySelector(".exit__leave").click();
          return [document.title, getComputedStyle(document.body).display];
        }"""
    )
    assert (title, shown) == ("…", "none")
    assert has_left(page)


def test_back_leads_to_the_page_before_and_never_to_the_one_that_was_left(open_page):
    page = open_page("/sl/")
    page.goto("/sl/pomoc/")
    page.locator(".exit__leave").click()
    assert has_left(page)
    page.go_back()
    assert page.url.endswith("/sl/")


def test_jumps_within_a_page_leave_no_entries_behind(open_page):
    page = open_page("/sl/")
    page.goto("/sl/pomoc/")
    for jump in page.locator(".jump a").all():
        jump.click()
    assert "#country-" in page.url
    page.locator(".exit__leave").click()
    assert has_left(page)
    page.go_back()
    assert page.url.endswith("/sl/")


def test_a_jump_still_moves_the_focus(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.url.endswith("#main")


@pytest.mark.parametrize("path", ["/sl/pomoc/", "/sl/narocilo/"], ids=["a reading page", "a form"])
def test_the_weather_does_not_learn_where_the_reader_comes_from(open_page, path):
    page = open_page(path)
    page.locator(".exit__leave").click()
    assert has_left(page)
    assert "referer" not in page.asked[0].all_headers()


def test_without_javascript_the_button_is_a_link(open_page):
    page = open_page(java_script_enabled=False)
    link = page.locator(".exit__leave")
    assert link.get_attribute("rel") == "nofollow noreferrer"
    assert not page.locator(".exit__keys").is_visible()
    link.click()
    assert has_left(page)
    assert "referer" not in page.asked[0].all_headers()


# Shift, three times


@pytest.mark.parametrize(
    "codes", [(LEFT, LEFT, LEFT), (RIGHT, RIGHT, RIGHT), (LEFT, RIGHT, LEFT)], ids=["left", "right", "both"]
)
def test_shift_three_times_leaves(open_page, codes):
    page = open_page()
    Keyboard(page).press(*codes)
    assert has_left(page)


@pytest.mark.parametrize(
    ("path", "two", "one"),
    [
        ("/sl/pomoc/", "dvakrat", "enkrat"),
        ("/uk/dopomoha/", "двічі", "ще раз"),
        ("/en/help/", "two more", "one more"),
    ],
)
def test_how_often_is_said_politely(open_page, path, two, one):
    page = open_page(path)
    keyboard = Keyboard(page)
    assert status_of(page) == ""
    keyboard.press(LEFT)
    assert two in status_of(page) and page.get_by_role("status").is_visible()
    keyboard.press(LEFT)
    assert one in status_of(page)
    keyboard.press("Escape")
    assert status_of(page) == ""


def test_the_button_says_that_there_is_a_shortcut(open_page):
    page = open_page()
    described = page.locator(".exit__leave").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content() == "ali trikrat pritisnite Shift"
    assert page.locator(".exit__keys").is_visible()


def test_both_shift_keys_held_at_the_same_time_count_as_two(open_page):
    page = open_page()
    keyboard = Keyboard(page)
    keyboard.down(LEFT)
    keyboard.down(RIGHT)
    keyboard.up(LEFT)
    keyboard.up(RIGHT)
    assert "enkrat" in status_of(page)
    keyboard.press(LEFT)
    assert has_left(page)


def test_releases_that_the_system_keeps_back_count(open_page):
    """Windows does not report that one Shift was let go while the other is held."""
    page = open_page()
    keyboard = Keyboard(page)
    keyboard.down(LEFT)
    keyboard.down(RIGHT)
    keyboard.up(LEFT, reported=False)
    keyboard.down(LEFT)
    assert "dvakrat" in status_of(page)
    keyboard.up(RIGHT, reported=False)
    keyboard.up(LEFT)
    assert has_left(page)


def test_presses_count_within_five_seconds_alone(open_page):
    page = open_page()
    page.clock.install()
    page.reload()
    page.wait_for_function("document.querySelector('.exit__leave').hasAttribute('aria-describedby')")
    keyboard = Keyboard(page)
    keyboard.press(LEFT)
    page.clock.run_for(4900)
    keyboard.press(LEFT)
    assert "enkrat" in status_of(page)
    page.clock.run_for(200)
    assert status_of(page) == ""
    keyboard.press(LEFT)
    assert "dvakrat" in status_of(page) and page.asked == []
    page.clock.run_for(100)
    keyboard.press(LEFT, LEFT)
    assert has_left(page)


def type_capitals(page, keyboard):
    for _letter in range(4):
        keyboard.down(LEFT)
        keyboard.press("KeyA")
        keyboard.up(LEFT)
        assert status_of(page) == ""


def hesitate_before_a_capital(page, keyboard):
    keyboard.press(LEFT, LEFT)
    keyboard.down(LEFT)
    keyboard.press("KeyA")
    keyboard.up(LEFT)


def go_backwards_with_tab(page, keyboard):
    for _step in range(4):
        keyboard.down(LEFT)
        keyboard.press("Tab")
        keyboard.up(LEFT)


def switch_the_layout(page, keyboard):
    for modifiers in (ALT, ALT, ALT, CTRL, CTRL, CTRL, META, META, META):
        keyboard.press(LEFT, modifiers=modifiers)


def hold_it_down(page, keyboard):
    keyboard.down(LEFT)
    for _repeat in range(6):
        keyboard.down(LEFT, autoRepeat=True)
    keyboard.up(LEFT)


def press_another_key_between(page, keyboard):
    keyboard.press(LEFT, LEFT, "KeyA", LEFT, LEFT, "Escape", LEFT, LEFT)


def let_go_of_a_letter_between(page, keyboard):
    keyboard.press(LEFT, LEFT)
    keyboard.down("KeyA")
    keyboard.down(LEFT)
    keyboard.up("KeyA")
    keyboard.up(LEFT)


def click_between(page, keyboard):
    keyboard.press(LEFT, LEFT)
    page.mouse.click(400, 500)
    keyboard.press(LEFT)


def click_while_held(page, keyboard):
    for _click in range(4):
        keyboard.down(LEFT)
        page.mouse.click(400, 500)
        keyboard.up(LEFT)


def scroll_sideways(page, keyboard):
    for _turn in range(4):
        keyboard.down(LEFT)
        page.mouse.wheel(0, 40)
        page.wait_for_timeout(60)
        keyboard.up(LEFT)


def look_into_another_window(page, keyboard):
    keyboard.press(LEFT, LEFT)
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    keyboard.press(LEFT)


def press_escape(page, keyboard):
    keyboard.press(*["Escape"] * 6)


def use_a_keyboard_without_codes(page, keyboard):
    keyboard.press("", "", "", "")


@pytest.mark.parametrize(
    "do",
    [
        type_capitals,
        hesitate_before_a_capital,
        go_backwards_with_tab,
        switch_the_layout,
        hold_it_down,
        press_another_key_between,
        let_go_of_a_letter_between,
        click_between,
        click_while_held,
        scroll_sideways,
        look_into_another_window,
        press_escape,
        use_a_keyboard_without_codes,
    ],
    ids=lambda function: function.__name__,
)
def test_nobody_leaves_unawares(open_page, do):
    page = open_page()
    do(page, Keyboard(page))
    assert has_stayed(page)


def test_a_keyboard_on_the_screen_of_a_phone_never_leaves(open_page):
    page = open_page("/sl/narocilo/", width=360, height=740, has_touch=True, is_mobile=True)
    page.locator("#id_school_name").focus()
    Keyboard(page).press(LEFT, LEFT, LEFT, LEFT)
    assert has_stayed(page)
    assert status_of(page) == ""


def test_a_capital_letter_in_a_form_is_typed_and_nothing_else(open_page):
    page = open_page("/sl/narocilo/")
    page.locator("#id_school_name").focus()
    page.keyboard.type("OŠ VAČE IN ŠE ENA ŠOLA")
    assert page.locator("#id_school_name").input_value() == "OŠ VAČE IN ŠE ENA ŠOLA"
    assert has_stayed(page)
