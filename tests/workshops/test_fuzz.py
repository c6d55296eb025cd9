"""Strange submissions to each public form: never an answer of 500, and what was typed is still there."""

from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workshops.making import make_booking, make_offer, make_session
from tests.workshops.test_booking_form import URLS, answers
from workshops.private_links import new_token

pytestmark = pytest.mark.django_db
many = settings(
    max_examples=1_500, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
few = settings(many, max_examples=400)

odd = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.sampled_from(["\x00", "x" * 5000, "9" * 400, "NaN", "inf", "1e309", "٣", "2027-02-31", "0000-00-00", "<b>&"]),
)


@pytest.fixture
def valid():
    return answers("uk")


@pytest.fixture
def own_page():
    booking = make_booking(locale="uk")
    make_offer(booking)
    return f"/uk/zamovlennia/moie/{new_token(booking=booking)}/"


@many
@given(data=st.data())
def test_the_booking_form(client, valid, data):
    names = data.draw(st.sets(st.sampled_from([*valid, "unknown"]), min_size=1, max_size=6))
    changed = {name: data.draw(odd) for name in sorted(names)}
    response = client.post(URLS["uk"], {**valid, **changed})
    assert response.status_code in (302, 422)
    typed = changed.get("contact_name", valid["contact_name"])
    if response.status_code == 422 and typed.isprintable():
        assert typed in unescape(response.content.decode())


@few
@given(
    action=st.sampled_from(["pryiniaty", "inshi-daty", "skasuvaty", "dani"]),
    values=st.dictionaries(
        st.sampled_from(["offer", "other-reason", "cancel-reason", "participants", "contact_name", "email", "phone"]),
        odd,
    ),
)
def test_a_schools_own_page(client, own_page, action, values):
    response = client.post(f"{own_page}{action}/", values)
    assert response.status_code in (302, 409, 422)


@pytest.fixture
def session():
    return make_session()


@few
@given(data=st.data())
def test_numbers_and_feedback_of_a_school(client, session, data):
    numbers = [f"participants_{session.pk}", f"staff_present_{session.pk}"]
    names = [*numbers, "content", "delivery", "organisation", "would_book_again", "text"]
    values = data.draw(st.dictionaries(st.sampled_from(names), odd))
    response = client.post(reverse("workshops:numbers", args=[new_token(booking=session.booking)]), values)
    assert response.status_code in (302, 422)


@few
@given(
    code=st.one_of(st.none(), st.text(alphabet=st.characters(blacklist_characters="/", codec="utf-8"), min_size=1)),
    values=st.dictionaries(
        st.sampled_from(["understood", "felt_safe", "useful", "knows_whom_to_ask", "upset", "text", "key"]), odd
    ),
)
def test_pupils_answers(client, session, code, values):
    code = code or session.feedback_code
    response = client.post(f"/uk/f/{quote(code)}/", values)
    assert response.status_code in (400, 404, 422)
    assert client.get(f"/f/{quote(code)}").status_code in (302, 400, 404)


@few
@given(query=odd)
def test_searching_for_a_school(client, query):
    assert client.get("/uk/zamovlennia/shkoly/", {"q": query}).status_code == 200


@few
@given(token=st.text(alphabet=st.characters(blacklist_characters="/", codec="utf-8"), min_size=1, max_size=60))
def test_a_made_up_private_link(client, token):
    assert client.get(f"/uk/zamovlennia/moie/{quote(token)}/").status_code in (404, 400)
