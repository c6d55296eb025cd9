"""A facilitator's private calendar, and a school's file: right in every calendar, in summer and in winter."""

import io
import re
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.workshops.making import make_booking, make_offer, moment
from workshops.calendars import calendar_of
from workshops.choices import Status
from workshops.decisions import decide
from workshops.feeds import feed_of, new_address, revoke_address
from workshops.invitations import answer
from workshops.models import BlockedPeriod, Booking, Facilitator, Invitation, Session
from workshops.offers import Proposal, accept_offer, confirm_date, offer_dates

pytestmark = pytest.mark.django_db
LJUBLJANA = ZoneInfo("Europe/Ljubljana")


@pytest.fixture
def zala():
    cache.clear()
    return Facilitator.objects.create(name="Zala Žagar", email="zala@example.si", locale="en")


def agree(zala=None, start=None, minutes: int = 45, booking=None, **values) -> Booking:
    start = start or moment()
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=minutes), facilitator=zala)
    return confirm_date(booking=booking or make_booking(**values), proposal=proposal, user=None)


def events(content: bytes) -> list:
    check_strictly(content)
    return Calendar.from_ical(content).walk("VEVENT")


def feed(zala) -> list:
    return events(feed_of(zala))


def check_strictly(content: bytes) -> None:
    """Hold a file to RFC 5545 line by line, without the library that wrote it."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"") and b"\r\n\r\n" not in content
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # A character is never cut in two by folding.
    open_ones = []
    for line in re.sub(rb"\r\n[ \t]", b"", content).decode().split("\r\n")[:-1]:
        name, _colon, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=(\"[^\"]*\"|[^\";:,]*))*", name), line
        if name == "BEGIN":
            open_ones.append((value, []))
        elif name == "END":
            component, names = open_ones.pop()
            assert component == value
            if component == "VEVENT":
                assert all(names.count(one) == 1 for one in ("UID", "DTSTAMP", "DTSTART"))
        else:
            open_ones[-1][1].append(name.partition(";")[0])
    assert not open_ones


def test_a_planned_session_is_confirmed_once_accepted_and_asks_until_then(zala):
    booking = agree(zala)
    waiting = feed(zala)[0]
    assert waiting["STATUS"] == "TENTATIVE"
    answer(invitation=Invitation.objects.get(), accept=True)
    event = feed(zala)[0]
    assert event["STATUS"] == "CONFIRMED" and event["UID"] == waiting["UID"]
    assert "Vijolica" in event["SUMMARY"] and event["LOCATION"] == "OŠ Krško, Krško"
    assert booking.reference in event["DESCRIPTION"]


def test_no_contact_of_the_school_is_in_the_feed(zala):
    agree(zala, contact_name="Ana Contact", day_contact_name="Eva Dan", notes="zaupno", access_needs="klančina")
    text = feed_of(zala).decode().replace("\r\n ", "")
    for secret in ("Ana Contact", "ana@example.si", "31234567", "234 567", "Eva Dan", "zaupno", "klančina"):
        assert secret not in text


def test_each_group_is_an_event_of_its_own(zala):
    agree(zala, groups=2, minutes=90)
    first, second = sorted(feed(zala), key=lambda event: event["DTSTART"].dt)
    assert first["DTEND"].dt == second["DTSTART"].dt == moment(hour=9, minute=0)
    assert first["UID"] != second["UID"] and "2 of 2" in second["SUMMARY"]


def test_a_cancelled_session_stays_with_the_same_uid_and_a_higher_sequence(zala):
    booking = agree(zala)
    before = feed(zala)[0]
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    after = feed(zala)[0]
    assert after["STATUS"] == "CANCELLED" and after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_session_that_is_cancelled_alone_ranks_above_its_plan(zala):
    agree(zala, groups=2, minutes=90)
    before = {event["UID"]: event["SEQUENCE"] for event in feed(zala)}
    Session.objects.filter(group=2).update(state="cancelled")
    after = {event["UID"]: event for event in feed(zala)}
    cancelled = [uid for uid, event in after.items() if event["STATUS"] == "CANCELLED"]
    assert len(cancelled) == 1 and after[cancelled[0]]["SEQUENCE"] > before[cancelled[0]]


def test_old_sessions_leave_after_sixty_days(zala):
    for days in (-59, -61):
        Session.objects.create(
            booking=make_booking(), starts_at=moment(days=days), ends_at=moment(days=days, hour=9), state="delivered"
        ).facilitators.add(zala)
    assert [event["DTSTART"].dt for event in feed(zala)] == [moment(days=-59)]


def test_an_open_offer_is_tentative_and_one_event_for_all_schools(zala):
    start = moment()
    for name in ("OŠ Ena", "OŠ Dve"):
        booking = make_booking(school_name=name)
        proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=zala)
        offer_dates(booking=booking, proposals=[proposal], user=None)
    event = feed(zala)[0]
    assert (len(feed(zala)), event["STATUS"]) == (1, "TENTATIVE")
    assert "OŠ Ena" in event["LOCATION"] and "OŠ Dve" in event["LOCATION"]
    first = Booking.objects.get(school_name="OŠ Ena")
    accept_offer(booking=first, offer=first.offers.get())
    assert [one["UID"].startswith("session-") for one in feed(zala)] == [True]


def test_days_away_are_whole_days_to_the_last(zala):
    today = timezone.localdate()
    BlockedPeriod.objects.create(facilitator=zala, first_day=today, last_day=today + timedelta(days=2), reason="pot")
    event = feed(zala)[0]
    assert event["DTSTART"].dt == today and event["DTEND"].dt == today + timedelta(days=3)
    assert isinstance(event["DTSTART"].dt, date) and not isinstance(event["DTSTART"].dt, datetime)
    assert event["DTSTART"].params["VALUE"] == "DATE" and "pot" in event["SUMMARY"]


@pytest.mark.parametrize(
    ("day", "offset"),
    [((2027, 3, 27), 1), ((2027, 3, 29), 2), ((2027, 10, 30), 2), ((2027, 11, 2), 1), ((2041, 7, 1), 2)],
)
def test_a_quarter_past_eight_is_that_around_both_changes_of_the_clock(zala, day, offset):
    agree(zala, start=datetime(*day, 8, 15, tzinfo=LJUBLJANA))
    content = feed_of(zala)
    start = events(content)[0]["DTSTART"]
    assert start.params["TZID"] == "Europe/Ljubljana" and (start.dt.hour, start.dt.minute) == (8, 15)
    # The rules that the file itself carries, read by another library.
    rules = re.search(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", content.decode(), re.DOTALL)[0]
    zone = tz.tzical(io.StringIO(rules)).get("Europe/Ljubljana")
    assert datetime(*day, 8, 15, tzinfo=zone).utcoffset() == timedelta(hours=offset)


def test_the_files_own_rules_agree_with_the_zone_at_every_hour_of_the_changes(zala):
    agree(zala)
    rules = re.search(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", feed_of(zala).decode(), re.DOTALL)[0]
    zone = tz.tzical(io.StringIO(rules)).get("Europe/Ljubljana")
    for day in ((2027, 3, 28), (2027, 10, 31)):
        for hour in (0, 1, 3, 4, 12, 23):
            assert datetime(*day, hour, tzinfo=zone).utcoffset() == datetime(*day, hour, tzinfo=LJUBLJANA).utcoffset()
    # An onset is written in the time that it ends: at two the clocks go forward, at three back.
    assert "DTSTART:19960331T020000" in rules and "DTSTART:19961027T030000" in rules


def test_the_feed_names_itself_and_says_how_often_to_look(zala):
    calendar = Calendar.from_ical(feed_of(zala))
    assert "Zala Žagar" in calendar["X-WR-CALNAME"]
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in feed_of(zala).decode()
    assert feed(zala) == []


def test_long_names_in_every_script_are_folded_right(zala):
    agree(zala, school_name="Šola " + "дуже довга назва школи; з комою, " * 5)
    assert "назва школи; з комою" in feed(zala)[0]["LOCATION"]


def test_the_feed_costs_the_same_with_many_sessions(zala, django_assert_num_queries):
    for number in range(10):
        agree(zala, start=moment(days=30 + number))
    with django_assert_num_queries(5):
        assert len(feed(zala)) == 10


# The address


def test_the_address_opens_the_feed_privately_until_it_is_renewed_or_revoked(client, zala):
    first = urlsplit(new_address(facilitator=zala)).path
    response = client.get(first)
    assert response["Content-Type"] == "text/calendar; charset=utf-8" and first.endswith(".ics")
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    second = urlsplit(new_address(facilitator=zala)).path
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    zala.refresh_from_db()
    assert second.split("/")[-1].removesuffix(".ics") not in str(Facilitator.objects.values())
    revoke_address(facilitator=zala)
    assert client.get(second).status_code == 404


def test_a_person_who_left_has_no_feed(client, zala):
    path = urlsplit(new_address(facilitator=zala)).path
    Facilitator.objects.update(is_active=False)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("token", ["x", "None", "%00", "..%2f", "x" * 3000, "š"])
def test_a_wrong_address_is_not_found(client, zala, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_the_feed_is_in_its_owners_language_whatever_the_program_asks_for(client, zala):
    make_offer_with(zala)
    Facilitator.objects.update(locale="en")
    path = urlsplit(new_address(facilitator=zala)).path
    assert "Offered" in client.get(path, headers={"accept-language": "uk"}).content.decode()


def make_offer_with(zala) -> None:
    start = moment()
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=zala)
    offer_dates(booking=make_booking(), proposals=[proposal], user=None)


# The desk


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("koordinatorka", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def test_the_desk_shows_a_new_address_once(coordinator, zala):
    desk = reverse("workshops_facilitator_calendar", args=[zala.pk])
    response = coordinator.post(desk, {"action": "make"})
    path = re.search(r"/calendar/[\w-]{32}\.ics", response.content.decode())[0]
    assert "no-store" in response["Cache-Control"] and coordinator.get(path).status_code == 200
    assert path not in coordinator.get(f"/admin/facilitators/edit/{zala.pk}/").content.decode()
    assert coordinator.get(desk)["Location"] == reverse("facilitators:edit", args=[zala.pk])
    coordinator.post(desk, {"action": "revoke"})
    assert coordinator.get(path).status_code == 404


def test_the_desk_sends_an_address_and_not_twice_in_a_row(coordinator, zala, mailoutbox):
    desk = reverse("workshops_facilitator_calendar", args=[zala.pk])
    for _click in range(2):
        assert coordinator.post(desk, {"action": "send"}).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["zala@example.si"]]
    path = re.search(r"/calendar/[\w-]{32}\.ics", mailoutbox[0].body)[0]
    assert coordinator.get(path).status_code == 200


def test_an_editor_makes_no_address(client, zala):
    user = User.objects.create_user("urednica", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    client.post(reverse("workshops_facilitator_calendar", args=[zala.pk]), {"action": "make"})
    zala.refresh_from_db()
    assert zala.feed_digest is None


# The school's file


def school_events(booking) -> dict:
    booking.refresh_from_db()
    return {str(event["UID"]): event for event in events(calendar_of(booking))}


def test_a_schools_file_has_an_event_for_each_group():
    found = school_events(agree(groups=3, minutes=135))
    assert [event["STATUS"] for event in found.values()] == ["CONFIRMED"] * 3
    assert len({event["DTSTART"].dt for event in found.values()}) == 3


def test_the_first_group_follows_the_offer_it_came_from():
    booking = make_booking(groups=2)
    offer = make_offer(booking)
    (uid, offered), *_others = school_events(booking).items()
    accept_offer(booking=booking, offer=offer)
    agreed = school_events(booking)
    assert uid in agreed and len(agreed) == 2 and agreed[uid]["SEQUENCE"] > offered["SEQUENCE"]


def test_a_date_agreed_by_phone_can_be_cancelled_in_the_schools_calendar():
    booking = agree(groups=2, minutes=90)
    before = school_events(booking)
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    after = school_events(booking)
    assert after.keys() == before.keys()
    for uid, event in after.items():
        assert event["STATUS"] == "CANCELLED" and event["SEQUENCE"] > before[uid]["SEQUENCE"]
    assert b"METHOD:CANCEL" in calendar_of(booking)


def test_another_date_cancels_the_first_one_in_the_file():
    booking = agree()
    (old, before), *_others = school_events(booking).items()
    start = moment(days=40)
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45))
    offer_dates(booking=booking, proposals=[proposal], user=None)
    accept_offer(booking=booking, offer=booking.offers.get())
    found = school_events(booking)
    assert found[old]["STATUS"] == "CANCELLED" and found[old]["SEQUENCE"] > before["SEQUENCE"]
    assert sorted(event["STATUS"] for event in found.values()) == ["CANCELLED", "CONFIRMED"]
    assert b"METHOD:PUBLISH" in calendar_of(booking)


def test_an_offer_that_another_school_took_is_cancelled_in_the_file():
    booking, faster = make_booking(), make_booking()
    offer = make_offer(booking)
    before = next(iter(school_events(booking).values()))
    accept_offer(booking=faster, offer=make_offer(faster, slot=offer.slot))
    after = next(iter(school_events(booking).values()))
    assert after["STATUS"] == "CANCELLED" and after["SEQUENCE"] > before["SEQUENCE"]


def test_no_dates_give_no_file():
    assert calendar_of(make_booking()) is None
