"""Taking demo data away, and nothing else: what real bookings have come to use stays, and is named."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from workshops.choices import Source
from workshops.models import Booking, Invitation, Session, Slot

from .marks import demo_bookings, demo_facilitators, demo_schools, demo_slots


@dataclass(frozen=True, kw_only=True)
class Removed:
    """How many were removed; ``kept`` names what real bookings use."""

    bookings: int
    schools: int
    facilitators: int
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def remove_demo() -> Removed:
    """Delete demo bookings with all that belongs to them, then the schools and facilitators made for them."""
    slots = list(demo_slots().values_list("pk", flat=True))
    bookings = demo_bookings().count()
    demo_bookings().delete()
    Slot.objects.filter(pk__in=slots).delete()
    real = Booking.objects.exclude(source=Source.DEMO)
    schools, kept_schools = _split(demo_schools(), real.filter(school=OuterRef("pk")))
    facilitators, kept_people = _split(
        demo_facilitators(),
        Session.facilitators.through.objects.filter(facilitator=OuterRef("pk")),
        Invitation.objects.filter(facilitator=OuterRef("pk")),
        Slot.objects.filter(facilitator=OuterRef("pk")),
    )
    return Removed(bookings=bookings, schools=schools, facilitators=facilitators, kept=[*kept_schools, *kept_people])


def _split(rows: QuerySet, *uses: QuerySet) -> tuple[int, list[str]]:
    """Delete the rows that nothing uses any more; return how many, and the names of the others."""
    unused = rows
    for use in uses:
        unused = unused.exclude(Exists(use))
    removed = list(unused.values_list("pk", flat=True))
    rows.filter(pk__in=removed).delete()
    return len(removed), [str(row) for row in rows]
