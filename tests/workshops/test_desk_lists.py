"""Lists of the desk: found, narrowed down, exported, done with many at once; schools that are merged."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.workshops.making import make_booking, moment
from tests.workshops.members import sign_in
from tests.workshops.test_attention import many_bookings
from workshops.models import Booking, PreferredDate, School, Session, WorkshopPage
from workshops.models.schools import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.user = sign_in(client)
    return client


def listed(client, query: str = "", **filters) -> set[str]:
    """Return the references in the list."""
    response = client.get(reverse("bookings:index"), {**({"q": query} if query else {}), **filters})
    assert response.status_code == 200
    return {booking.reference for booking in response.context["object_list"]}


@pytest.mark.parametrize(
    "query",
    ["K-FIND", "crni vrh", "ČRNI", "sola vrh", "jožica", "Jozica", "joze.cuk@example.si", "cuk@", "Đurđa", "durda"],
)
def test_bookings_are_found_with_and_without_diacritics(desk, query):
    make_booking()
    make_booking(
        reference="K-FIND",
        school_name="Šola Đurđa",
        town="Črni Vrh",
        contact_name="Jožica Čuk",
        email="joze.cuk@example.si",
    )
    assert listed(desk, query) == {"K-FIND"}


@pytest.mark.parametrize("query", ["Олена", "олена", "ОЛЕНА", "ковальчук"])
def test_cyrillic_names_are_found_in_any_case(desk, query):
    make_booking()
    make_booking(reference="K-UK", contact_name="Олена Ковальчук")
    assert listed(desk, query) == {"K-UK"}


@pytest.mark.parametrize("query", ["(", "[a-", "\\", "%", "_", "'", "a" * 3000, "č " * 500, "*"])
def test_a_strange_search_finds_nothing_and_breaks_nothing(desk, query):
    make_booking()
    assert listed(desk, query) in (set(), {"K-TEST0"})


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("status", "confirmed", "received"),
        ("language", "uk", "sl"),
        ("audience", "parents", "pupils"),
        ("source", "phone", "form"),
        ("place", "online", "in_person"),
    ],
)
def test_the_list_is_filtered_by_what_stands_in_a_booking(desk, name, value, other):
    make_booking(reference="K-ONE", **{name: value})
    make_booking(reference="K-TWO", **{name: other})
    assert listed(desk, **{name: value}) == {"K-ONE"}
    assert listed(desk, **{name: [value, other]}) == {"K-ONE", "K-TWO"}
    assert listed(desk, **{name: "nonsense"}) == {"K-ONE", "K-TWO"}


def test_the_list_is_filtered_by_region_workshop_and_who_takes_care(desk):
    page = WorkshopPage.objects.filter(locale__language_code="sl").first()
    school = School.objects.create(name="OŠ A", town="A", type="primary", region="goriska")
    make_booking(reference="K-ONE", school=school, workshop=page, assignee=desk.user)
    make_booking(reference="K-TWO")
    assert listed(desk, region="goriska") == {"K-ONE"}
    assert listed(desk, region="posavska") == set()
    assert listed(desk, workshop=page.pk) == {"K-ONE"}
    assert listed(desk, assignee=desk.user.pk) == {"K-ONE"}
    assert listed(desk, assignee="nobody") == {"K-TWO"}
    for crafted in (str(10**40), "x", "-1"):
        assert listed(desk, assignee=crafted, workshop=crafted) == {"K-ONE", "K-TWO"}


def test_a_school_year_goes_by_the_workshop_and_without_one_by_the_request(desk):
    def at(year, month):
        return timezone.make_aware(datetime(year, month, 1, 0, 0))

    def booked(reference, received, held=None):
        booking = make_booking(reference=reference)
        Booking.objects.filter(pk=booking.pk).update(created_at=received)
        if held:
            Session.objects.create(booking=booking, starts_at=held, ends_at=held + timedelta(hours=1))

    booked("K-AUG", at(2025, 8))
    booked("K-SEP", at(2025, 9))
    booked("K-HELD-LATER", at(2025, 8), at(2025, 9))
    booked("K-NEXT", at(2025, 10), at(2026, 9))
    assert listed(desk, school_year="2025") == {"K-SEP", "K-HELD-LATER"}
    assert listed(desk, school_year="2024") == {"K-AUG"}
    assert "K-NEXT" in listed(desk, school_year="1999")


def test_the_list_shows_dates_and_costs_the_same_with_many(desk, django_assert_max_num_queries):
    many_bookings()
    wish = moment(days=20).date()
    PreferredDate.objects.bulk_create(
        PreferredDate(booking=booking, rank=rank, date=wish) for booking in Booking.objects.all() for rank in (1, 2)
    )
    Session.objects.bulk_create(
        Session(booking=booking, starts_at=moment(), ends_at=moment() + timedelta(hours=1))
        for booking in Booking.objects.order_by("-created_at")[:20]
    )
    with django_assert_max_num_queries(25):
        response = desk.get(reverse("bookings:index"))
    assert len(response.context["object_list"]) == 50
    with django_assert_max_num_queries(25):
        desk.get(reverse("bookings:index"), {"q": "krsko", "school_year": "2026", "region": "goriska"})


def test_an_empty_list_says_so(desk):
    assert desk.get(reverse("bookings:index")).status_code == 200


def test_without_javascript_there_is_a_plain_form(desk):
    html = desk.get(reverse("bookings:index")).content.decode()
    start = html.index("desk-plain-filters")
    plain = html[start : html.index("</noscript>", start)]
    assert 'name="q"' in plain and 'name="school_year"' in plain and 'type="submit"' in plain


def test_the_export_holds_no_contact_and_no_formula(desk):
    make_booking(school_name="=HYPERLINK(1)", contact_name="Skrivna", email="skrita@example.si", notes="zasebno")
    url = reverse("bookings:index")
    csv = b"".join(desk.get(url, {"export": "csv"}).streaming_content).decode()
    assert "'=HYPERLINK" in csv
    for secret in ("Skrivna", "skrita@", "+386", "31234567", "zasebno"):
        assert secret not in csv
    workbook = load_workbook(BytesIO(b"".join(desk.get(url, {"export": "xlsx"}).streaming_content)))
    cells = [cell for row in workbook.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any("skrita" in str(cell.value) for cell in cells)


# Many at once.


def bulk(action: str, *bookings, **query) -> str:
    ids = "&".join(f"id={booking.pk}" for booking in bookings)
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return (
        f"{reverse('wagtail_bulk_action', args=['workshops', 'booking', action])}?{ids}{more}&next=/admin/bookings/"
    )


def test_many_are_assigned_at_once(desk, django_user_model):
    one, two = make_booking(), make_booking()
    html = desk.get(bulk("assign", one, two)).content.decode()
    assert one.reference in html and two.reference in html
    stranger = django_user_model.objects.create_user("stranger")
    assert desk.post(bulk("assign", one, two), {"assignee": stranger.pk}).status_code == 200
    assert desk.post(bulk("assign", one, two), {"assignee": desk.user.pk}).status_code == 302
    assert set(Booking.objects.values_list("assignee", flat=True)) == {desk.user.pk}


def test_many_are_declined_with_a_reason_and_those_that_cannot_be_are_named(desk, mailoutbox):
    one, two = make_booking(locale="uk", email="uk@example.si"), make_booking()
    agreed = make_booking(reference="K-AGREED", status="confirmed")
    html = desk.get(bulk("decline", one, two, agreed)).content.decode()
    assert html.index(one.reference) < html.index("K-AGREED")
    assert desk.post(bulk("decline", one, two, agreed), {"reason": "", "write": "on"}).status_code == 200
    response = desk.post(bulk("decline", one, two, agreed), {"reason": "ni prostora", "write": "on"}, follow=True)
    assert "K-AGREED" in " ".join(str(message) for message in response.context["messages"])
    assert set(Booking.objects.values_list("status", flat=True)) == {"declined", "confirmed"}
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ana@example.si", "uk@example.si"]
    assert all("ni prostora" in mail.body for mail in mailoutbox)
    # Once more: a second click finds nothing to decline.
    mailoutbox.clear()
    desk.post(bulk("decline", one, two), {"reason": "ni prostora", "write": "on"})
    assert mailoutbox == []


def test_many_are_declined_silently_where_that_is_wished(desk, mailoutbox):
    one = make_booking()
    desk.post(bulk("decline", one), {"reason": "x"})
    one.refresh_from_db()
    assert one.status == "declined" and mailoutbox == []


def test_all_in_the_list_means_all_that_the_filters_leave(desk):
    make_booking(reference="K-IN", language="uk", town="Litija")
    make_booking(reference="K-OUT", language="uk")
    make_booking(reference="K-OUT2", town="Litija")
    url = f"{reverse('wagtail_bulk_action', args=['workshops', 'booking', 'assign'])}?id=all&language=uk&q=litija"
    html = desk.get(url).content.decode()
    assert "K-IN" in html and "K-OUT" not in html


@pytest.mark.parametrize(
    "ids", ["id=x", "id=99999999999999999999999", "id=-1", "", "id=%00", "id=all&status=reported"]
)
def test_crafted_choices_do_nothing(desk, ids):
    make_booking()
    url = reverse("wagtail_bulk_action", args=["workshops", "booking", "decline"])
    assert desk.get(f"{url}?{ids}").status_code == 404


# Schools.


def make_school(name: str, town: str = "Krško", **values) -> School:
    return School.objects.create(name=name, town=town, **{"type": "primary", "region": "posavska", **values})


def test_schools_are_listed_with_their_bookings(desk, django_assert_max_num_queries):
    busy, _idle = make_school("OŠ Črni Vrh"), make_school("OŠ B")
    for _number in range(3):
        make_booking(school=busy)
    with django_assert_max_num_queries(25):
        response = desk.get(reverse("schools:index"))
    counts = {school.name: school.booking_count for school in response.context["object_list"]}
    assert (counts["OŠ Črni Vrh"], counts["OŠ B"]) == (3, 0)
    found = desk.get(reverse("schools:index"), {"q": "crni vrh"}).context["object_list"]
    assert [school.name for school in found] == ["OŠ Črni Vrh"]


def test_a_duplicate_is_chosen_shown_and_only_then_merged(desk):
    keep = make_school("OŠ Krško", email="")
    duplicate = make_school("Osnovna šola Krško", email="os@krsko.si", is_active=False)
    booking = make_booking(school=duplicate)
    url = reverse("workshops_merge_schools", args=[keep.pk])
    assert url in desk.get(reverse("schools:edit", args=[keep.pk])).content.decode()
    assert f'value="{duplicate.pk}"' in desk.get(url).content.decode()
    assert f'value="{duplicate.pk}"' in desk.get(url, {"q": fold("Osnovna Šola")}).content.decode()
    shown = desk.get(url, {"duplicate": duplicate.pk}).content.decode()
    assert "<strong>1</strong>" in shown or " 1 " in shown
    assert "os@krsko.si" in shown
    assert School.objects.filter(pk=duplicate.pk).exists()
    assert desk.post(url, {"duplicate": duplicate.pk}).status_code == 302
    booking.refresh_from_db()
    assert booking.school == keep and not School.objects.filter(pk=duplicate.pk).exists()
    # A second click finds it gone.
    assert desk.post(url, {"duplicate": duplicate.pk}).status_code == 200


@pytest.mark.parametrize("value", ["x", "", "0", "999999", str(2**70), "self"])
def test_a_school_is_not_merged_with_itself_or_with_nothing(desk, value):
    keep = make_school("OŠ Krško")
    url = reverse("workshops_merge_schools", args=[keep.pk])
    assert desk.post(url, {"duplicate": keep.pk if value == "self" else value}).status_code == 200
    assert School.objects.filter(pk=keep.pk).exists()


def test_who_may_not_delete_schools_does_not_merge_them(client, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("half")
    codes = ("change_school", "access_admin")
    user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    keep, other = make_school("A"), make_school("B")
    url = reverse("workshops_merge_schools", args=[keep.pk])
    client.post(url, {"duplicate": other.pk})
    assert School.objects.filter(pk=other.pk).exists()
    assert url not in client.get(reverse("schools:edit", args=[keep.pk])).content.decode()
