"""Makes bookings, slots and offers, each with only what a test needs."""

from datetime import datetime, timedelta

from django.utils import timezone

from workshops.models import Booking, Offer, Slot


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
