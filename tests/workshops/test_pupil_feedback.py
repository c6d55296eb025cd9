"""Pupils answer without a name and without a cookie, each form once, from the start of a session for two weeks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.workshops.making import make_booking, make_session
from workshops.models import PupilFeedback
from workshops.pupil_feedback import services
from workshops.pupil_feedback.forms import MAX_AGE, new_key

pytestmark = pytest.mark.django_db

ANSWERS = {"understood": "4", "felt_safe": "5", "useful": "3", "knows_whom_to_ask": "5"}


@pytest.fixture
def session():
    return make_session()


@pytest.fixture
def address(session):
    return f"/en/f/{session.feedback_code}/"


def filled(session, **values) -> dict:
    return {**ANSWERS, "key": new_key(session), **values}


def assert_is_private(response):
    assert not response.cookies
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("language", "locale", "prefix"),
    [("uk", "sl", "uk"), ("sr-latn", "sl", "sr"), ("other", "en", "en"), ("sl", "uk", "sl")],
)
def test_the_short_address_leads_to_the_language_of_the_workshop(client, language, locale, prefix):
    code = make_session(make_booking(status="confirmed", language=language, locale=locale)).feedback_code
    for typed in (f"/f/{code}/", f"/f/{code.lower()}", f"/f/{code.title()}/"):
        response = client.get(typed)
        assert (response.status_code, response["Location"]) == (302, f"/{prefix}/f/{code}/")
        assert_is_private(response)


def test_the_page_asks_without_cookie_or_inline_style_and_offers_each_language(client, session, address):
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200 and len(response.content) < 14_000
    assert_is_private(response)
    assert re.findall(r"<script[^>]*>", html) == ['<script type="module" async src="/static/js/exit.js">']
    assert " style=" not in html and "csrfmiddlewaretoken" not in html
    assert html.count('type="radio"') == 4 * 5 + 3
    for prefix in ("sl", "en", "sr", "uk"):
        assert f'href="/{prefix}/f/{session.feedback_code}/"' in html


def test_an_answer_is_kept_with_its_day_and_nothing_about_the_pupil(session, address):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(address, filled(session, upset="a_little", text="Super."))
    assert (response.status_code, response["Location"]) == (302, f"{address}thanks/")
    assert_is_private(response)
    answer = PupilFeedback.objects.get()
    assert (answer.understood, answer.felt_safe, answer.useful, answer.knows_whom_to_ask) == (4, 5, 3, 5)
    assert (answer.upset, answer.text, answer.language) == ("a_little", "Super.", "en")
    assert answer.answered_on == timezone.localdate()
    fields = {field.name for field in PupilFeedback._meta.fields}
    assert fields == {"id", "session", *ANSWERS, "upset", "text", "language", "answered_on", "submission"}


def test_reload_and_double_click_are_one_answer_and_another_form_is_another(client, session, address):
    data = filled(session)
    for _press in range(3):
        assert client.post(address, data).status_code == 302
    assert PupilFeedback.objects.count() == 1
    client.post(address, filled(session))
    assert PupilFeedback.objects.count() == 2


@pytest.mark.parametrize("key", ["", "abc", "\x00", "a:b:c"])
def test_a_forged_key_is_refused_and_nothing_typed_is_lost(client, session, address, key):
    response = client.post(address, filled(session, key=key, text="Moje besede"))
    html = response.content.decode()
    assert response.status_code == 422 and not PupilFeedback.objects.exists()
    assert "Moje besede" in html
    assert re.search(r'name="understood" value="4"[^>]* checked', html)
    renewed = html.split('name="key" value="')[1].split('"')[0]
    assert client.post(address, filled(session, key=renewed)).status_code == 302


def test_a_key_serves_its_own_session_and_only_for_some_hours(client, session, address, monkeypatch):
    assert client.post(address, filled(session, key=new_key(make_session()))).status_code == 422
    old = filled(session)
    monkeypatch.setattr("workshops.pupil_feedback.forms.MAX_AGE", -timedelta(seconds=1))
    assert client.post(address, old).status_code == 422
    assert timedelta(hours=2) <= MAX_AGE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("understood", value) for value in ("", "0", "6", "abc", "4.5", "\x00")],
        ("upset", "maybe"),
        ("text", "x" * 1001),
    ],
)
def test_a_bad_answer_is_explained(client, session, address, name, value):
    response = client.post(address, filled(session, **{name: value}))
    assert response.status_code == 422 and not response.cookies
    assert not PupilFeedback.objects.exists()


@pytest.mark.parametrize(("ended_days_ago", "status"), [(-2, 200), (13.9, 200), (14.1, 410), (400, 410)])
def test_questions_are_open_from_the_start_for_two_weeks(client, ended_days_ago, status):
    session = make_session(ended_days_ago=ended_days_ago)
    response = client.get(f"/sl/f/{session.feedback_code}/")
    is_open = 0 < ended_days_ago < 14
    assert response.status_code == status
    assert (b'type="radio"' in response.content) == is_open
    client.post(f"/sl/f/{session.feedback_code}/", filled(session))
    assert PupilFeedback.objects.exists() == is_open


def test_questions_open_with_the_session_not_after_it(client):
    session = make_session(ended_days_ago=-0.01)
    assert b'type="radio"' in client.get(f"/sl/f/{session.feedback_code}/").content


@pytest.mark.parametrize(
    ("state", "status"), [("cancelled", "confirmed"), ("no_show", "no_show"), ("planned", "cancelled_by_us")]
)
def test_what_did_not_take_place_is_not_asked_about(client, state, status):
    session = make_session(make_booking(status=status), state=state)
    assert client.get(f"/sl/f/{session.feedback_code}/").status_code == 410


@pytest.mark.parametrize("code", ["AAAAAAAA", "x", "ABC%00DEF", "%D0%96%D0%96%D0%96%D0%96", "A" * 300, "..", "A'--"])
def test_an_unknown_code_is_answered_kindly(client, code):
    for address in (f"/f/{code}/", f"/sl/f/{code}/", f"/sl/f/{code}/thanks/"):
        response = client.get(address)
        assert response.status_code == 404, address
        assert not response.cookies and b"112" in response.content


@pytest.mark.parametrize("upset", ["", "no", "a_little", "yes"])
def test_whatever_was_answered_the_last_page_says_whom_to_talk_to(client, session, address, upset):
    html = client.post(address, filled(session, upset=upset), follow=True).content.decode()
    assert "tel:116111" in html and "tel:112" in html and "TOM" in html


def test_without_contact_records_the_emergency_numbers_are_still_there(client, address):
    from django.apps import apps

    apps.get_model("home", "HelpContact").objects.all().delete()
    assert "tel:112" in client.get(f"{address}thanks/").content.decode()


def test_a_flood_of_answers_ends_somewhere(client, session, address, monkeypatch):
    monkeypatch.setattr(services, "MOST_ANSWERS", 2)
    for _number in range(4):
        assert client.post(address, filled(session)).status_code == 302
    assert PupilFeedback.objects.count() == 2


def test_other_methods_are_refused(client, address):
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(address).status_code == 405
    assert client.head(address).status_code == 200
