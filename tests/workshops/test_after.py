"""After the workshop: the school tells numbers and feedback once, and may correct them until they are reported."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from tests.wording import said
from tests.workshops.making import make_answers, make_booking, make_offer, make_session
from workshops.choices import Status
from workshops.models import Booking, SchoolFeedback, Session, Transition
from workshops.private_links import new_token
from workshops.pupil_feedback.services import feedback_results

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make_session()


@pytest.fixture
def token(session):
    return new_token(booking=session.booking)


@pytest.fixture
def tell(client, token):
    return lambda data: client.post(reverse("workshops:numbers", args=[token]), data)


def page(client, booking) -> str:
    return client.get(reverse("workshops:booking", args=[new_token(booking=booking)])).content.decode()


def told(session, **values) -> dict:
    return {f"participants_{session.pk}": "23", f"staff_present_{session.pk}": "2", **values}


def test_a_school_tells_numbers_and_feedback_in_one_go(client, session, token, tell):
    assert f'name="participants_{session.pk}"' in page(client, session.booking)
    feedback = {"content": "5", "delivery": "4", "organisation": "3", "would_book_again": "yes", "text": "Odlično."}
    response = tell(told(session, **feedback))
    assert (response.status_code, response["Location"]) == (302, reverse("workshops:booking", args=[token]))
    session.refresh_from_db()
    stored = SchoolFeedback.objects.get(booking=session.booking)
    assert (session.state, session.participants, session.staff_present) == ("delivered", 23, 2)
    assert session.numbers_confirmed_at is not None
    assert (stored.content, stored.delivery, stored.organisation) == (5, 4, 3)
    assert (stored.would_book_again, stored.text) == (True, "Odlično.")
    assert said("Thank you for your answers") in page(client, session.booking)


def test_feedback_may_be_left_out_and_numbers_may_not(client, session, tell):
    assert tell({}).status_code == 422
    assert Booking.objects.get().status == "confirmed"
    assert tell({f"participants_{session.pk}": "0"}).status_code == 302
    assert not SchoolFeedback.objects.exists()
    session.refresh_from_db()
    assert (session.participants, session.staff_present) == (0, None)


def test_an_error_keeps_what_was_typed(session, tell):
    html = tell(told(session, **{f"participants_{session.pk}": "-3", "content": "2", "text": "Dolgo, a dobro."}))
    html = html.content.decode()
    assert 'value="-3"' in html and "Dolgo, a dobro." in html
    assert 'name="content" value="2" id="id_content_1" checked' in html


@pytest.mark.parametrize("value", ["", "abc", "1001", "99999999999999999999", "\x00", "2.5"])
def test_numbers_that_cannot_be_are_explained(session, tell, value):
    assert tell(told(session, **{f"participants_{session.pk}": value})).status_code == 422
    assert tell(told(session, content=value or "9")).status_code == 422


def test_two_presses_of_the_button_are_one_answer_and_a_later_one_corrects_it(session, tell):
    for _press in range(2):
        assert tell(told(session, content="4")).status_code == 302
    assert tell(told(session, **{f"participants_{session.pk}": "25"}, content="5")).status_code == 302
    session.refresh_from_db()
    assert (session.participants, SchoolFeedback.objects.get().content) == (25, 5)
    assert Transition.objects.count() == 1


def test_what_is_reported_can_no_longer_be_corrected(client, session, tell):
    tell(told(session))
    Booking.objects.update(status=Status.REPORTED)
    assert tell(told(session, **{f"participants_{session.pk}": "99"})).status_code == 409
    session.refresh_from_db()
    assert session.participants == 23
    assert "participants_" not in page(client, session.booking)


def test_each_group_is_counted(client):
    first = make_session()
    second = make_session(first.booking, group=2)
    assert said("Group %(number)s: school staff present", number=2) in page(client, first.booking)
    address = reverse("workshops:numbers", args=[new_token(booking=first.booking)])
    assert client.post(address, told(first)).status_code == 422
    assert client.post(address, {**told(first), **told(second)}).status_code == 302
    assert set(Session.objects.values_list("participants", flat=True)) == {23}


def test_nothing_is_asked_before_the_last_session_is_over(client, session, token, tell):
    make_session(session.booking, group=2, ended_days_ago=-1)
    assert "participants_" not in page(client, session.booking)
    assert tell(told(session)).status_code == 409
    assert Booking.objects.get().status == "confirmed"


def test_another_schools_session_is_out_of_reach(session, tell):
    other = make_session()
    assert tell({**told(session), **told(other)}).status_code == 302
    other.refresh_from_db()
    assert (other.participants, other.state) == (None, "planned")


def test_what_is_over_cannot_be_cancelled_or_changed(client, session, token):
    assert "Cancel this booking" not in page(client, session.booking)
    assert client.post(reverse("workshops:cancel", args=[token]), {}).status_code == 409
    assert Booking.objects.get().status == "confirmed"


@pytest.mark.parametrize(
    ("status", "ended_days_ago", "participants", "title"),
    [
        ("confirmed", -5, None, "Your workshop is agreed"),
        ("confirmed", 1, None, "How was the workshop?"),
        ("delivered", 1, None, "How was the workshop?"),
        ("reported", 9, 20, "This booking is finished"),
        ("no_show", 1, None, "The workshop did not take place"),
        ("waiting", None, None, "You are on the waiting list"),
        ("received", None, None, "We have your request"),
        ("declined", None, None, "We could not take on this request"),
        ("offered", None, None, "We are looking for new dates"),
        ("cancelled_by_school", None, None, "You have cancelled this booking"),
        ("cancelled_by_us", None, None, "We had to cancel this workshop"),
        ("duplicate", None, None, "We have this request twice"),
    ],
)
def test_the_page_says_where_a_booking_stands(client, status, ended_days_ago, participants, title):
    booking = make_booking(status=status, locale="en")
    if ended_days_ago is not None:
        state = {"no_show": "no_show", "delivered": "delivered", "reported": "delivered"}.get(status, "planned")
        make_session(booking, ended_days_ago=ended_days_ago, participants=participants, state=state)
    response = client.get(f"/en/booking/my/{new_token(booking=booking)}/")
    assert f"<h1>{title}</h1>" in response.content.decode()


def test_offered_dates_that_are_past_are_not_shown_as_free(client):
    booking = make_booking()
    past = make_offer(booking, days=-1)
    assert f'value="{past.pk}"' not in page(client, booking)


def test_a_school_names_the_room_and_who_is_there_on_the_day(client):
    booking = make_booking()
    data = {
        "participants": "31",
        "accompanying": "2",
        "room": "Učilnica 7",
        "contact_name": "Eva",
        "phone": "041234567",
    }
    data |= {"email": "eva@example.si", "day_contact_name": "Jan", "day_contact_phone": "01 234 56 78"}
    address = reverse("workshops:details", args=[new_token(booking=booking)])
    assert client.post(address, data).status_code == 302
    booking.refresh_from_db()
    assert (booking.room, booking.accompanying, booking.day_contact_name) == ("Učilnica 7", 2, "Jan")
    assert str(booking.day_contact_phone) == "+38612345678"
    assert client.post(address, {**data, "accompanying": "32"}).status_code == 422


@pytest.mark.parametrize(("answers", "is_shown"), [(0, False), (4, False), (5, True)])
def test_pupils_answers_are_seen_from_five_up(session, answers, is_shown):
    make_answers(session, answers, text="Hvala", upset="yes")
    results = feedback_results(session)
    assert (results.answers, results.is_shown) == (answers, is_shown)
    assert bool(results.questions) == bool(results.texts) == bool(results.upset) == is_shown


def test_results_are_averages_with_their_spread(session):
    make_answers(session, 3, understood=5)
    make_answers(session, 2, understood=2, upset="a_little", text="Bilo je težko.")
    results = feedback_results(session)
    understood = results.questions[0]
    assert understood.average == 3.8
    assert [(bar.count, bar.share) for bar in understood.bars] == [(0, 0), (2, 40), (0, 0), (0, 0), (3, 60)]
    assert (results.upset_a_little, results.upset, len(results.texts)) == (2, 0, 2)


def on_the_desk(booking, user=None) -> str:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    template = Template("{% load desk_after %}{% desk_feedback booking %}")
    with translation.override("en"):
        return template.render(Context({"booking": booking, "request": request}))


def test_free_text_of_a_disclosed_booking_is_shown_to_the_safeguarding_group_alone(session, admin_user):
    SchoolFeedback.objects.create(booking=session.booking, content=5, text="Pripoved")
    make_answers(session, 5, text="Zaupno")
    session.booking.disclosed_at = session.ends_at
    html = on_the_desk(session.booking)
    assert "Pripoved" not in html and "Zaupno" not in html and "5 answers" in html
    html = on_the_desk(session.booking, admin_user)
    assert "Pripoved" in html and "Zaupno" in html


def test_the_desk_shows_results_within_the_limit(session, django_assert_max_num_queries):
    second = make_session(session.booking, group=2)
    SchoolFeedback.objects.create(booking=session.booking, content=5, text="Prav dobro <b>")
    make_answers(session, 4, text="Skrivnost")
    make_answers(second, 5, text="Bilo je v redu.")
    with django_assert_max_num_queries(3):
        html = on_the_desk(session.booking)
    assert "Skrivnost" not in html and "4 answers; shown from 5 up" in html
    assert "Bilo je v redu." in html and "Prav dobro &lt;b&gt;" in html


def test_the_code_to_project_is_for_coordinators_alone(client, session):
    address = f"/admin/sessions/{session.pk}/qr/"
    assert client.get(address).status_code == 302
    for group, status in (("Coordinators", 200), ("Editors", 302)):
        user = User.objects.create_user(group, password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        response = client.get(address)
        assert response.status_code == status
        html = response.content.decode()
        assert (f"/f/{session.feedback_code}" in html and "<svg" in html) == (status == 200)
