"""axe finds nothing on what schools and pupils see around and after a workshop, in any language, width and scheme."""

import pytest
from django.urls import reverse
from django.utils import translation

from languages.codes import content_language, prefix, written_languages
from tests.browser.axe import violations_everywhere
from tests.browser.chromium import browser
from tests.workshops.making import make_booking, make_offer, make_session
from workshops.private_links import new_token

LANGUAGES = [code for code, _name in written_languages()]


@pytest.fixture
def contents(client, db, request) -> dict[str, str]:
    """What the pages hold: the browser gets it from here, because the server knows no booking."""

    def path_of(name: str, argument: str) -> str:
        content = content_language(request.param)
        with translation.override(content):
            path = reverse(f"workshops:{name}", args=[argument])
        return path.replace(f"/{prefix(content)}/", f"/{prefix(request.param)}/", 1)

    over = make_session(make_booking(status="confirmed", groups=2))
    make_session(over.booking, group=2)
    told = make_session(make_booking(status="delivered"), state="delivered", numbers_confirmed_at=over.ends_at)
    ahead = make_session(ended_days_ago=-5)
    offered = make_offer(make_booking())
    token = new_token(booking=over.booking)
    paths = [path_of("booking", new_token(booking=offered.booking)), path_of("pupil_feedback", "AAAAAAAA")]
    # What does not differ in its parts is looked at in one language.
    for session in (over, told, ahead) if request.param == "sl" else (over,):
        own = new_token(booking=session.booking)
        paths += [path_of(name, own) for name in ("booking", "preparation")]
        paths += [path_of(name, session.feedback_code) for name in ("pupil_feedback", "pupil_feedback_thanks")]
    pages = {path: client.get(path).content.decode() for path in paths}
    for name, argument in (("numbers", token), ("pupil_feedback", over.feedback_code)):
        path = path_of(name, argument)
        pages[f"{path}?errors"] = client.post(path, {}).content.decode()
    return pages


@pytest.mark.parametrize("contents", LANGUAGES, indirect=True)
def test_axe_finds_nothing_around_a_workshop(contents, site_url):
    def answer(route, request):
        html = contents.get(request.url.removeprefix(site_url))
        route.fulfill(body=html, content_type="text/html") if html else route.continue_()

    found = []
    with browser() as chromium:
        page = chromium.new_page(reduced_motion="reduce")
        page.route("**/*", answer)
        for path in contents:
            page.goto(site_url + path)
            found += violations_everywhere(page)
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert len(contents) in (8, 16)
    assert found == []
