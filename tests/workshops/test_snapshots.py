"""What was reported to a funder stays as it was, and no session is reported twice unawares."""

import io
import re

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from openpyxl import load_workbook

from tests.wording import said
from tests.workshops.reporting import at, delivered, funder, received
from workshops.models import Booking, ReportSnapshot, Session, Transition
from workshops.reports.dimensions import Dimension, Filters
from workshops.reports.periods import Period
from workshops.reports.snapshots import (
    ConfirmationNeeded,
    FiguresChanged,
    NothingToReport,
    make_snapshot,
    preview,
)

pytestmark = pytest.mark.django_db
KEEP = "/admin/reports/workshops/keep/?period=school-2025&by=region"


@pytest.fixture
def user():
    return User.objects.create_user("ana", password="x", is_staff=True)


@pytest.fixture
def coordinator(client, user):
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def asked_of(number: int | None) -> tuple[Filters, dict]:
    key = None if number is None else str(funder(number=number).translation_key)
    only = {Dimension.FUNDER: key} if key else {}
    asked = {"period": "school-2025", "by": "region", **({"funder": key} if key else {})}
    return Filters(period=Period.from_key("school-2025"), only=only), asked


def keep(number: int | None = None, *, title="Poročilo", confirmed=False, user=None, seen=None) -> ReportSnapshot:
    filters, asked = asked_of(number)
    seen = seen or preview(filters=filters).fingerprint
    return make_snapshot(title=title, filters=filters, asked=asked, seen=seen, confirmed=confirmed, user=user)


def test_a_snapshot_holds_the_table_the_sessions_and_what_was_asked():
    session = delivered(at(2025, 10, 1), funder=funder())
    snapshot = keep(0)
    assert list(snapshot.sessions.all()) == [session]
    assert snapshot.filters["funder"] == str(funder().translation_key)
    assert snapshot.table["totals"][1:] == [1, 1, 1, 20, 1, 0.75, None]
    assert snapshot.table["sessions"]["rows"][0][:3] == ["2025-10-01", "OŠ Krško", "Krško"]


def test_what_happens_later_changes_neither_the_screen_nor_the_files(coordinator):
    session = delivered(at(2025, 10, 1), received(at(2025, 9, 1), school_name="OŠ Prvotna", status="delivered"))
    snapshot = keep()
    address = reverse("workshops_snapshot", args=[snapshot.pk])
    kinds = ("csv", "sessions")
    before = [coordinator.get(address, {"export": kind}).content for kind in kinds]
    sheets = workbook_of(coordinator, address)
    Session.objects.update(participants=999, state="cancelled")
    Booking.objects.update(school_name="OŠ Druga", created_at=at(2020, 1, 1))
    session.delete()
    Booking.objects.all().delete()
    assert [coordinator.get(address, {"export": kind}).content for kind in kinds] == before
    assert workbook_of(coordinator, address) == sheets
    html = coordinator.get(address).content.decode()
    assert "<td>20</td>" in html and "999" not in html
    assert any("OŠ Prvotna" in row for row in sheets[1])


def workbook_of(client, address: str) -> list[list[tuple]]:
    book = load_workbook(io.BytesIO(client.get(address, {"export": "xlsx"}).content))
    return [list(sheet.values) for sheet in book]


