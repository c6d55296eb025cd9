"""Makes bookings, slots and offers, each with only what a test needs."""

from datetime import datetime, timedelta

from django.utils import timezone

from workshops.models import Booking, Offer, PupilFeedback, Session, Slot


def make_booking(**values) -> Booking:
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


def moment(days: int = 30, hour: int = 8, minute: int = 15) -> datetime:
    """Return a time in Ljubljana some days ahead."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def make_offer(booking: Booking, slot: Slot | None = None, **values) -> Offer:
    start = moment(**values)
    slot = slot or Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45))
    Booking.objects.filter(pk=booking.pk).update(status="offered")
    booking.refresh_from_db()
    return Offer.objects.create(booking=booking, slot=slot)


def make_session(booking: Booking | None = None, *, ended_days_ago: float = 1, group: int = 1, **values) -> Session:
    """Return a session of a confirmed booking that ended some days ago, with the slot that the booking took."""
    booking = booking or make_booking(status="confirmed")
    end = timezone.now() - timedelta(days=ended_days_ago)
    start = end - timedelta(minutes=45)
    slot = booking.slots.first() or Slot.objects.create(starts_at=start, ends_at=end, taken_by=booking)
    return Session.objects.create(
        **{"booking": booking, "slot": slot, "group": group, "starts_at": start, "ends_at": end, **values}
    )


def make_answers(session: Session, count: int, **values) -> None:
    """Let so many pupils answer about a session."""
    for _number in range(count):
        PupilFeedback.objects.create(
            **{
                "session": session,
                "understood": 4,
                "felt_safe": 5,
                "useful": 3,
                "knows_whom_to_ask": 5,
                "language": "sl",
                "submission": f"{session.pk}-{PupilFeedback.objects.count()}",
                **values,
            }
        )
