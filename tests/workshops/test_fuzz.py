"""Strange submissions to each form: never an answer of 500, and what was typed is still there.

Ten thousand go to the booking form: most of them to the form and the service behind the view, where all parsing and
storing happens, the others the whole way through HTTP.
"""

import random
from html import unescape
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workshops.making import make_booking, make_offer, make_session
from tests.workshops.test_booking_form import URLS, answers
from tests.workshops.test_request_details import DETAILS
from workshops.forms import BookingForm
from workshops.private_links import new_token
from workshops.services import request_booking

pytestmark = pytest.mark.django_db
FORMS, THROUGH_HTTP = 9_500, 500
many = settings(
    max_examples=THROUGH_HTTP,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
few = settings(many, max_examples=400)

STRANGE = [
    "\x00",
    "x" * 5000,
    "9" * 400,
    "NaN",
    "inf",
    "1e309",
    "٣",
    "2027-02-31",
    "0000-00-00",
    "<b>&",
    "",
    " ",
    "on",
]
# Signs, Latin with its diacritics, Cyrillic, marks that combine, spaces and directions, what lies beyond 16 bits.
ALPHABETS = [(0, 0x7F), (0x80, 0x24F), (0x300, 0x36F), (0x400, 0x4FF), (0x2000, 0x206F), (0x10000, 0x10FFFF)]
odd = st.one_of(
    st.text(max_size=60),
    st.integers().map(str),
    st.sampled_from(STRANGE),
)


@pytest.fixture
def valid():
    return answers("uk", **DETAILS)


@pytest.fixture
def own_page():
    booking = make_booking(locale="uk")
    make_offer(booking)
    return f"/uk/zamovlennia/moie/{new_token(booking=booking)}/"


def strange(chance: random.Random) -> str:
    """Return what no teacher would type."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.choice(STRANGE)
    if kind == 1:
        return str(chance.randint(-(2**70), 2**70) >> chance.randrange(70))
    first, last = chance.choice(ALPHABETS)
    return "".join(chr(chance.randint(first, last)) for _letter in range(chance.randrange(60)))


def submission(valid: dict, number: int) -> QueryDict:
    """Return valid answers of which some are strange, missing or doubled; the same ones for the same number."""
    chance = random.Random(number)
    data = QueryDict(mutable=True)
    data.update(valid)
    for name in chance.sample([*valid, "unknown"], chance.randint(1, 9)):
        how = chance.randrange(8)
        if how == 0:
            data.pop(name, None)
        elif how == 1:
            data.setlist(name, [strange(chance), strange(chance)])
        else:
            data[name] = strange(chance)
    return data


def test_the_booking_form_and_its_service(valid):
    stored = 0
    with translation.override("uk"):
        for number in range(FORMS):
            form = BookingForm(submission(valid, number))
            if form.is_valid():
                request_booking(request=form.booking_request(), form_key=form.cleaned_data["form_key"])
                stored += 1
    # Otherwise the service would hardly have been tried.
    assert stored > FORMS / 20


@many
@given(data=st.data())
def test_the_booking_form_through_http(client, valid, data):
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
