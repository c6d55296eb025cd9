"""Offers, agreed times and sessions of demo bookings, with numbers and feedback."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from random import Random

from programmes.models import Funder, ProgrammePage
from workshops.choices import Audience, Place, Status
from workshops.models import Booking, Invitation, Offer, PupilFeedback, SchoolFeedback, Session, Slot
from workshops.private_links import digest_of
from workshops.reports.periods import Period, day_of

from .marks import NAME
from .plans import MINUTES, WITH_SESSIONS, Diary, Plan

HOURS = Decimal("0.75")
STATES = {
    Status.CONFIRMED: Session.State.PLANNED,
    Status.CANCELLED_BY_US: Session.State.CANCELLED,
    Status.NO_SHOW: Session.State.NO_SHOW,
}
DONE = {Status.DELIVERED, Status.REPORTED}
Pairs = list[tuple[Booking, Plan]]


def store_sessions(
    *, random: Random, pairs: Pairs, diary: Diary, programmes: list[ProgrammePage], funders: list[Funder]
) -> None:
    """Store what comes of agreed dates, and of dates that are only offered."""
    slots, offers = [], []
    for booking, plan in pairs:
        agreed = plan.status in WITH_SESSIONS
        if not agreed and plan.status != Status.OFFERED:
            continue
        keeps = agreed and plan.status != Status.CANCELLED_BY_US
        slot = Slot(
            starts_at=plan.start, ends_at=plan.end, facilitator=plan.facilitator, taken_by=booking if keeps else None
        )
        slots.append(slot)
        withdrawn_at = plan.start if plan.status == Status.CANCELLED_BY_US else None
        offers.append(Offer(booking=booking, slot=slot, created_at=plan.created_at, withdrawn_at=withdrawn_at))
        if plan.status == Status.OFFERED:
            start, facilitator = diary.give(ahead=True)
            other = Slot(starts_at=start, ends_at=start + (plan.end - plan.start), facilitator=facilitator)
            slots.append(other)
            offers.append(Offer(booking=booking, slot=other, created_at=plan.created_at))
    Slot.objects.bulk_create(slots)
    Offer.objects.bulk_create(offers)
    slot_of = {offer.booking_id: offer.slot for offer in reversed(offers)}
    held = [(booking, plan) for booking, plan in pairs if plan.status in WITH_SESSIONS]
    # Of a form that no real code has.
    codes = (f"{NAME}{number:08}" for number in itertools.count(1))
    sessions = Session.objects.bulk_create(
        session
        for booking, plan in held
        for session in _sessions(random, booking, plan, slot_of[booking.pk], codes, programmes, funders)
    )
    people = Session.facilitators.through
    people.objects.bulk_create(people(session=one, facilitator=one.slot.facilitator) for one in sessions)
    Invitation.objects.bulk_create(
        Invitation(
            slot=slot_of[booking.pk],
            facilitator=plan.facilitator,
            state=Invitation.State.WITHDRAWN if plan.status == Status.CANCELLED_BY_US else Invitation.State.ACCEPTED,
            digest=digest_of(f"{NAME} {booking.reference}"),
            sent_at=plan.created_at,
            answered_at=plan.created_at,
        )
        for booking, plan in held
    )
    _store_feedback(random, held, sessions)


def _sessions(
    random: Random, booking: Booking, plan: Plan, slot: Slot, codes: Iterator[str], programmes: list, funders: list
) -> Iterator[Session]:
    state = STATES.get(plan.status, Session.State.DELIVERED)
    paid = state == Session.State.DELIVERED and random.random() < 0.85
    funder = random.choice(funders) if paid and funders else None
    year = Period.school_year_of(day_of(plan.start)).year
    counted = state == Session.State.DELIVERED and (plan.status == Status.REPORTED or random.random() < 0.85)
    for group in range(1, plan.groups + 1):
        start = plan.start + timedelta(minutes=MINUTES * (group - 1))
        yield Session(
            booking=booking,
            slot=slot,
            group=group,
            starts_at=start,
            ends_at=start + timedelta(minutes=MINUTES),
            place="" if booking.place == Place.ONLINE else f"{booking.school_name}, {booking.town}",
            state=state,
            participants=random.randint(10, 28) if counted else None,
            staff_present=random.randint(0, 2) if counted else None,
            hours=HOURS if state == Session.State.DELIVERED else None,
            programme=random.choice(programmes) if paid and programmes else None,
            funder=funder,
            grant=f"{NAME} {year}-{funder.pk}" if funder else "",
            numbers_confirmed_at=plan.end + timedelta(days=1) if counted else None,
            feedback_code=next(codes),
        )


def _store_feedback(random: Random, held: Pairs, sessions: list[Session]) -> None:
    done = [(booking, plan) for booking, plan in held if plan.status in DONE]
    SchoolFeedback.objects.bulk_create(
        SchoolFeedback(
            booking=booking,
            content=random.randint(3, 5),
            delivery=random.randint(3, 5),
            organisation=random.randint(2, 5),
            would_book_again=random.random() < 0.9,
            text=f"{NAME}: izmišljen odziv." if random.random() < 0.2 else "",
            created_at=plan.end + timedelta(days=1),
        )
        for booking, plan in done
        if random.random() < 0.4
    )
    answered = [
        one
        for one in sessions
        if one.participants and one.booking.audience == Audience.PUPILS and random.random() < 0.25
    ]
    PupilFeedback.objects.bulk_create(
        PupilFeedback(
            session=session,
            understood=random.randint(2, 5),
            felt_safe=random.randint(2, 5),
            useful=random.randint(2, 5),
            knows_whom_to_ask=random.randint(2, 5),
            upset=random.choices(PupilFeedback.Upset.values, weights=(90, 8, 2))[0],
            language="sl",
            answered_on=day_of(session.starts_at),
            submission=f"demo-{session.feedback_code}-{number}",
        )
        for session in answered
        for number in range(random.randint(2, 9))
    )
