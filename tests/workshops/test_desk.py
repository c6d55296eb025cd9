"""Bookings in the CMS: who sees them, and that they can be found."""

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from workshops.models import Booking

pytestmark = pytest.mark.django_db


def booking(**values) -> Booking:
    number = Booking.objects.count()
    return Booking.objects.create(
        **{
            "reference": f"K-TEST{number}",
            "school_name": "OŠ Krško",
            "school_type": "primary",
            "town": "Krško",
            "contact_name": "Ana",
            "email": "ana@example.si",
            "phone": "+38631234567",
            "workshop_title": "Vijolica",
            "audience": "pupils",
            "participants": 20,
            "language": "sl",
            "place": "in_person",
            "consent_at": timezone.now(),
            "locale": "sl",
            "submission": str(number),
            **values,
        }
    )


@pytest.fixture
def as_member(client):
    def sign_in(group: str):
        user = User.objects.create_user(group.lower(), password="x", is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in


def test_coordinators_list_search_and_filter_bookings(as_member):
    (
        booking(reference="K-AAAAAA"),
        booking(reference="K-CCCCCC", school_name="Gimnazija Litija", status="confirmed"),
    )
    client = as_member("Coordinators")
    html = client.get("/admin/bookings/").content.decode()
    assert "K-AAAAAA" in html and "K-CCCCCC" in html
    found = client.get("/admin/bookings/", {"q": "Litija"}).content.decode()
    assert "K-CCCCCC" in found and "K-AAAAAA" not in found
    filtered = client.get("/admin/bookings/", {"status": "confirmed"}).content.decode()
    assert "K-CCCCCC" in filtered and "K-AAAAAA" not in filtered


def test_coordinators_set_the_status_and_cannot_touch_what_the_school_wrote(as_member):
    one = booking()
    client = as_member("Coordinators")
    assert client.get(f"/admin/bookings/edit/{one.pk}/").status_code == 200
    client.post(
        f"/admin/bookings/edit/{one.pk}/",
        {"status": "confirmed", "internal_notes": "klicali", "email": "x@y.si"},
    )
    one.refresh_from_db()
    assert (one.status, one.internal_notes, one.email) == ("confirmed", "klicali", "ana@example.si")


def test_an_empty_desk_says_so(as_member):
    assert as_member("Coordinators").get("/admin/bookings/").status_code == 200


def test_editors_do_not_see_bookings_and_coordinators_do_not_edit_pages(as_member):
    booking()
    assert as_member("Editors").get("/admin/bookings/").status_code == 302
    coordinator = as_member("Coordinators")
    assert coordinator.get("/admin/pages/").status_code in (302, 403)


def test_desk_costs_the_same_with_many_bookings(as_member, django_assert_max_num_queries):
    client = as_member("Coordinators")
    client.get("/admin/bookings/")
    for _number in range(60):
        booking()
    with django_assert_max_num_queries(25):
        client.get("/admin/bookings/")
