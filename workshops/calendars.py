"""Calendar files: tentative until confirmed; a change carries the same UID and a higher SEQUENCE."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from languages.scripts import in_script

from .choices import Status
from .models import Booking, Session, Slot

if TYPE_CHECKING:
    # Imported where a calendar is made: it is large, and most processes that serve readers never make one.
    from icalendar import Calendar, Event, Timezone

DOMAIN = "drustvo-kljuc.si"
CANCELLED, CONFIRMED, TENTATIVE = "CANCELLED", "CONFIRMED", "TENTATIVE"
NOT_HELD = (Session.State.CANCELLED, Session.State.NO_SHOW)


def calendar_of(booking: Booking) -> bytes | None:
    """Return a booking's dates as iCalendar: a session for each group, else the offers; None without any.

    What was once in the file stays in it as cancelled, so that no calendar keeps a date that does not hold.
    """
    events = _events(booking)
    if not events:
        return None
    gone = all(event["STATUS"] == CANCELLED for event in events)
    calendar = new_calendar(method="CANCEL" if gone else "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def _events(booking: Booking) -> list[Event]:
    """Return one event for each UID; a session says more than the offer it came from, unless that is open again."""
    events = {}
    for slot in booking.slots.all():
        _add(events, booking, slot, CONFIRMED)
    for offer in booking.offers.select_related("slot"):
        if offer.slot.taken_by_id != booking.pk:
            is_open = offer.is_open and booking.status == Status.OFFERED
            _add(events, booking, offer.slot, TENTATIVE if is_open else CANCELLED)
    planned = TENTATIVE if booking.status == Status.OFFERED else CONFIRMED
    for session in booking.sessions.all():
        session.booking = booking
        uid = _uid(booking, session)
        if session.state in NOT_HELD:
            if uid not in events or events[uid]["STATUS"] != TENTATIVE:
                _add(events, booking, session, CANCELLED)
        else:
            _add(events, booking, session, planned if session.state == Session.State.PLANNED else CONFIRMED)
    return list(events.values())


def _add(events: dict[str, Event], booking: Booking, one: Session | Slot, status: str) -> None:
    is_session = isinstance(one, Session)
    title = booking.workshop_title
    uid = _uid(booking, one)
    events[uid] = timed_event(
        uid=uid,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        summary=session_summary(one, title) if is_session else in_script(_("Workshop: %(title)s") % {"title": title}),
        location=(one.place if is_session else "") or f"{booking.school_name}, {booking.town}",
        status=status,
        revision=booking.sequence,
    )


def _uid(booking: Booking, one: Session | Slot) -> str:
    """Name an event for ever: the first group's session follows the offer that it came from."""
    if isinstance(one, Slot):
        return f"{booking.reference}-{one.pk}"
    if one.slot_id is None:
        return f"{booking.reference}-session-{one.pk}"
    return f"{booking.reference}-{one.slot_id}" + (f"-{one.group}" if one.group > 1 else "")


def new_calendar(*, method: str = "PUBLISH") -> Calendar:
    """Return an empty calendar that knows the time of Ljubljana: 08:15 there is 08:15 in every calendar."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{DOMAIN}//Workshops//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_time_zone())
    return calendar


def timed_event(
    *,
    uid: str,
    starts_at: datetime,
    ends_at: datetime,
    summary: str,
    location: str,
    status: str,
    revision: int,
    description: str = "",
) -> Event:
    """Return one event. ``revision`` counts the changes of what it is about; a cancellation ranks above its plan."""
    from icalendar import Event

    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("sequence", 2 * revision + (status == CANCELLED))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", starts_at.astimezone(zone))
    event.add("dtend", ends_at.astimezone(zone))
    event.add("summary", summary)
    if location:
        event.add("location", location)
    if description:
        event.add("description", description)
    event.add("status", status)
    return event


def all_day(*, uid: str, first: date, last: date, summary: str) -> Event:
    """Return an event that takes whole days."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@{DOMAIN}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", first)
    # The end of such an event is the day after.
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", summary)
    return event


def session_summary(session: Session, title: str) -> str:
    """Name a session; where a booking has several groups, say which one it is."""
    summary = _("Workshop: %(title)s") % {"title": title}
    if session.booking.groups > 1:
        group = _("group %(number)s of %(count)s") % {"number": session.group, "count": session.booking.groups}
        summary = f"{summary} ({group})"
    return in_script(summary)


def _time_zone() -> Timezone:
    """Return the rules of Central European Time, which the European Union has kept since 1996."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", str(timezone.get_default_timezone()))
    for kind, name, month, hour, before, after in (
        (TimezoneDaylight, "CEST", 3, 2, 1, 2),
        (TimezoneStandard, "CET", 10, 3, 2, 1),
    ):
        rule = kind()
        day = 31 if month == 3 else 27
        rule.add("dtstart", datetime(1996, month, day, hour))
        rule.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        rule.add("tzoffsetfrom", timedelta(hours=before))
        rule.add("tzoffsetto", timedelta(hours=after))
        rule.add("tzname", name)
        zone.add_component(rule)
    return zone
