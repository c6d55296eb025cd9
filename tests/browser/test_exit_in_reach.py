"""“Leave this page” can be reached on every screen: by thumb, by keyboard, enlarged, with all that may be open."""

import pytest

SCREENS = [(320, 568), (320, 256), (360, 740), (768, 1024), (1280, 800), (1280, 400)]
HELP = {"sl": "/sl/pomoc/", "uk": "/uk/dopomoha/"}

SCROLL = "(part) => scrollTo({ top: part * document.documentElement.scrollHeight, behavior: 'instant' })"
# What lies on top in the middle and near the corners of the button.
ON_TOP = """() => {
  const link = document.querySelector(".exit__leave");
  const { left, right, top, bottom, width, height } = link.getBoundingClientRect();
  const corners = [left + 14, right - 14].flatMap((x) => [top + 6, bottom - 6].map((y) => [x, y]));
  const points = [[(left + right) / 2, (top + bottom) / 2], ...corners];
  return {
    covered: points.filter(([x, y]) => !link.contains(document.elementFromPoint(x, y))),
    inside: left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= innerHeight,
    width, height,
  };
}"""
# Whether what has the focus lies under the bar.
OVERLAP = """() => {
  const one = document.activeElement, bar = document.querySelector(".exit");
  if (one === document.body || bar.contains(one) || one.matches(".skip-link, .languages a")) { return ""; }
  const [a, b] = [one.getBoundingClientRect(), bar.getBoundingClientRect()];
  const overlaps = a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top + 1 < a.bottom;
  return overlaps && a.height < innerHeight / 2 ? one.outerHTML.slice(0, 120) : "";
}"""


def assert_in_reach(page):
    found = page.evaluate(ON_TOP)
    assert found["covered"] == [] and found["inside"], page.url
    assert found["height"] >= 44 and found["width"] >= 44


@pytest.fixture
def open_page(chromium, site_url):
    pages = []

    def open_one(path, width, height, **options):
        pages.append(chromium.new_page(base_url=site_url, viewport={"width": width, "height": height}, **options))
        pages[-1].goto(path)
        return pages[-1]

    yield open_one
    for page in pages:
        page.close()


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_nothing_covers_the_button(open_page, width, height):
    page = open_page("/sl/", width, height)
    for path in ("/sl/pomoc/", "/uk/dopomoha/", "/uk/zamovlennia/", "/sl/nowhere/", "/sl/f/ABCD2345/"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        for where in (0, 0.5, 1):
            page.evaluate(
                "(part) => scrollTo({ top: part * document.documentElement.scrollHeight, behavior: 'instant' })",
                where,
            )
            assert_in_reach(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "bottom"), [(320, True), (768, True), (1280, False)])
def test_it_stands_at_the_thumb_or_in_the_corner(open_page, width, bottom):
    page = open_page("/uk/", width, 700)
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    box = page.locator(".exit__leave").bounding_box()
    assert box["y"] > 620 if bottom else box["y"] < 10


@pytest.mark.parametrize("language", HELP)
def test_it_comes_first_after_the_skip_link(open_page, language):
    page = open_page(HELP[language], 360, 740)
    classes = []
    for _step in range(3):
        page.keyboard.press("Tab")
        classes.append(page.evaluate("document.activeElement.className"))
    assert classes == ["skip-link", "exit__leave", "exit__more"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/varno-brskanje/" if language == "sl" else "**/bezpechnyi-perehliad/")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800), (320, 256)])
def test_what_has_the_focus_is_never_under_the_bar(open_page, width, height):
    page = open_page("/sl/pomoc/", width, height, reduced_motion="reduce")
    hidden = []
    for keys in ("Tab", "Shift+Tab"):
        for _step in range(45):
            page.keyboard.press(keys)
            hidden.append(page.evaluate(OVERLAP))
    assert [one for one in hidden if one] == []


def test_the_end_of_a_page_is_not_under_the_bar(open_page):
    page = open_page("/sl/", 360, 740)
    page.evaluate(SCROLL, 1)
    footer = page.locator(".site-footer").bounding_box()
    assert footer["y"] + footer["height"] <= page.locator(".exit").bounding_box()["y"] + 1


def test_it_rises_into_what_can_be_seen_of_an_enlarged_page(chromium, site_url):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site_url}/sl/")
    context.new_cdp_session(page).send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    page.wait_for_function("visualViewport.scale === 2")
    page.wait_for_timeout(100)
    seen = page.evaluate("visualViewport.offsetTop + visualViewport.height")
    box = page.locator(".exit__leave").evaluate("(link) => link.getBoundingClientRect().bottom")
    assert seen - 20 < box <= seen
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_of_the_cms_does_not_cover_it(open_page, width):
    page = open_page("/admin/login/", width, 740)
    page.locator("#id_username").fill("admin")
    page.locator("#id_password").fill("only-for-tests")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
    page.goto("/sl/pomoc/")
    trigger = page.locator("wagtail-userbar [data-wagtail-userbar-trigger]")
    trigger.wait_for()
    assert_in_reach(page)
    trigger.click()
    assert_in_reach(page)


def test_it_is_not_printed(open_page):
    page = open_page("/sl/pomoc/", 1280, 800)
    page.emulate_media(media="print")
    assert not page.locator(".exit").is_visible()


def test_it_has_an_edge_in_forced_colours(open_page):
    page = open_page("/sl/pomoc/", 360, 740, forced_colors="active")
    colour, paper = page.locator(".exit__leave").evaluate(
        "(link) => [getComputedStyle(link).borderTopColor, getComputedStyle(link).backgroundColor]"
    )
    assert colour != paper
