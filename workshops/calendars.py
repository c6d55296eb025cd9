"""Calendar files: tentative until confirmed; a change carries the same UID and a higher SEQUENCE."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .choices import Status
from .models import Booking, Slot

CANCELLED = (Status.CANCELLED_BY_SCHOOL, Status.CANCELLED_BY_US, Status.DECLINED, Status.DUPLICATE)


def calendar_of(booking: Booking) -> bytes | None:
    """Return a booking's dates as iCalendar: the agreed one, else each open offer; nothing if there are none.

    Times are written with their zone, so that 08:15 in Ljubljana is 08:15 in every calendar.
    """
    taken = list(booking.slots.all())
    slots = taken or [offer.slot for offer in booking.offers.select_related("slot") if offer.withdrawn_at is None]
    if not slots:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Drustvo Kljuc//Workshops//")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if booking.status in CANCELLED else "PUBLISH")
    for slot in slots:
        calendar.add_component(_event(booking, slot, is_agreed=bool(taken)))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(booking: Booking, slot: Slot, *, is_agreed: bool) -> Event:
    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{booking.reference}-{slot.pk}@drustvo-kljuc.si")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", timezone.now())
    event.add("dtstart", slot.starts_at.astimezone(zone))
    event.add("dtend", (slot.ends_at or slot.starts_at + timedelta(minutes=45)).astimezone(zone))
    event.add("summary", _("Workshop: %(title)s") % {"title": booking.workshop_title})
    event.add("location", f"{booking.school_name}, {booking.town}")
    if booking.status in CANCELLED:
        event.add("status", "CANCELLED")
    else:
        event.add("status", "CONFIRMED" if is_agreed and booking.status != Status.OFFERED else "TENTATIVE")
    return event
