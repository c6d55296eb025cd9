"""What happens to a request for a workshop. The rules are here; the form and the desk only call them."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.codes import content_language

from .choices import MailEvent, Source
from .mail import send
from .models import Booking, PreferredDate, Transition, WorkshopPage
from .privacy import privacy_version
from .references import new_reference
from .register.matching import school_named


@dataclass(frozen=True, kw_only=True)
class BookingRequest:
    """What a school asks for, already validated.

    Attributes:
        preferred_dates: (date, part of day) pairs, the one that suits best first.
        accompanying: how many of the participants are staff of the school.
        locale: the language that the school used, and its script (languages.codes).
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
    best_time: str = ""
    day_contact_name: str = ""
    day_contact_phone: str = ""
    accompanying: int = 0
    unsuitable_dates: str = ""
    room: str = ""
    has_projector: bool = False
    parking: str = ""
    access_needs: str = ""
    staff_stays: bool = False
    counsellor: str = ""
    parents_informed: bool = False
    please_call: bool = False
    heard_from: str = ""
    source: str = Source.FORM

    def fingerprint(self, form_key: str) -> str:
        """Return what makes a submission the same one: the same form, filled in the same way."""
        content = {**vars(self), "workshop": self.workshop.pk, "form": form_key}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Who took down a request that came by phone or e-mail, and whether we write to the school at once."""

    user: AbstractBaseUser
    acknowledge: bool


def request_booking(*, request: BookingRequest, form_key: str, entry: Entry | None = None) -> Booking:
    """Store a request once, together with the e-mails that acknowledge it.

    ``entry`` says which coordinator took it down; without it the school wrote itself, and the desk hears of it.
    A second submission of the same form with the same answers (a double click, a reload) returns the first
    booking. A form sent again with other answers is another booking: nothing that was typed is lost.
    """
    submission = request.fingerprint(form_key)
    try:
        with transaction.atomic():
            booking = _create(request, submission, entry)
            if entry is None or entry.acknowledge:
                acknowledge(booking=booking, user=entry.user if entry else None)
            if entry is None:
                # The desk hears of it in Slovenian.
                send(event=MailEvent.REQUEST_FOR_DESK, booking=booking, language="sl", to=settings.BOOKINGS_EMAIL)
    except IntegrityError:
        booking = Booking.objects.filter(submission=submission).first()
        if booking is None:
            raise
    return booking


def _create(request: BookingRequest, submission: str, entry: Entry | None) -> Booking:
    values = {name: value for name, value in vars(request).items() if name not in ("preferred_dates", "workshop")}
    booking = Booking.objects.create(
        **values,
        **_workshop(request),
        reference=_free_reference(),
        school=school_named(name=request.school_name, town=request.town),
        consent_at=timezone.now(),
        # Beside a consent that was spoken, or written in an e-mail, there stood no text of ours.
        privacy_version="" if entry else privacy_version(),
        submission=submission,
    )
    Transition.objects.create(booking=booking, to_status=booking.status, **_origin(entry))
    PreferredDate.objects.bulk_create(
        PreferredDate(booking=booking, rank=rank, date=day, part_of_day=part)
        for rank, (day, part) in enumerate(request.preferred_dates, start=1)
    )
    return booking


def _workshop(request: BookingRequest) -> dict:
    """Return the workshop in the original language, which all bookings share, and its title in the school's."""
    pages = {
        page.locale.language_code: page
        for page in request.workshop.get_translations(inclusive=True).select_related("locale").defer_streamfields()
    }
    original = pages.get(settings.LANGUAGE_CODE, request.workshop)
    return {"workshop": original, "workshop_title": pages.get(content_language(request.locale), original).title}


def _origin(entry: Entry | None) -> dict:
    """Return who made the request, for the history; of one that was taken down also who noted the consent."""
    if entry is None:
        return {"actor": Transition.Actor.SCHOOL}
    name = entry.user.get_full_name() or entry.user.get_username()
    reason = _("Taken down by %(name)s; the school agreed that we use its details.") % {"name": name}
    return {"actor": Transition.Actor.COORDINATOR, "user": entry.user, "reason": reason}


def _free_reference() -> str:
    while True:
        reference = new_reference()
        if not Booking.objects.filter(reference=reference).exists():
            return reference


def acknowledge(*, booking: Booking, user: AbstractBaseUser | None = None) -> None:
    """Tell the school, in its language, that we have its request.

    A mail that cannot be sent must not lose the booking: the desk shows which ones were not acknowledged.
    """
    if send(event=MailEvent.REQUEST_RECEIVED, booking=booking, user=user):
        Booking.objects.filter(pk=booking.pk).update(acknowledged_at=timezone.now())