def test_nobody_changes_or_deletes_a_snapshot():
    session, other = delivered(at(2025, 10, 1)), delivered(at(2026, 10, 1))
    snapshot = keep()
    snapshot.title = "Drug naslov"
    for change in (
        snapshot.save,
        snapshot.delete,
        ReportSnapshot.objects.all().delete,
        lambda: ReportSnapshot.objects.update(title="x"),
        lambda: ReportSnapshot.objects.bulk_update([snapshot], ["title"]),
        lambda: snapshot.sessions.add(other),
        lambda: snapshot.sessions.remove(session),
        lambda: snapshot.sessions.clear(),
        lambda: snapshot.sessions.set([]),
        lambda: other.snapshots.add(snapshot),
        lambda: session.snapshots.clear(),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            change()
    assert ReportSnapshot.objects.get().title == "Poročilo"
    assert list(snapshot.sessions.all()) == [session]


def test_a_snapshot_outlives_whoever_made_it(user):
    delivered(at(2025, 10, 1))
    keep(user=user)
    user.delete()
    assert ReportSnapshot.objects.get().created_by is None


def test_bookings_become_reported_once_all_their_delivered_sessions_are():
    booking = received(at(2025, 9, 1), status="delivered")
    delivered(at(2025, 10, 1), booking, funder=funder(number=0))
    delivered(at(2025, 10, 2), booking, funder=funder(number=1))
    delivered(at(2025, 10, 3), booking, state="cancelled")
    confirmed = received(at(2025, 9, 1), status="confirmed")
    delivered(at(2025, 10, 1), confirmed, funder=funder(number=0))
    keep(0, title="Prvo")
    booking.refresh_from_db()
    assert booking.status == "delivered"
    keep(1, title="Drugo")
    booking.refresh_from_db()
    confirmed.refresh_from_db()
    step = Transition.objects.get(booking=booking)
    assert (booking.status, confirmed.status) == ("reported", "confirmed")
    assert (step.from_status, step.to_status, step.actor, step.reason) == (
        "delivered",
        "reported",
        "coordinator",
        "Drugo",
    )


def test_the_bookings_are_held_before_anything_else_as_everybody_does_who_changes_a_session(monkeypatch):
    for _number in range(2):
        delivered(at(2025, 10, 1))
    held, lock = [], QuerySet.select_for_update

    def noted(queryset, **options):
        held.append((queryset.model, queryset.query.order_by))
        return lock(queryset, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    keep()
    assert held == [(Booking, ("pk",))]


def test_reporting_a_session_to_the_same_funder_again_needs_a_confirmation():
    delivered(at(2025, 10, 1), funder=funder())
    first = keep(0)
    found = preview(filters=asked_of(0)[0]).overlaps
    assert [(one.snapshot, one.count, one.same_funder, one.needs_confirmation) for one in found] == [
        (first, 1, True, True)
    ]
    assert found[0].sessions[0].school == "OŠ Krško"
    with pytest.raises(ConfirmationNeeded):
        keep(0)
    keep(0, confirmed=True)
    assert ReportSnapshot.objects.count() == 2


def test_a_session_that_moved_to_another_funder_needs_one_too():
    session = delivered(at(2025, 10, 1), funder=funder(number=0))
    keep(0)
    Session.objects.filter(pk=session.pk).update(funder=funder(number=1))
    found = preview(filters=asked_of(1)[0]).overlaps[0]
    assert (found.same_funder, found.needs_confirmation) == (False, True)
    with pytest.raises(ConfirmationNeeded):
        keep(1)


def test_a_report_about_all_funders_may_repeat_what_one_of_them_was_told():
    delivered(at(2025, 10, 1), funder=funder())
    keep(0)
    keep(None)
    assert ReportSnapshot.objects.count() == 2


def test_figures_that_have_changed_since_they_were_shown_are_not_kept():
    session = delivered(at(2025, 10, 1))
    seen = preview(filters=asked_of(None)[0]).fingerprint
    Session.objects.filter(pk=session.pk).update(participants=21)
    with pytest.raises(FiguresChanged):
        keep(seen=seen)
    assert not ReportSnapshot.objects.exists()


def test_nothing_and_demo_data_are_not_reported():
    with pytest.raises(NothingToReport):
        keep()
    delivered(at(2025, 10, 1), received(at(2025, 9, 1), source="demo", status="delivered"))
    filters = Filters(period=Period.from_key("school-2025"), demo=True)
    with pytest.raises(NothingToReport):
        make_snapshot(
            title="x", filters=filters, asked={}, seen=preview(filters=filters).fingerprint, confirmed=True, user=None
        )


def seen_on(client) -> str:
    return re.search(r'name="seen" value="(\w+)"', client.get(KEEP).content.decode())[1]


def test_a_coordinator_keeps_a_report_and_reads_it(coordinator, user):
    delivered(at(2025, 10, 1))
    response = coordinator.post(KEEP, {"title": "Za ministrstvo", "seen": seen_on(coordinator)}, follow=True)
    snapshot = ReportSnapshot.objects.get()
    assert (snapshot.created_by, response.status_code) == (user, 200)
    assert "Za ministrstvo" in response.content.decode()
    assert "Za ministrstvo" in coordinator.get(reverse("workshops_snapshots")).content.decode()


def test_a_double_click_keeps_a_report_once_and_loses_no_title(coordinator):
    delivered(at(2025, 10, 1))
    data = {"title": "Za ministrstvo", "seen": seen_on(coordinator), "confirmed": "on"}
    coordinator.post(KEEP, data)
    again = coordinator.post(KEEP, data)
    assert (again.status_code, ReportSnapshot.objects.count()) == (422, 1)
    assert 'value="Za ministrstvo"' in again.content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"title": ""}, {"title": "x" * 201}, {"title": "a\x00b"}, {"title": "x", "seen": "?"}]
)
def test_a_crafted_form_keeps_nothing(coordinator, data):
    delivered(at(2025, 10, 1))
    assert coordinator.post(KEEP, data).status_code == 422
    assert not ReportSnapshot.objects.exists()


def test_sessions_without_numbers_are_named_before_anything_is_kept(coordinator):
    session = delivered(at(2025, 10, 1), participants=None)
    html = coordinator.get(KEEP).content.decode()
    assert session.booking.reference in html and said("Numbers missing") in html


def test_sessions_that_were_reported_before_are_named(coordinator):
    delivered(at(2025, 10, 1), received(at(2025, 9, 1), school_name="OŠ Prej poročana", status="delivered"))
    keep(title="Prvo poročilo")
    html = coordinator.get(KEEP).content.decode()
    assert "Prvo poročilo" in html and "OŠ Prej poročana" in html and 'name="confirmed"' in html
    response = coordinator.post(KEEP, {"title": "Drugo", "seen": seen_on(coordinator)})
    assert (response.status_code, ReportSnapshot.objects.count()) == (422, 1)


def test_who_only_reads_bookings_keeps_nothing_and_editors_see_nothing(client, user):
    delivered(at(2025, 10, 1))
    snapshot = keep()
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    for address in (KEEP, reverse("workshops_snapshots"), reverse("workshops_snapshot", args=[snapshot.pk])):
        assert client.get(address).status_code in (302, 403)
    assert client.post(KEEP, {"title": "x"}).status_code in (302, 403)


def test_a_list_without_reports_says_so(coordinator):
    sentence = said("Nothing was kept yet. Choose a period and a funder in the report, and keep it there.")
    assert sentence in coordinator.get(reverse("workshops_snapshots")).content.decode()
