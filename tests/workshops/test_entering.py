"""A coordinator takes down a request that came by phone or e-mail."""

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.urls import reverse

from tests.workshops.test_booking_form import answers
from workshops.models import Booking, Transition

pytestmark = pytest.mark.django_db
URL = "/admin/bookings/enter/"


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("majda", first_name="Majda", last_name="Novak", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return user


def entry(**changes) -> dict:
    data = {**answers(), "source": "phone", "locale": "sl", "acknowledge": "on", "entry_key": "one-of-a-kind"}
    return {name: value for name, value in data.items() if name not in ("form_key", "leave_empty")} | changes


def test_a_request_by_phone_is_stored_with_who_noted_it_and_is_acknowledged(client, coordinator):
    response = client.post(URL, entry())
    booking = Booking.objects.get()
    step = Transition.objects.get()
    assert response.url == reverse("workshops_desk", args=[booking.pk])
    assert (booking.source, booking.status, booking.locale) == ("phone", "received", "sl")
    assert booking.consent_at and booking.privacy_version == ""
    assert (step.actor, step.user) == ("coordinator", coordinator)
    assert "Majda Novak" in step.reason
    assert [message.to for message in mail.outbox] == [["ziva@example.si"]]
    assert booking.acknowledged_at


def test_the_acknowledgement_is_in_the_schools_language_not_the_coordinators(client, coordinator):
    client.post(URL, entry(locale="uk", source="email"))
    booking = Booking.objects.get()
    assert (booking.locale, booking.source) == ("uk", "email")
    assert booking.workshop.locale.language_code == "sl"
    assert booking.workshop_title != booking.workshop.title
    assert booking.workshop_title in mail.outbox[0].body and "/uk/" in mail.outbox[0].body


@pytest.mark.parametrize("changes", [{"acknowledge": ""}, {"email": ""}])
def test_nothing_is_sent_where_it_is_not_wanted_or_there_is_no_address(client, coordinator, changes):
    assert client.post(URL, entry(**changes)).status_code == 302
    assert mail.outbox == []
    assert Booking.objects.get().acknowledged_at is None


def test_one_way_to_answer_is_enough_and_no_date_is_demanded(client, coordinator):
    assert client.post(URL, entry(phone="", date_1="", date_2="", staff_stays="")).status_code == 302
    assert Booking.objects.get().preferred_dates.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"phone": "", "email": ""}, "phone"),
        ({"consent": ""}, "consent"),
        ({"source": "form"}, "source"),
        ({"source": "demo"}, "source"),
        ({"locale": "xx"}, "locale"),
        ({"date_1": "2001-01-01"}, "date_1"),
        ({"school_name": ""}, "school_name"),
        ({"entry_key": "x" * 400}, "entry_key"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(client, coordinator, changes, field):
    response = client.post(URL, entry(**changes))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert 'value="Živa Žagar"' in response.content.decode()
    assert not Booking.objects.exists()


def test_an_empty_submission_is_explained(client, coordinator):
    response = client.post(URL, {})
    assert response.status_code == 422 and response.context["form"].errors


def test_a_double_click_makes_one_booking(client, coordinator):
    first, second = (client.post(URL, entry()) for _time in range(2))
    assert first.url == second.url
    assert (Booking.objects.count(), len(mail.outbox)) == (1, 1)


def test_two_forms_with_the_same_answers_are_two_bookings(client, coordinator):
    keys = {client.get(URL).context["form"]["entry_key"].value() for _time in range(2)}
    assert len(keys) == 2
    for key in keys:
        client.post(URL, entry(entry_key=key))
    assert Booking.objects.count() == 2


def test_a_near_date_is_taken(client, coordinator):
    from django.utils import timezone

    assert client.post(URL, entry(date_1=timezone.localdate().isoformat())).status_code == 302


def test_the_list_of_bookings_leads_here(client, coordinator):
    html = client.get("/admin/bookings/").content.decode()
    assert f'href="{URL}"' in html


def test_whoever_may_not_change_bookings_enters_none(client, django_assert_max_num_queries):
    user = User.objects.create_user("urednica", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert client.get(URL).status_code in (302, 403)
    assert client.post(URL, entry()).status_code in (302, 403)
    assert not Booking.objects.exists()


def test_the_screen_is_cheap(client, coordinator, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(25):
        assert client.get(URL).status_code == 200
