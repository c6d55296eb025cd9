"""What really happened at the sessions of a booking, as a coordinator records it, and corrects it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from programmes.models import Funder, ProgrammePage

from .choices import Status
from .lifecycle import lock, move
from .models import Booking, Facilitator, Session, Transition

State = Session.State
# Once it was reported, a session is what the funder has in its hands.
OPEN_TO_CORRECTION = frozenset({Status.CONFIRMED, Status.DELIVERED, Status.NO_SHOW})
# What the school tells, too.
NUMBERS = ("participants", "staff_present")


class CannotBeRecorded(Exception):
    """The session has not begun, is cancelled, of another booking, or reported already."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One session as it was; ``took_place`` is None where that is not what is recorded.

    Attributes:
        untouched: numbers that nobody has entered here; what the school has told meanwhile stays.
    """

    session: Session
    took_place: bool | None
    participants: int | None = None
    staff_present: int | None = None
    hours: Decimal | None = None
    facilitators: list[Facilitator] | None = None
    place: str = ""
    programme: ProgrammePage | None = None
    funder: Funder | None = None
    grant: str = ""
    remarks: str = ""
    untouched: frozenset[str] = frozenset()


@transaction.atomic
def record_sessions(
    *, booking: Booking, records: Iterable[Record], user: AbstractBaseUser | None, now: datetime
) -> Booking:
    """Record all planned sessions of a booking: delivered if at least one took place, else it did not take place.

    Raises:
        TransitionRefused: if the booking is not one that can have been delivered.
        CannotBeRecorded: if a session has not begun, or is left out.
    """
    records = list(records)
    booking = lock(booking)
    planned = dict(booking.sessions.filter(state=State.PLANNED).values_list("pk", "starts_at"))
    if planned.keys() != {one.session.pk for one in records} or any(start > now for start in planned.values()):
        raise CannotBeRecorded
    took_place = any(one.took_place for one in records) or not records
    to = Status.DELIVERED if took_place else Status.NO_SHOW
    booking = move(booking=booking, to=to, actor=Transition.Actor.COORDINATOR, user=user)
    for one in records:
        _store(one)
    return booking


@transaction.atomic
def correct_session(*, booking: Booking, record: Record, user: AbstractBaseUser | None) -> Session:
    """Change what is known of a session: how it was, once the booking is delivered; until then only what is planned.

    Raises:
        CannotBeRecorded: if it is not the booking's, is cancelled or was reported, or if no session would be left
            that took place: then the booking was not delivered.
    """
    session = record.session
    booking = lock(booking)
    session.refresh_from_db(fields=["state"])
    if session.booking_id != booking.pk or not may_correct(booking=booking, session=session):
        raise CannotBeRecorded
    if record.took_place is not None and booking.status != Status.DELIVERED:
        raise CannotBeRecorded
    _store(record)
    if booking.status == Status.DELIVERED and not booking.sessions.filter(state=State.DELIVERED).exists():
        raise CannotBeRecorded
    log(instance=booking, action="workshops.session", user=user, data={"session": session.pk})
    return session


def may_correct(*, booking: Booking, session: Session, is_reported: bool | None = None) -> bool:
    """Say whether a session can still be changed: not once it was reported, though others of its booking were not.

    Who knows already whether it ``is_reported`` spares a question to the database.
    """
    if session.state == State.CANCELLED or booking.status not in OPEN_TO_CORRECTION:
        return False
    return not (session.snapshots.exists() if is_reported is None else is_reported)


def may_record(*, booking: Booking, now: datetime) -> bool:
    """Say whether the sessions of a booking can be recorded: it is agreed, and all of them have begun."""
    if booking.status != Status.CONFIRMED:
        return False
    return not any(one.state == State.PLANNED and one.starts_at > now for one in booking.sessions.all())


def hours_of(session: Session) -> Decimal:
    """Return the planned length in clock hours, which is what a report counts unless somebody knows better."""
    minutes = Decimal((session.ends_at - session.starts_at).total_seconds()) / 60
    return (minutes / 60).quantize(Decimal("0.01"))


def _store(record: Record) -> None:
    """Write what the record says and nothing else: a school may have told its numbers since the session was read."""
    session = record.session
    values = {name: getattr(record, name) for name in ("place", "programme", "funder", "grant", "remarks")}
    if record.took_place:
        values |= {"state": State.DELIVERED, "hours": record.hours or hours_of(session)}
        values |= {name: getattr(record, name) for name in NUMBERS if name not in record.untouched}
    elif record.took_place is not None:
        values |= {"state": State.NO_SHOW, "hours": None, **dict.fromkeys(NUMBERS)}
    for name, value in values.items():
        setattr(session, name, value)
    session.save(update_fields=list(values))
    if record.facilitators is not None:
        session.facilitators.set(record.facilitators)
