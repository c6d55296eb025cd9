"""What happens to a booking. Every rule about bookings is here; views and the desk only call it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from .choices import MailEvent
from .mail import send
from .models import Booking, PreferredDate, Transition, WorkshopPage
from .references import new_reference


@dataclass(frozen=True, kw_only=True)
class BookingRequest:
    """What a school asks for, already validated.

    Attributes:
        preferred_dates: (date, part of day) pairs, the one that suits best first.
        locale: the Django code of the language that the school used.
    """

    school_name: str
    school_type: str
    town: str
    contact_name: str
    contact_role: str
    email: str
    phone: str
    workshop: WorkshopPage
    audience: str
    grade: str
    groups: int
    participants: int
    language: str
    place: str
    notes: str
    locale: str
    preferred_dates: list[tuple[date, str]] = field(default_factory=list)

    def fingerprint(self, form_key: str) -> str:
        """Return what makes a submission the same one: the same form, filled in the same way."""
        content = {**asdict(self, dict_factory=_plain), "workshop": self.workshop.pk, "form": form_key}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _plain(pairs: list[tuple]) -> dict:
    return {key: value for key, value in pairs if key != "workshop"}


def request_booking(*, request: BookingRequest, form_key: str) -> Booking:
    """Store a request once, together with the e-mails that acknowledge it.

    A second submission of the same form with the same answers (a double click, a reload) returns the first
    booking. A form sent again with other answers is another booking: nothing that was typed is lost.
    """
    submission = request.fingerprint(form_key)
    try:
        with transaction.atomic():
            booking = _create(request, submission)
            acknowledge(booking=booking)
    except IntegrityError:
        booking = Booking.objects.filter(submission=submission).first()
        if booking is None:
            raise
    return booking


def _create(request: BookingRequest, submission: str) -> Booking:
    values = {name: getattr(request, name) for name in request.__dataclass_fields__ if name != "preferred_dates"}
    booking = Booking.objects.create(
        **values,
        reference=_free_reference(),
        workshop_title=request.workshop.title,
        consent_at=timezone.now(),
        submission=submission,
    )
    Transition.objects.create(booking=booking, to_status=booking.status, actor=Transition.Actor.SCHOOL)
    PreferredDate.objects.bulk_create(
        PreferredDate(booking=booking, rank=rank, date=day, part_of_day=part)
        for rank, (day, part) in enumerate(request.preferred_dates, start=1)
    )
    return booking


def _free_reference() -> str:
    while True:
        reference = new_reference()
        if not Booking.objects.filter(reference=reference).exists():
            return reference


def acknowledge(*, booking: Booking) -> None:
    """Tell the school, in its language, that we have its request; the desk hears of it in Slovenian.

    A mail that cannot be sent must not lose the booking: the desk shows which ones were not acknowledged.
    """
    if send(event=MailEvent.REQUEST_RECEIVED, booking=booking):
        Booking.objects.filter(pk=booking.pk).update(acknowledged_at=timezone.now())
    send(event=MailEvent.REQUEST_FOR_DESK, booking=booking, language="sl", to=settings.BOOKINGS_EMAIL)
