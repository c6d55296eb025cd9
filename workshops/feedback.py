"""What a school says after its workshop: numbers and feedback, taken together or not at all."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from .models import Booking, SchoolFeedback
from .sessions import Numbers, confirm_numbers


@transaction.atomic
def take_answers(*, booking: Booking, numbers: Iterable[Numbers], feedback: dict, now: datetime) -> Booking:
    """Keep a school's numbers and its feedback; the last word counts until the booking is reported.

    The booking is read anew under a lock, so that of two presses of the button the second corrects the first.

    Raises:
        TransitionRefused: if the booking is not delivered and cannot be, or is reported already.
        ValueError: if a session is not this booking's, or not over.
    """
    booking = Booking.objects.select_for_update().get(pk=booking.pk)
    booking = confirm_numbers(booking=booking, numbers=numbers, now=now)
    if any(value not in (None, "") for value in feedback.values()):
        SchoolFeedback.objects.update_or_create(booking=booking, defaults=feedback)
    else:
        SchoolFeedback.objects.filter(booking=booking).delete()
    return booking
