"""Reports count what happened, when it happened in Ljubljana, once; and their screen takes whatever is asked."""

from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests.workshops.reporting import (
    SCHOOL_YEAR,
    at,
    counted,
    delivered,
    funder,
    in_register,
    programme,
    received,
    row,
)
from workshops.models import Booking, BookingMessage, Session, Transition, WorkshopPage
from workshops.reports.dimensions import Dimension
from workshops.reports.periods import Period

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/workshops/"


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("ana", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def test_requests_count_when_they_came_and_sessions_when_they_took_place():
    delivered(at(2025, 9, 20), received(at(2025, 6, 1), status="delivered"))
    received(at(2025, 10, 1))
    found = counted()
    assert (found.total.requests, found.total.sessions, found.total.participants) == (1, 1, 20)
    assert (found.total.staff, found.total.hours) == (1, Decimal("0.75"))


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (at(2025, 8, 31, 23, 59), False),
        (at(2025, 9, 1, 0, 0), True),
        (at(2026, 8, 31, 23, 59), True),
        (at(2026, 9, 1, 0, 0), False),
    ],
)
def test_a_school_year_begins_and_ends_at_midnight_in_ljubljana(moment, counts):
    received(moment)
    with timezone.override("America/New_York"):
        found = counted("month")
    assert found.total.requests == counts


@pytest.mark.parametrize(("moment", "counts"), [(at(2025, 1, 1, 0, 0), True), (at(2024, 12, 31, 23, 59), False)])
def test_a_calendar_year_does_so_too(moment, counts):
    received(moment)
    assert counted(period=Period.from_key("calendar-2025")).total.requests == counts


def test_months_are_those_of_ljubljana_and_each_has_its_row():
    received(at(2025, 10, 1, 0, 30))
    delivered(at(2026, 3, 31, 23, 30))
    found = counted("month")
    assert [one.key for one in found.rows][:2] == ["2025-09", "2025-10"]
    assert (len(found.rows), row(found, "2025-10").requests, row(found, "2026-03").sessions) == (12, 1, 1)
    assert row(counted("month", month="10"), "2025-10").requests == 1
    assert len(counted("month", month="10").rows) == 1


@pytest.mark.parametrize("state", ["planned", "cancelled", "no_show"])
def test_only_delivered_sessions_count(state):
    delivered(at(2025, 10, 1), state=state)
    assert counted().total.sessions == 0


def test_demo_data_counts_only_where_it_is_asked_for_and_then_alone():
    delivered(at(2025, 10, 1), received(at(2025, 9, 10), source="demo", status="delivered"), participants=5)
    delivered(at(2025, 10, 2), received(at(2025, 9, 10), status="delivered"), participants=7)
    assert (counted().total.participants, counted().total.requests) == (7, 1)
    assert (counted(demo=True).total.participants, counted(demo=True).total.requests) == (5, 1)


def test_a_duplicate_is_no_request_and_a_cancelled_booking_is_one():
    received(at(2025, 10, 1), status="duplicate")
    received(at(2025, 10, 1), status="cancelled_by_school")
    assert counted().total.requests == 1


def test_the_region_is_that_of_the_school_in_the_register():
    linked = received(at(2025, 10, 1), school=in_register("goriska"), status="delivered")
    delivered(at(2025, 11, 1), linked)
    delivered(at(2025, 11, 2), received(at(2025, 10, 2), status="delivered"))
    found = counted("region")
    assert [(one.key, one.sessions, one.requests) for one in found.rows] == [("goriska", 1, 1), ("none", 1, 1)]
    assert counted(region="none").total.sessions == counted(region="goriska").total.sessions == 1
    assert counted(region="koroska").is_empty


def test_an_institution_counts_once_however_its_name_was_typed():
    for name, town in (("OŠ Črni Vrh", "Črni Vrh"), ("oš  crni vrh", "CRNI VRH"), ("OŠ Črni Vrh", "Idrija")):
        delivered(at(2025, 10, 1), received(at(2025, 9, 10), school_name=name, town=town))
    school = in_register()
    for name in ("OŠ Idrija", "Osnovna šola Idrija"):
        delivered(at(2025, 10, 1), received(at(2025, 9, 10), school_name=name, school=school))
    found = counted()
    assert (found.total.institutions, row(found, "none").institutions, row(found, "goriska").institutions) == (
        3,
        2,
        1,
    )


def test_a_school_in_two_rows_counts_once_in_the_total():
    for audience in ("pupils", "parents"):
        delivered(at(2025, 10, 1), received(at(2025, 9, 10), audience=audience))
    found = counted("audience")
    assert ([one.institutions for one in found.rows], found.total.institutions) == ([1, 1], 1)


def test_the_type_of_a_school_is_that_of_the_register_where_it_is_known():
    received(at(2025, 10, 1), school_type="secondary", school=in_register(type="primary"))
    received(at(2025, 10, 1), school_type="secondary")
    found = counted("school_type")
    assert [(one.key, one.requests) for one in found.rows] == [("primary", 1), ("secondary", 1)]
    assert counted(school_type="primary").total.requests == 1


def test_translations_of_a_funder_a_programme_or_a_workshop_are_one():
    workshop = WorkshopPage.objects.filter(locale__language_code="sl")[0]
    booking = received(at(2025, 9, 10), workshop=workshop, status="delivered")
    delivered(at(2025, 10, 1), booking, funder=funder("sl"), programme=programme("sl"))
    other = funder("sl").get_translations().get(locale__language_code="uk")
    delivered(at(2025, 10, 2), booking, funder=other, programme=programme("sl"))
    # Names are those of the language that is read.
    with translation.override("sl"):
        found = counted("funder", funder=str(funder().translation_key))
        assert counted("workshop").rows[0].label == workshop.title
    assert [(one.label, one.sessions, one.requests) for one in found.rows] == [(funder("sl").name, 2, 1)]
    assert counted(programme=str(programme().translation_key)).total.sessions == 2
    assert counted(workshop=str(workshop.translation_key)).total.requests == 1


