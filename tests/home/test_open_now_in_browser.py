"""“Open now”, by the clock of the contact's country, whatever the reader's own clock says."""

from datetime import datetime

import pytest

from home.models import HelpContact
from home.opening import ALWAYS

TOM = 'li.contact:has(a[href="tel:116111"]) [data-open-now]'
PLACES = {"si": "/en/help/si/", "ua": "/en/help/ua/"}
# Ljubljana is one hour before UTC in winter, two in summer; Kyiv two and three.
CLOCKS = [
    ("2026-01-15T10:59:00Z", "Closed now, opens at 12:00"),
    ("2026-01-15T11:00:00Z", "Open now"),
    ("2026-01-15T18:59:00Z", "Open now"),
    ("2026-01-15T19:00:00Z", "Closed now, opens: Friday 12:00"),
    ("2026-07-15T09:59:00Z", "Closed now, opens at 12:00"),
    ("2026-07-15T10:00:00Z", "Open now"),
    ("2026-07-15T18:00:00Z", "Closed now, opens: Thursday 12:00"),
    # The day on which summer time begins, and the one on which it ends.
    ("2026-03-29T09:59:00Z", "Closed now, opens at 12:00"),
    ("2026-03-29T10:00:00Z", "Open now"),
    ("2026-10-25T10:59:00Z", "Closed now, opens at 12:00"),
    ("2026-10-25T11:00:00Z", "Open now"),
    # Midnight there, which is another day in UTC.
    ("2026-01-15T22:59:00Z", "Closed now, opens: Friday 12:00"),
    ("2026-01-15T23:01:00Z", "Closed now, opens at 12:00"),
]


@pytest.fixture
def at(chromium, site_url):
    """Open a page at a moment, with a clock that a test can set."""
    contexts = []

    def open_at(moment: str, path: str = PLACES["si"], *, before=None, **options):
        context = chromium.new_context(base_url=site_url, **options)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.clock.install(time=datetime.fromisoformat(moment))
        if before:
            page.add_init_script(before)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.problems == []
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("moment", "words"), CLOCKS)
def test_a_line_says_whether_it_is_open_by_its_own_clock(at, moment, words):
    page = at(moment)
    page.wait_for_function("document.querySelector('[data-open-now]').textContent")
    assert page.locator(TOM).text_content() == words
    assert page.locator(TOM).is_visible()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "Europe/Kyiv", "UTC"])
def test_the_reader_s_own_zone_does_not_matter(at, zone):
    assert at("2026-01-15T11:30:00Z", timezone_id=zone).locator(TOM).text_content() == "Open now"
    assert at("2026-01-15T10:30:00Z", timezone_id=zone).locator(TOM).text_content() == "Closed now, opens at 12:00"


def test_what_is_always_open_is_open_at_midnight(at):
    page = at("2026-01-15T23:00:00Z")
    assert page.locator('li.contact:has(a[href="tel:0801155"]) [data-open-now]').text_content() == "Open now"


def test_a_page_that_stays_open_goes_with_the_time(at):
    page = at("2026-01-15T10:59:30Z")
    assert page.locator(TOM).text_content() == "Closed now, opens at 12:00"
    page.clock.run_for(60_000)
    assert page.locator(TOM).text_content() == "Open now"


def test_the_day_is_named_in_the_reader_s_language(at):
    assert at("2026-01-15T19:00:00Z", "/sl/pomoc/si/").locator(TOM).text_content().endswith("petek 12:00")
    assert at("2026-01-15T19:00:00Z", "/uk/dopomoha/si/").locator(TOM).text_content().endswith("пʼятниця 12:00")
    assert at("2026-01-15T19:00:00Z", "/sr-cyrl/pomoc/si/").locator(TOM).text_content().endswith("петак 12:00")


def rewritten(opening: str, zone: str) -> str:
    """Return a script that gives the first line other hours before ours runs: a page may hold any."""
    return f"""document.addEventListener("readystatechange", () => {{
      const one = document.querySelector("[data-open-now]");
      if (one) {{ one.dataset.openNow = "{opening}"; one.dataset.zone = "{zone}"; }}
    }});"""


NIGHT = "22:00-06:00,,,,22:00-06:00,,"
KYIV = "Europe/Kyiv Europe/Kiev"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        # Monday 21:59 and 22:00 in Kyiv, Tuesday 05:59 and 06:00.
        ("2026-01-12T19:59:00Z", "Closed now, opens at 22:00"),
        ("2026-01-12T20:00:00Z", "Open now"),
        ("2026-01-13T03:59:00Z", "Open now"),
        ("2026-01-13T04:00:00Z", "Closed now, opens: Friday 22:00"),
        # Through the night in which summer time begins there: from Sunday 02:00 on it is an hour later.
        ("2026-03-27T20:00:00Z", "Open now"),
        ("2026-03-28T04:00:00Z", "Closed now, opens: Monday 22:00"),
        ("2026-03-30T18:59:00Z", "Closed now, opens at 22:00"),
        ("2026-03-30T19:00:00Z", "Open now"),
    ],
)
def test_hours_that_pass_midnight_in_another_country(at, moment, words):
    page = at(moment, before=rewritten(NIGHT, KYIV))
    assert page.locator("[data-open-now]").first.text_content() == words


def test_a_browser_that_knows_only_the_former_name_of_a_zone_is_enough(at):
    page = at("2026-01-12T20:00:00Z", before=rewritten(NIGHT, "Europe/Nowhere Europe/Kiev"))
    assert page.locator("[data-open-now]").first.text_content() == "Open now"


@pytest.mark.parametrize(
    "before",
    [
        rewritten(NIGHT, "Europe/Nowhere"),
        "delete window.Intl;",
        "Intl.DateTimeFormat = class { format() {} };",
        "Intl.DateTimeFormat = class { constructor() { throw new RangeError(); } formatToParts() {} };",
    ],
)
def test_a_browser_without_time_zones_says_nothing_and_breaks_nothing(at, before):
    page = at("2026-01-15T11:30:00Z", before=before)
    assert page.locator("[data-open-now]").first.text_content() == ""
    assert not page.locator("[data-open-now]").first.is_visible()


def test_without_javascript_the_hours_stand_there_in_words(chromium, site_url):
    context = chromium.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PLACES["si"])
    assert not page.locator(TOM).is_visible()
    assert "Every day 12:00–20:00" in page.locator('li.contact:has(a[href="tel:116111"])').inner_text()
    page.get_by_role("link", name="In Serbia").click()
    page.get_by_role("link", name="Українська", exact=True).last.click()
    assert page.url.endswith("/en/help/rs/uk/")
    assert page.locator('main a[href^="tel:"]').first.get_attribute("href") == "tel:192"
    assert context.cookies() == []
    context.close()


@pytest.mark.django_db
def test_nothing_is_said_of_lines_whose_hours_we_do_not_know(client):
    html = client.get("/en/help/").content.decode()
    known = HelpContact.objects.filter(live=True, locale__language_code="en").exclude(opening=[])
    assert html.count("data-open-now") == known.count() == 4
    assert html.count(f'data-open-now="{",".join(ALWAYS)}"') == 3
    # The answer is kept: nothing in it depends on when it was made.
    assert "Open now" not in html.replace('data-open="Open now"', "")
