"""Facilitators at the desk, and who is named first for a time."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User

from tests.workshops.making import make_booking, make_offer, moment
from workshops.facilitators import school_year_of, suitable, suitable_each
from workshops.models import BlockedPeriod, Facilitator, Invitation, School, Session, Slot

pytestmark = pytest.mark.django_db
FORM = {"name": "Zala", "kind": "staff", "email": "zala@example.si", "locale": "uk", "most_per_day": "2"}


def person(name: str = "Zala", **values) -> Facilitator:
    return Facilitator.objects.create(**{"name": name, "email": "x@example.si", **values})


def session(*people, start=None, minutes: int = 45, **booking) -> Session:
    start = start or moment()
    one = Session.objects.create(
        booking=make_booking(**{"status": "confirmed", **booking}),
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
    )
    one.facilitators.set(people)
    return one


def school(region: str = "posavska", town: str = "Krško") -> School:
    return School.objects.create(name="OŠ", type="primary", town=town, region=region)


def ask(start=None, language: str = "sl", **where):
    start = start or moment()
    return suitable(starts_at=start, ends_at=start + timedelta(minutes=45), language=language, **where)


def names(people) -> list[str]:
    return [one.facilitator.name for one in people]


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("koordinatorka", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def test_free_speaking_covering_unhurried_and_less_busy_people_come_first_in_this_order():
    start = moment()
    refused, away, _silent, _far, hurried, busy, _first, _second = (
        person(name, **values)
        for name, values in (
            ("A zavrnila", {}),
            ("A odsotna", {}),
            ("A brez jezika", {"speaks_slovenian": False}),
            ("A daleč", {"regions": ["gorenjska"]}),
            ("A na poti", {}),
            ("A veliko", {}),
            ("Čarna", {}),
            ("Žiga", {}),
        )
    )
    slot = Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45))
    Invitation.objects.create(slot=slot, facilitator=refused, state="refused", digest="1")
    BlockedPeriod.objects.create(facilitator=away, first_day=start.date(), last_day=start.date())
    session(hurried, start=start + timedelta(minutes=90), town="Koper")
    session(busy, start=start - timedelta(days=1))
    session(busy, start=start - timedelta(days=2))
    order = names(ask(start, region="posavska", town="Krško"))
    assert order == ["Čarna", "Žiga", "A veliko", "A na poti", "A daleč", "A brez jezika", "A odsotna", "A zavrnila"]


def test_a_session_makes_its_facilitators_busy_whoever_the_slot_named():
    first, second = person("Ana"), person("Bor")
    start = moment()
    slot = Slot.objects.create(
        starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=first, taken_by=make_booking()
    )
    one = session(second, start=start)
    Session.objects.filter(pk=one.pk).update(slot=slot)
    clashes = {one.facilitator.name: one.clashes for one in ask(start)}
    assert clashes == {"Ana": False, "Bor": True}


def test_a_cancelled_session_keeps_nobody_busy():
    one = session(person())
    assert ask()[0].clashes
    Session.objects.filter(pk=one.pk).update(state="cancelled")
    assert ask()[0].is_free


def test_a_time_that_only_touches_another_is_no_clash():
    start = moment()
    session(person(), start=start - timedelta(minutes=45))
    assert ask(start, town="Krško")[0].is_free and not ask(start, town="Krško")[0].warnings


def test_each_group_counts_towards_the_most_workshops_of_a_day():
    zala = person(most_per_day=2)
    start = moment(hour=8)
    session(zala, start=start)
    assert not ask(moment(hour=13))[0].is_full
    session(zala, start=start + timedelta(minutes=45))
    full = ask(moment(hour=13))[0]
    assert full.is_full and any("2" in reason for reason in full.reasons)
    assert not ask(moment(days=31, hour=13))[0].is_full


def test_more_groups_than_a_day_allows_are_warned_about():
    person(most_per_day=2)
    assert len(ask(booking=make_booking(groups=3))[0].warnings) == 1
    assert ask(booking=make_booking(groups=2))[0].warnings == []


def test_travel_is_warned_about_between_towns_only():
    start = moment()
    session(person(), start=start + timedelta(minutes=75), town="Koper")
    assert ask(start, town="Krško")[0].warnings
    assert not ask(start, town="KOPER")[0].warnings
    assert not ask(start - timedelta(hours=2), town="Krško")[0].warnings


def test_without_a_town_the_region_tells_of_travel_and_online_nobody_travels():
    start = moment()
    session(person(), start=start + timedelta(minutes=75), school=school("gorenjska"))
    assert ask(start, region="posavska")[0].warnings
    assert not ask(start, region="gorenjska")[0].warnings
    assert not ask(start, booking=make_booking(place="online", town="Koper"))[0].warnings


def test_an_open_offer_to_another_school_is_a_warning_and_no_clash():
    start = moment()
    slot = Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=person())
    ours = make_booking()
    make_offer(ours, slot=slot)
    assert not ask(start, booking=ours)[0].warnings
    make_offer(make_booking(school_name="Gimnazija Litija"), slot=slot)
    one = ask(start, booking=ours)[0]
    assert one.is_free and "Gimnazija Litija" in one.warnings[0]


def test_the_bookings_own_session_and_region_count_for_what_they_are():
    one = session(person(regions=["gorenjska"]), school=school("posavska"))
    result = ask(booking=one.booking)[0]
    assert result.is_free and not result.covers_region and len(result.reasons) == 1


@pytest.mark.parametrize("region", ["nonsense", "\x00", ""])
def test_an_unknown_region_is_no_error(region):
    person(regions=["gorenjska"])
    assert len(ask(region=region)) == 1


def test_inactive_people_are_not_named_and_nobody_is_no_error():
    person(is_active=False)
    assert ask() == [] and suitable_each(times=[], language="sl") == []


def test_several_times_cost_as_much_as_one(django_assert_num_queries):
    for number in range(8):
        session(person(f"Oseba {number}"), start=moment(hour=8 + number))
    times = [(moment(days=days), moment(days=days, hour=10)) for days in (30, 31, 200)]
    with django_assert_num_queries(6):
        rows = suitable_each(times=times, language="sl", town="Krško")
    assert [len(row) for row in rows] == [8, 8, 8]
    assert rows[0][-1].clashes and not rows[1][-1].clashes


@pytest.mark.parametrize(("day", "year"), [((2026, 8, 31), 2025), ((2026, 9, 1), 2026), ((2027, 1, 1), 2026)])
def test_the_school_year_runs_from_september_to_august(day, year):
    assert school_year_of(date(*day)) == (date(year, 9, 1), date(year + 1, 8, 31))


def test_regions_are_boxes_and_only_real_regions_are_taken(coordinator):
    zala = person()
    address = f"/admin/facilitators/edit/{zala.pk}/"
    html = coordinator.get(address).content.decode()
    assert html.count('name="regions"') == 12 and 'type="checkbox"' in html
    data = {**FORM, "speaks_ukrainian": "on", "is_active": "on"}
    coordinator.post(address, {**data, "regions": ["gorenjska", "posavska"]})
    zala.refresh_from_db()
    assert (zala.regions, zala.locale, zala.speaks_slovenian) == (["gorenjska", "posavska"], "uk", False)
    assert coordinator.post(address, {**data, "regions": ["atlantis"]}).status_code == 200
    coordinator.post(address, {**data, "regions": []})
    zala.refresh_from_db()
    assert zala.regions == []


def test_somebody_who_speaks_no_language_is_not_stored(coordinator):
    response = coordinator.post("/admin/facilitators/new/", FORM)
    assert response.status_code == 200 and "zala@example.si" in response.content.decode()
    assert not Facilitator.objects.exists()
    assert coordinator.post("/admin/facilitators/new/", {**FORM, "speaks_english": "on"}).status_code == 302


def test_a_facilitators_screen_shows_what_lies_ahead(coordinator):
    zala = person()
    one = session(zala, school_name="Gimnazija Litija")
    past = session(zala, start=moment(days=-3), school_name="OŠ Včeraj")
    BlockedPeriod.objects.create(
        facilitator=zala, first_day=date(2099, 1, 1), last_day=date(2099, 1, 3), reason="pot"
    )
    html = coordinator.get(f"/admin/facilitators/edit/{zala.pk}/").content.decode()
    assert one.booking.reference in html and past.booking.reference not in html
    assert "pot" in html and f"/admin/blocked_periods/new/?facilitator={zala.pk}" in html


@pytest.mark.parametrize("query", ["", "abc", "-1", "9" * 40, "\x00"])
def test_days_away_start_with_the_person_one_came_from(coordinator, query):
    zala = person()
    html = coordinator.get("/admin/blocked_periods/new/", {"facilitator": query or zala.pk}).content.decode()
    assert (f'<option value="{zala.pk}" selected>' in html) == (query == "")


def test_days_away_end_no_earlier_than_they_begin(coordinator):
    data = {"facilitator": person().pk, "first_day": "2027-03-02", "last_day": "2027-03-01"}
    assert coordinator.post("/admin/blocked_periods/new/", data).status_code == 200
    assert not BlockedPeriod.objects.exists()


def test_the_listing_shows_the_next_workshop_and_this_years_number_at_a_constant_cost(
    coordinator, django_assert_max_num_queries
):
    start = moment(days=1, hour=23, minute=58)
    for number in range(12):
        zala = person(f"Oseba {number}")
        session(zala, start=start)
        session(zala, start=start - timedelta(days=900))
    coordinator.get("/admin/facilitators/")
    with django_assert_max_num_queries(16):
        html = coordinator.get("/admin/facilitators/").content.decode()
    assert "23:58" in html
    for ordering in ("next_session", "-next_session", "sessions_this_year", "nonsense"):
        assert coordinator.get("/admin/facilitators/", {"ordering": ordering}).status_code == 200
    assert coordinator.get("/admin/facilitators/", {"export": "xlsx"}).status_code == 200
