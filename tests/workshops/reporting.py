"""Makes sessions that a report can count, each with only what a test needs."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from programmes.models import Funder, ProgrammePage
from tests.workshops.making import make_booking
from workshops.models import Booking, School, Session
from workshops.reports.counting import Report, Row, report
from workshops.reports.dimensions import Dimension, Filters
from workshops.reports.periods import Period

SCHOOL_YEAR = Period.from_key("school-2025")


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a time in Ljubljana."""
    return timezone.make_aware(datetime(year, month, day, hour, minute), timezone.get_default_timezone())


def received(moment: datetime, **values) -> Booking:
    """Make a request that came at a time."""
    booking = make_booking(**values)
    Booking.objects.filter(pk=booking.pk).update(created_at=moment)
    booking.refresh_from_db()
    return booking


def delivered(moment: datetime, booking: Booking | None = None, **values) -> Session:
    """Make a delivered session of a booking, or of one that is delivered with it."""
    booking = booking or received(moment - timedelta(days=30), status="delivered")
    return Session.objects.create(
        **{
            "booking": booking,
            "starts_at": moment,
            "ends_at": moment + timedelta(minutes=45),
            "state": "delivered",
            "participants": 20,
            "staff_present": 1,
            "hours": Decimal("0.75"),
            "group": booking.sessions.count() + 1,
            **values,
        }
    )


def in_register(region: str = "goriska", **values) -> School:
    return School.objects.create(
        **{"name": "OŠ Idrija", "town": "Idrija", "type": "primary", "region": region, **values}
    )


def funder(language: str = "sl", number: int = 0) -> Funder:
    return Funder.objects.filter(locale__language_code=language).order_by("pk")[number]


def programme(language: str = "sl") -> ProgrammePage:
    return ProgrammePage.objects.filter(locale__language_code=language).order_by("pk")[0]


def counted(by: str = "region", period: Period = SCHOOL_YEAR, demo: bool = False, **only: str) -> Report:
    chosen = {Dimension(name): value for name, value in only.items()}
    return report(filters=Filters(period=period, dimension=Dimension(by), only=chosen, demo=demo))


def row(found: Report, key: str) -> Row:
    return next(one for one in found.rows if one.key == key)
