"""axe finds nothing on what schools and pupils see around and after a workshop."""

import pytest
from django.urls import reverse

from tests.browser.chromium import browser
from tests.browser.test_accessibility import SIZES, violations
from tests.workshops.making import make_booking, make_session
from workshops.private_links import new_token


@pytest.fixture
def contents(client, db) -> dict[str, str]:
    """What the pages hold: the browser gets it from here, because the server knows no booking."""
    over = make_session(make_booking(status="confirmed", groups=2))
    make_session(over.booking, group=2)
    told = make_session(make_booking(status="delivered"), state="delivered", numbers_confirmed_at=over.ends_at)
    ahead = make_session(ended_days_ago=-5)
    token = new_token(booking=over.booking)
    found = {}
    for session in (over, told, ahead):
        own = new_token(booking=session.booking)
        for name in ("booking", "preparation"):
            found[reverse(f"workshops:{name}", args=[own])] = None
        for name in ("pupil_feedback", "pupil_feedback_thanks"):
            found[reverse(f"workshops:{name}", args=[session.feedback_code])] = None
    found[reverse("workshops:pupil_feedback", args=["AAAAAAAA"])] = None
    pages = {path: client.get(path).content.decode() for path in found}
    for name, argument in (("numbers", token), ("pupil_feedback", over.feedback_code)):
        path = reverse(f"workshops:{name}", args=[argument])
        pages[f"{path}?errors"] = client.post(path, {}).content.decode()
    return pages


def test_axe_finds_nothing_around_a_workshop(contents, site_url):
    def answer(route, request):
        html = contents.get(request.url.removeprefix(site_url))
        route.fulfill(body=html, content_type="text/html") if html else route.continue_()

    found = []
    with browser() as chromium:
        for width, scheme in SIZES:
            context = chromium.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.route("**/*", answer)
            for path in contents:
                page.goto(site_url + path)
                page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
                found += violations(page)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            context.close()
    assert len(contents) == 15
    assert found == []
