"""axe with best practices finds nothing: any page type, language, width and colour scheme, forms with errors too."""

import pytest

from tests.browser.axe import OPEN, violations, violations_everywhere
from tests.browser.typical import BOOKING, PREFIXES, made, pages, paths, typical


@pytest.fixture
def page(chromium, site_url):
    context = chromium.new_context(base_url=site_url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_each_page_type_is_among_the_typical_pages(site_url):
    chosen = typical(site_url, "sl")
    assert {kind for kind, *_rest in pages()} == {kind for kind, _prefix, path, _key in pages() if path in chosen}
    assert len({len(typical(site_url, prefix)) for prefix in PREFIXES}) == 1


@pytest.mark.parametrize("prefix", PREFIXES)
def test_axe_finds_nothing_on_typical_pages_in_any_width_and_scheme(page, site_url, prefix):
    found = []
    for path in [*typical(site_url, prefix), *made(prefix)]:
        page.goto(path)
        found += violations_everywhere(page)
    assert found == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_axe_finds_nothing_on_the_other_pages(page, site_url, prefix):
    found, chosen = [], typical(site_url, prefix)
    page.set_viewport_size({"width": 360, "height": 740})
    for path in paths(prefix):
        if path not in chosen:
            page.goto(path)
            page.evaluate(OPEN)
            found += violations(page)
    assert found == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_axe_finds_nothing_where_a_form_has_errors(page, prefix):
    page.goto(BOOKING[prefix])
    page.locator("[data-next]").click()
    assert page.locator(".field__error").count() > 3
    found = list(violations_everywhere(page))
    # Past the checks of the steps, to the answer of the server; then every step at once.
    page.evaluate("document.querySelector('[data-booking-form]').submit()")
    page.locator(".error-summary").wait_for()
    found += violations_everywhere(page)
    page.evaluate("document.querySelectorAll('[data-step]').forEach((one) => { one.hidden = false })")
    found += violations_everywhere(page)
    assert found == []