def test_a_request_belongs_to_the_funders_of_its_sessions_and_counts_once_in_the_total():
    booking = received(at(2025, 9, 10), status="delivered")
    delivered(at(2025, 10, 1), booking, funder=funder(number=0))
    delivered(at(2025, 10, 2), booking, funder=funder(number=1))
    delivered(at(2025, 10, 3), booking, funder=funder(number=2), state="cancelled")
    received(at(2025, 10, 3))
    found = counted("funder")
    assert ([one.requests for one in found.rows], found.total.requests) == ([1, 1, 1], 2)
    assert counted(funder=str(funder(number=0).translation_key)).total.requests == 1
    assert counted(funder=str(funder(number=2).translation_key)).total.requests == 0
    assert (counted(funder="none").total.requests, counted(funder="none").total.sessions) == (1, 0)


def answered(moment, **after) -> Booking:
    booking = received(moment)
    step = Transition.objects.create(
        booking=booking, from_status="received", to_status="offered", actor="coordinator"
    )
    Transition.objects.filter(pk=step.pk).update(at=moment + timedelta(**after))
    return booking


def test_time_to_first_answer_is_the_median_of_those_that_were_answered():
    for days in (1, 2, 9):
        answered(at(2025, 10, 1), days=days)
    received(at(2025, 10, 1))
    assert (counted().total.days_to_answer, counted("language").rows[0].days_to_answer) == (2.0, 2.0)


def test_a_message_of_ours_is_an_answer_and_what_a_machine_or_the_school_does_is_none():
    booking = answered(at(2025, 10, 1), days=6)
    user = User.objects.create_user("bor")
    for sender, days in ((None, 0), (user, 3)):
        mail = BookingMessage.objects.create(booking=booking, event="message", user=sender)
        BookingMessage.objects.filter(pk=mail.pk).update(created_at=booking.created_at + timedelta(days=days))
    own = received(at(2025, 10, 1))
    Transition.objects.create(booking=own, from_status="received", to_status="cancelled_by_school", actor="school")
    assert counted().total.days_to_answer == 3.0


def test_sessions_without_numbers_are_counted_and_named():
    delivered(at(2025, 10, 1), participants=None, staff_present=None, hours=None)
    found = counted()
    assert (found.total.sessions, found.total.participants, found.without_numbers) == (1, 0, 1)


@pytest.mark.parametrize("by", Dimension.values)
def test_every_report_takes_the_same_few_queries(by):
    delivered(at(2025, 10, 1), funder=funder())
    with CaptureQueriesContext(connection) as few:
        counted(by)
    for day in range(1, 25):
        delivered(at(2025, 10, day), received(at(2025, 9, day), audience="parents", school_name=f"OŠ {day}"))
    with CaptureQueriesContext(connection) as many:
        counted(by)
    assert len(few) == len(many) <= 6


def test_the_screen_shows_the_table_with_its_totals_and_says_what_is_counted(coordinator):
    delivered(at(2025, 10, 1), received(at(2025, 9, 10), school=in_register(), status="delivered"), participants=1234)
    html = coordinator.get(ADDRESS, {"period": "school-2025"}).content.decode()
    assert '<th scope="row">Goriška</th>' in html and "<caption" in html and "<tfoot>" in html
    assert html.count("1.234") >= 3 or html.count("1,234") >= 3
    assert "<dt>" in html and "DEMO" not in html


def test_the_screen_says_in_large_letters_that_data_is_demo_data(coordinator):
    delivered(at(2025, 10, 1), received(at(2025, 9, 10), source="demo"))
    html = coordinator.get(ADDRESS, {"period": "school-2025", "demo": "on"}).content.decode()
    assert 'class="report-demo"' in html and "workshops/keep/" not in html


def test_an_empty_report_says_so(coordinator):
    response = coordinator.get(ADDRESS)
    assert response.status_code == 200
    assert "<tfoot>" not in response.content.decode()


NONSENSE = ["", "none", "%00", "\x00", "school-", "school-99999", "calendar--1", "9" * 400, "' OR 1=1", "13", "١"]


@pytest.mark.parametrize("name", ["period", "by", "demo", "export", "p", *Dimension.values])
def test_nothing_in_an_address_breaks_the_screen(coordinator, name):
    delivered(at(2025, 10, 1))
    for value in NONSENSE:
        assert coordinator.get(ADDRESS, {name: value}).status_code == 200


def test_what_was_not_understood_is_named(coordinator):
    html = unescape(coordinator.get(ADDRESS, {"period": "school-1800", "funder": "x"}).content.decode())
    assert Dimension.FUNDER.label.capitalize() in html and "school-1800" not in html


def test_coordinators_find_the_report_and_editors_do_not(coordinator, client):
    assert ADDRESS in coordinator.get("/admin/").content.decode()
    editor = User.objects.create_user("urednik", password="x", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(ADDRESS).status_code in (302, 403)
    assert ADDRESS not in client.get("/admin/").content.decode()


def test_the_schools_of_one_year_do_not_leak_into_another():
    delivered(at(2024, 10, 1))
    assert counted(period=SCHOOL_YEAR).is_empty
    assert Session.objects.count() == 1
