"""The month calendar at the desk: everything that falls on a day, whatever the address says."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from tests.workshops.making import make_booking
from workshops.desk.month import add_months, days_of, month_of
from workshops.models import BlockedPeriod, Facilitator, Invitation, Offer, School, Session, Slot

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 1)


def at(day: int, hour: int = 8, minute: int = 15, month: int = 3):
    return timezone.make_aware(timezone.datetime(2027, month, day, hour, minute))


def session(*people, start=None, **values) -> Session:
    start = start or at(10)
    state = values.pop("state", "planned")
    one = Session.objects.create(
        booking=make_booking(**{"status": "confirmed", **values}),
        starts_at=start,
        ends_at=start + timedelta(minutes=45),
        state=state,
    )
    one.facilitators.set(people)
    return one


def offer(facilitator=None, start=None, **values) -> Offer:
    start = start or at(11)
    slot = Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=facilitator)
    return Offer.objects.create(booking=make_booking(status="offered", **values), slot=slot)


def person(name: str = "Zala", **values) -> Facilitator:
    return Facilitator.objects.create(**{"name": name, "email": "x@example.si", **values})


def school(region: str) -> School:
    return School.objects.create(name="OŠ", type="primary", town="Krško", region=region)


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("koordinatorka", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def show(client, **query) -> str:
    response = client.get(reverse("workshops_calendar"), {"month": "2027-03", **query})
    assert response.status_code == 200
    return response.content.decode()


def table_in(html: str) -> str:
    table = html[html.index('<table class="desk-month__table">') :]
    return table[: table.index("</table>")]


def on(day: int, month: date = MARCH, **how):
    return next(one for one in days_of(month, today=date(2027, 3, 5), **how) if one.date == month.replace(day=day))


def test_a_month_is_whole_weeks_from_monday_to_sunday():
    days = days_of(MARCH, today=date(2027, 3, 5))
    assert len(days) % 7 == 0 and days[0].date.isoweekday() == 1 and days[-1].date.isoweekday() == 7
    assert sum(day.in_month for day in days) == 31 and [day.date.day for day in days if day.is_today] == [5]


def test_a_day_shows_sessions_open_offers_and_who_is_away():
    zala = person()
    one, open_offer = session(zala), offer(zala, start=at(10, 12))
    period = BlockedPeriod.objects.create(facilitator=zala, first_day=date(2027, 2, 20), last_day=date(2027, 3, 10))
    assert (on(10).sessions, on(10).offers, on(10).blocked) == ([one], [open_offer], [period])
    assert on(1).blocked == [period] and not on(11).has_entries


def test_a_day_is_a_day_of_ljubljana_on_both_sides_of_midnight_and_of_the_change_of_clocks():
    late, early = session(start=at(27, 23, 30)), session(start=at(28, 0, 30))
    assert (on(27).sessions, on(28).sessions) == ([late], [early])


def test_offers_that_are_taken_withdrawn_or_of_a_closed_booking_are_not_shown():
    taken, withdrawn, closed = offer(), offer(start=at(11, 9)), offer(start=at(11, 10))
    Slot.objects.filter(pk=taken.slot_id).update(taken_by=make_booking())
    Offer.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    type(closed.booking).objects.filter(pk=closed.booking_id).update(status="declined")
    assert on(11).offers == []


def test_the_page_is_a_table_with_a_caption_and_weekdays_from_monday(coordinator):
    one = session()
    page = show(coordinator)
    html = table_in(page)
    assert "<caption" in html and html.count('scope="col"') == 7 and html.count("<td") == 35
    assert f"/admin/bookings/{one.booking_id}/desk/" in html and "OŠ Krško" in html
    assert "?month=2027-02" in page and "?month=2027-04" in page


def test_states_are_told_by_a_sign_and_not_by_colour_alone(coordinator):
    for state in ("planned", "delivered", "cancelled", "no_show"):
        session(state=state)
    table = table_in(show(coordinator))
    assert [table.count(f'<span aria-hidden="true">{sign}</span>') for sign in "•✓✗"] == [1, 1, 2]
    assert all(label in table for label in (str(Session.State(state).label) for state in ("delivered", "no_show")))


def test_today_can_be_reached_and_is_marked(coordinator):
    html = coordinator.get(reverse("workshops_calendar")).content.decode()
    assert html.count('id="today" tabindex="-1"') == 1 and 'aria-current="date"' in html and "#today" in html


def test_one_facilitator_or_region_can_be_chosen_and_stays_chosen(coordinator):
    zala, bor = person(regions=["posavska"]), person("Bor", regions=["gorenjska"])
    session(zala, school_name="OŠ Ena", school=school("posavska"))
    session(bor, school_name="OŠ Dve", school=school("gorenjska"))
    offer(bor, school_name="OŠ Tri", school=school("gorenjska"))
    BlockedPeriod.objects.create(facilitator=bor, first_day=date(2027, 3, 2), last_day=date(2027, 3, 2), reason="pot")
    BlockedPeriod.objects.create(
        facilitator=zala, first_day=date(2027, 3, 2), last_day=date(2027, 3, 2), reason="mir"
    )
    html = show(coordinator, facilitator=zala.pk)
    assert "OŠ Ena" in html and not any(other in html for other in ("OŠ Dve", "OŠ Tri", "pot</span>"))
    assert f"facilitator={zala.pk}" in html and f'value="{zala.pk}" selected' in html
    html = show(coordinator, region="gorenjska")
    assert (
        "OŠ Ena" not in html
        and "mir</span>" not in html
        and all(one in html for one in ("OŠ Dve", "OŠ Tri", "pot</span>"))
    )
    assert "region=gorenjska" in html


@pytest.mark.parametrize(
    "month",
    ["", "2027", "2027-13", "2027-00", "0001-01", "9999-12", "abc", "2027-03-01", "\x00", "²⁰²⁷-03", "9" * 500],
)
def test_a_month_that_is_none_shows_the_current_one(coordinator, month):
    assert month_of(month, today=date(2026, 5, 17)) == date(2026, 5, 1)
    response = coordinator.get(reverse("workshops_calendar"), {"month": month})
    assert response.status_code == 200 and 'id="today"' in response.content.decode()


@pytest.mark.parametrize("month", ["2000-01", "2100-12", "2024-02"])
def test_the_ends_of_time_are_no_error(coordinator, month):
    assert coordinator.get(reverse("workshops_calendar"), {"month": month}).status_code == 200


@pytest.mark.parametrize("value", ["abc", "-1", "9" * 40, "\x00", "gorenjska'"])
def test_a_filter_that_makes_no_sense_is_ignored(coordinator, value):
    session()
    assert "OŠ Krško" in show(coordinator, facilitator=value, region=value)


def test_months_are_added_over_the_year():
    assert add_months(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert add_months(date(2027, 1, 1), -1) == date(2026, 12, 1)


def test_an_empty_month_says_so_and_needs_the_permission(coordinator, client):
    assert "help-info" in show(coordinator)
    user = User.objects.create_user("urednica", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert client.get(reverse("workshops_calendar")).status_code in (302, 403)
    assert reverse("workshops_calendar") not in client.get("/admin/").content.decode()


def test_the_calendar_costs_the_same_however_much_happens(coordinator, django_assert_max_num_queries):
    people = [person(f"Oseba {number}") for number in range(5)]
    show(coordinator)
    for number in range(40):
        session(*people[: number % 5], start=at(1 + number % 28))
        offer(people[number % 5], start=at(1 + number % 28, 10, number))
    BlockedPeriod.objects.create(facilitator=people[0], first_day=MARCH, last_day=date(2027, 3, 20))
    with django_assert_max_num_queries(15):
        show(coordinator)


def test_who_was_asked_and_has_not_answered_is_told_from_who_has_agreed(coordinator):
    asked, agreed = person("Zala"), person("Bor")
    slot = Slot.objects.create(starts_at=at(10), ends_at=at(10, 9))
    one = session(asked, agreed)
    Session.objects.filter(pk=one.pk).update(slot=slot)
    Invitation.objects.create(slot=slot, facilitator=asked, digest="1")
    Invitation.objects.create(slot=slot, facilitator=agreed, digest="2", state="accepted")
    assert on(10).sessions[0].people == [("Bor", False), ("Zala", True)]
    assert "nobody" not in table_in(show(coordinator))
