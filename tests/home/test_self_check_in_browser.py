"""The self-check as readers meet it: by mouse, by keyboard, by screen reader, and without JavaScript."""

import pytest

from tests.browser.axe import violations

OFFER = "/sl/kako-se-zascititi/vprasanja-o-ponudbi/"
RISK = "/sl/kako-se-zascititi/vprasanja-in-odgovori/"
KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookie: document.cookie, name: window.name,
  databases: (await indexedDB.databases()).length, state: history.state, entries: history.length,
  address: location.href, title: document.title,
})"""

COUNT_CHANGES = """(status) => {
  window.heard = 0;
  const count = () => { window.heard += 1; };
  new MutationObserver(count).observe(status, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def page(chromium, site_url):
    context = chromium.new_context(base_url=site_url, viewport={"width": 360, "height": 740}, locale="sl-SI")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems, page.sent = [], []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: page.sent.append(request.url))
    page.on("websocket", lambda socket: page.sent.append(socket.url))
    page.goto(OFFER)
    yield page
    assert page.problems == []
    assert context.cookies() == []
    context.close()


def answer(page, *answers: str) -> None:
    """Give answers from the first question on; an empty one leaves the question alone."""
    for number, value in enumerate(answers):
        if value:
            page.locator("[data-question]").nth(number).locator(f"input[value={value}]").check()


def shown_degrees(page) -> list[str]:
    parts = page.locator("[data-degree]").all()
    return [part.get_attribute("data-degree") for part in parts if part.is_visible()]


# In this order stand: sign, sign, strong, sign, sign, sign, strong, strong, strong, strong, danger.
@pytest.mark.parametrize(
    ("answers", "degree"),
    [
        (["no"] * 11, "none"),
        (["yes"] + ["no"] * 10, "some"),
        (["unsure"] + ["no"] * 10, "some"),
        (["no"] * 10 + ["unsure"], "some"),
        (["no", "no", "yes"] + ["no"] * 8, "some"),
        (["yes", "yes"] + ["no"] * 9, "some"),
        (["yes", "no", "yes"] + ["no"] * 8, "several"),
        (["yes", "yes", "no", "yes"] + ["no"] * 7, "several"),
        (["yes"] * 10 + ["no"], "several"),
        ([""] * 10 + ["yes"], "danger"),
    ],
)
def test_answers_lead_to_a_degree(page, answers, degree):
    answer(page, *answers)
    assert shown_degrees(page) == [degree]
    status = page.get_by_role("main").get_by_role("status").text_content()
    assert page.locator(f"[data-degree={degree}] h3").text_content() in status


def test_the_result_waits_until_it_can_be_told_and_says_that_answers_are_missing(page):
    answer(page, "no", "no")
    assert not page.locator("[data-meaning]").is_visible()
    page.locator("[data-show]").click()
    assert shown_degrees(page) == [] and page.locator("[data-open]").is_visible()
    answer(page, "yes")
    assert shown_degrees(page) == ["some"] and page.locator("[data-open]").is_visible()


def test_reasons_are_listed_and_explained_and_the_end_says_whom_to_call(page):
    first, second = page.locator("[data-question]").nth(0), page.locator("[data-question]").nth(1)
    assert not first.locator(".self-check__explanation").is_visible()
    answer(page, "yes", "unsure", *["no"] * 9)
    assert first.locator(".self-check__explanation").is_visible()
    assert second.locator(".self-check__explanation").is_visible()
    assert page.locator("[data-reasons=yes] li").all_text_contents() == [first.locator("h3").text_content()]
    assert page.locator("[data-reasons=unsure] li").all_text_contents() == [second.locator("h3").text_content()]
    assert page.locator(".contacts a[href='tel:112']").is_visible()
    answer(page, "no", "no")
    assert not first.locator(".self-check__explanation").is_visible()
    assert not page.locator("[data-reasons]").first.is_visible()


def test_danger_shows_at_once_whom_to_call(page):
    page.goto(RISK)
    answer(page, "yes")
    assert page.locator("[data-degree=danger] a[href='tel:112']").first.is_visible()
    assert page.locator("[data-degree=danger] .degree__numbers a[href='tel:113']").is_visible()
    assert page.locator("[data-question]").first.locator("a[href='tel:112']").is_visible()


def test_nothing_is_requested_kept_or_written_into_the_address(page):
    before = page.evaluate(KEPT)
    page.sent.clear()
    answer(page, *["yes", "no", "unsure"] * 3, "yes", "yes")
    page.locator("[data-show]").click()
    assert page.evaluate(KEPT) == before
    assert before | {"local": 0, "session": 0, "cookie": "", "databases": 0, "state": None} == before
    page.locator("[data-again]").click()
    answer(page, "yes")
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == before
    assert page.sent == []
    # Radio buttons without a form: the browser has nothing to send either.
    assert page.evaluate("[...document.querySelectorAll('input')].every((input) => input.form === null)")


def test_the_browser_itself_lets_nothing_out(page):
    refused = page.evaluate("fetch('/sl/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    page.problems.clear()


@pytest.mark.parametrize("leave", ["again", "reload", "back", "pagehide"])
def test_starting_again_reloading_and_leaving_clear_the_answers(page, leave):
    answer(page, *["yes"] * 11)
    assert page.locator("input:checked").count() == 11
    if leave == "again":
        page.locator("[data-again]").click()
        assert page.locator("input").first.evaluate("(input) => input === document.activeElement")
    elif leave == "reload":
        page.reload()
    elif leave == "back":
        page.goto("/sl/")
        page.go_back()
    else:
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert page.locator("[data-question] input").count() == 33
    assert page.locator("input:checked").count() == 0
    assert not page.locator("[data-meaning]").is_visible()
    assert not page.locator(".self-check__explanation").first.is_visible()


def test_it_can_be_gone_through_by_keyboard_alone(page):
    page.locator("[data-self-check] input").first.focus()
    for number in range(11):
        focused = page.locator("[data-question]").nth(number).locator("input:focus")
        assert focused.count() == 1
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        assert page.locator("[data-question]").nth(number).locator("input:checked").input_value() == "no"
        page.keyboard.press("Tab")
    assert shown_degrees(page) == ["none"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Kaj pomenijo odgovori"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert page.locator("input:checked").count() == 0


def test_a_screen_reader_finds_named_groups_and_hears_short_words(page):
    text = page.locator("[data-question] h3").first.text_content()
    group = page.get_by_role("group", name=text, exact=True)
    assert group.get_by_role("radio").count() == 3
    assert "Primerjajte" in page.locator(f"#{group.get_attribute('aria-describedby')}").text_content()
    status = page.get_by_role("main").get_by_role("status")
    status.evaluate(COUNT_CHANGES)
    group.get_by_role("radio", name="Ne", exact=True).check()
    assert status.inner_text().strip() == "Odgovorjeno: 1 od 11"
    for name in ("Ne vem", "Da", "Ne"):
        group.get_by_role("radio", name=name, exact=True).check()
    assert page.evaluate("window.heard") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_result(chromium, site_url, scheme):
    context = chromium.new_context(
        base_url=site_url, viewport={"width": 320, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page, found = context.new_page(), []
    for path, answers in [(OFFER, ["no"] * 11), (OFFER, ["yes"] * 10 + ["unsure"]), (RISK, ["yes", "unsure"])]:
        page.goto(path)
        answer(page, *answers)
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert found == []


@pytest.mark.parametrize("path", [OFFER, RISK])
def test_without_javascript_it_is_a_checklist_that_reads_to_the_end(chromium, site_url, path):
    context = chromium.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    questions = page.locator("[data-question]")
    assert questions.count() == 11
    assert all(text.is_visible() for text in page.locator(".self-check__explanation").all())
    assert shown_degrees(page) == ["danger", "several", "some", "none"]
    assert page.locator("main input, main button, main fieldset, main form").count() == 0
    assert page.locator(".contacts a[href='tel:112']").is_visible()
    assert not page.locator("[data-reasons], [data-open]").first.is_visible()
    context.close()
