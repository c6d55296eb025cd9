"""What tells demo data from everything else."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from workshops.choices import Source
from workshops.models import Booking, Facilitator, Offer, School, Session, Slot

NAME = "DEMO"
REFERENCE = "D-"
REGISTER_NUMBER = "DEMO-"
# Reserved for examples: mail to it is refused at once, whoever sends it.
MAIL_DOMAIN = "example.org"

IS_DEMO = Q(source=Source.DEMO)


def demo_bookings() -> QuerySet[Booking]:
    return Booking.objects.filter(IS_DEMO)


def demo_schools() -> QuerySet[School]:
    return School.objects.filter(register_number__startswith=REGISTER_NUMBER)


def demo_facilitators() -> QuerySet[Facilitator]:
    return Facilitator.objects.filter(name__startswith=f"{NAME} ", email__endswith=f"@{MAIL_DOMAIN}")


def demo_slots() -> QuerySet[Slot]:
    """Return times that demo bookings, or nobody but demo facilitators, have to do with."""
    real_offer = Offer.objects.filter(slot=OuterRef("pk")).exclude(booking__source=Source.DEMO)
    real_session = Session.objects.filter(slot=OuterRef("pk")).exclude(booking__source=Source.DEMO)
    demo_offer = Offer.objects.filter(slot=OuterRef("pk"), booking__source=Source.DEMO)
    slots = Slot.objects.filter(
        Q(taken_by__source=Source.DEMO) | Exists(demo_offer) | Q(facilitator__in=demo_facilitators(), taken_by=None)
    )
    return slots.exclude(Exists(real_offer)).exclude(Exists(real_session))
