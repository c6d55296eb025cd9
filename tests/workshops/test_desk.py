"""Bookings in the CMS: who sees them, and that they can be found."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User

from tests.workshops.making import make_booking as booking
from tests.workshops.making import moment
from workshops.models import Booking, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_member(client):
    def sign_in(group: str):
        user = User.objects.create_user(group.lower(), password="x", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in


def test_coordinators_list_search_and_filter_bookings(as_member):
    booking(reference="K-AAAAAA")
    booking(reference="K-CCCCCC", school_name="Gimnazija Litija", status="confirmed")
    client = as_member("Coordinators")
    html = client.get("/admin/bookings/").content.decode()
    assert "K-AAAAAA" in html and "K-CCCCCC" in html
    found = client.get("/admin/bookings/", {"q": "Litija"}).content.decode()
    assert "K-CCCCCC" in found and "K-AAAAAA" not in found
    filtered = client.get("/admin/bookings/", {"status": "confirmed"}).content.decode()
    assert "K-CCCCCC" in filtered and "K-AAAAAA" not in filtered


def test_coordinators_note_what_they_know_and_cannot_touch_what_the_school_wrote(as_member):
    one = booking()
    client = as_member("Coordinators")
    assert client.get(f"/admin/bookings/edit/{one.pk}/").status_code == 200
    data = {"status": "confirmed", "internal_notes": "klicali", "email": "x@y.si"}
    client.post(f"/admin/bookings/edit/{one.pk}/", data)
    one.refresh_from_db()
    assert (one.status, one.internal_notes, one.email) == ("received", "klicali", "ana@example.si")


def test_a_coordinator_moves_a_booking_with_a_reason_that_is_logged(as_member):
    one = booking()
    client = as_member("Coordinators")
    client.post(f"/admin/bookings/{one.pk}/desk/", {"action": "move", "to": "declined", "reason": "ni prostora"})
    one.refresh_from_db()
    step = Transition.objects.get()
    assert (one.status, step.from_status, step.to_status) == ("declined", "received", "declined")
    assert (step.reason, step.user.username) == ("ni prostora", "coordinators")
    assert "ni prostora" in client.get(f"/admin/bookings/{one.pk}/desk/").content.decode()


@pytest.mark.parametrize("to", ["reported", "delivered", "nonsense", "", "offered"])
def test_a_crafted_move_is_refused(as_member, to):
    one = booking()
    response = as_member("Coordinators").post(f"/admin/bookings/{one.pk}/desk/", {"action": "move", "to": to})
    one.refresh_from_db()
    assert (response.status_code, one.status) == (422, "received")
    assert not Transition.objects.exists()


def test_a_coordinator_offers_dates_and_the_school_is_written_to(as_member, mailoutbox):
    one = booking(locale="uk", groups=2)
    start = moment()
    client = as_member("Coordinators")
    data = {"action": "offer", "date_1": f"{start:%Y-%m-%d}", "time_1": "08:15"}
    assert client.post(f"/admin/bookings/{one.pk}/desk/", data).status_code == 302
    offer = one.offers.get()
    assert (offer.slot.starts_at, offer.slot.ends_at - offer.slot.starts_at) == (start, timedelta(minutes=90))
    assert mailoutbox[0].to == ["ana@example.si"]
    assert "/uk/zamovlennia/moie/" in mailoutbox[0].body and "08:15" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("field", "value"), [("date_1", ""), ("date_1", "2001-01-01"), ("time_1", "25:99"), ("time_2", "09:00")]
)
def test_a_bad_date_is_explained_and_nothing_is_offered(as_member, field, value):
    one = booking()
    data = {"action": "offer", "date_1": f"{moment():%Y-%m-%d}", "time_1": "08:15", field: value}
    response = as_member("Coordinators").post(f"/admin/bookings/{one.pk}/desk/", data)
    assert response.status_code == 422
    assert not one.offers.exists()


def test_the_best_facilitator_is_named_first(as_member):
    from workshops.facilitators import suitable
    from workshops.models import BlockedPeriod, Facilitator, Slot

    start = moment()
    away, busy, silent, good = (
        Facilitator.objects.create(name=name, email="x@example.si", speaks_ukrainian=name != "Brez jezika")
        for name in ("Ana odsotna", "Bor zaseden", "Brez jezika", "Zala")
    )
    BlockedPeriod.objects.create(facilitator=away, first_day=start.date(), last_day=start.date())
    Slot.objects.create(facilitator=busy, starts_at=start, ends_at=start + timedelta(hours=1), taken_by=booking())
    people = suitable(starts_at=start, ends_at=start + timedelta(minutes=45), language="uk")
    assert [one.facilitator for one in people][:2] == [good, silent]
    assert {one.facilitator for one in people if not one.is_free} == {away, busy}


def test_nobody_adds_or_deletes_a_booking_by_hand(admin_client):
    one = booking()
    assert admin_client.get("/admin/bookings/new/").status_code == 302
    admin_client.post(f"/admin/bookings/delete/{one.pk}/")
    assert Booking.objects.filter(pk=one.pk).exists()


def test_an_empty_desk_says_so(as_member):
    assert as_member("Coordinators").get("/admin/bookings/").status_code == 200


def test_editors_do_not_see_bookings_and_coordinators_do_not_edit_pages(as_member):
    booking()
    editor = as_member("Editors")
    assert editor.get("/admin/bookings/").status_code == 302
    assert editor.get(f"/admin/bookings/{Booking.objects.get().pk}/desk/").status_code in (302, 403)
    coordinator = as_member("Coordinators")
    assert coordinator.get("/admin/pages/").status_code in (302, 403)


def test_desk_costs_the_same_with_many_bookings(as_member, django_assert_max_num_queries):
    client = as_member("Coordinators")
    client.get("/admin/bookings/")
    for _number in range(60):
        booking()
    with django_assert_max_num_queries(25):
        client.get("/admin/bookings/")
    with django_assert_max_num_queries(25):
        client.get(f"/admin/bookings/{Booking.objects.first().pk}/desk/")
