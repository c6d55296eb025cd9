"""With 5,000 bookings and 8,000 sessions a screen of the desk asks the database as often as with a tenth of them."""

import time
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.serving import copy_database
from workshops.demo.making import make_demo
from workshops.models import Booking, ReportSnapshot, Session

MOST = 25
MANY = {"bookings": 5_000, "sessions": 8_000}
FEW = {name: number // 10 for name, number in MANY.items()}


def one_booking(status: str) -> str:
    """Return the address of one with three wishes; its school is known, where it is not two queries seek it."""
    found = Booking.objects.filter(status=status, preferred_dates__rank=3, school__isnull=False)
    booking = found.order_by("created_at").last()
    return f"/admin/bookings/{booking.pk}/desk/"


# A further screen is one line: its name, and its address or what returns it.
SCREENS = {
    "first screen": "/admin/",
    "queue": "/admin/bookings/attention/",
    "calendar": "/admin/workshops/calendar/",
    "entering a request": "/admin/bookings/enter/",
    "e-mail texts": "/admin/snippets/workshops/mailtext/",
    "bookings": "/admin/bookings/",
    "bookings, last page": "/admin/bookings/?p=10",
    "bookings, filtered": "/admin/bookings/?status=reported&language=sl",
    "bookings, searched": "/admin/bookings/?q=lipa",
    "bookings, by status": "/admin/bookings/?ordering=status",
    "a booking, received": lambda: one_booking("received"),
    "a booking, offered": lambda: one_booking("offered"),
    "a booking, confirmed": lambda: one_booking("confirmed"),
    "a booking, delivered": lambda: one_booking("delivered"),
    "schools": "/admin/schools/",
    "schools, searched": "/admin/schools/?q=lipa",
    "facilitators": "/admin/facilitators/",
    "blocked periods": "/admin/blocked_periods/",
    "report": "/admin/reports/workshops/?demo=on",
    "report by funder": "/admin/reports/workshops/?demo=on&by=funder&period=school-2025",
    "report by month": "/admin/reports/workshops/?demo=on&by=month&period=calendar-2025&school_type=primary",
    "reported to funders": "/admin/reports/workshops/reported/",
    "a report that was kept": lambda: f"/admin/reports/workshops/reported/{ReportSnapshot.objects.first().pk}/",
    "keeping a report": "/admin/reports/workshops/keep/?period=school-2025",
}


@dataclass(frozen=True)
class Visit:
    """What one screen took."""

    status: int
    queries: int
    seconds: float


def visit(client: Client, address: str) -> Visit:
    # The first time fills what is kept between requests.
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        response = client.get(address)
        seconds = time.perf_counter() - start
    return Visit(response.status_code, len(queries), round(seconds, 2))


def visit_all(size: dict[str, int]) -> dict[str, Visit]:
    """Make data of a size, and visit every screen as a coordinator."""
    make_demo(**size, seed=1, now=timezone.now())
    keep_reports(size["bookings"] // 100)
    user = User.objects.create_user("ana", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client = Client()
    client.force_login(user)
    return {name: visit(client, screen() if callable(screen) else screen) for name, screen in SCREENS.items()}


def keep_reports(number: int) -> None:
    """Store reports that were kept, each with its sessions, which are no demo data then: one more can be kept."""
    table = {
        "title": "",
        "about": [],
        "notes": [],
        "columns": [""] * 8,
        "kinds": ["text"] + ["count"] * 7,
        "rows": [],
    }
    table |= {"totals": [""] + [0] * 7, "sessions": {"columns": [], "kinds": [], "rows": []}, "without_numbers": 0}
    sessions = list(Session.objects.filter(state="delivered").values_list("pk", "booking")[: number * 10])
    Booking.objects.filter(pk__in={booking for _session, booking in sessions}).update(source="form")
    for position in range(number):
        snapshot = ReportSnapshot.objects.create(title=str(position), filters={"period": "school-2025"}, table=table)
        snapshot.sessions.add(*(pk for pk, _booking in sessions[position * 10 : position * 10 + 10]))


@pytest.fixture(scope="module")
def visits(django_db_setup, django_db_blocker, database_path):
    """What each screen took with few bookings, and with many; afterwards the database is as it was."""
    found = []
    with django_db_blocker.unblock():
        for size in (FEW, MANY):
            try:
                found.append(visit_all(size))
            finally:
                connections["default"].close()
                copy_database(database_path)
    return found


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_costs_the_same_however_much_there_is(visits, name, record_property):
    few, many = (visit[name] for visit in visits)
    record_property("seconds", many.seconds)
    assert few.status == many.status == 200
    assert few.queries == many.queries <= MOST
