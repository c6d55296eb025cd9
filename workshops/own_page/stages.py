"""Where a booking stands in a school's eyes: what the page is called, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.choices import Status
from workshops.models import Booking, Session, Slot

# From when on there is something to prepare for.
PREPARED = (Status.CONFIRMED, Status.DELIVERED, Status.REPORTED)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A heading, and the next step in plain words."""

    title: Promise
    next_step: Promise


RECEIVED = Stage(
    title=_("We have your request"),
    next_step=_(
        "We check your wishes against our calendar and write to you. The workshop is agreed when we have confirmed "
        "the date."
    ),
)
OFFERED = Stage(
    title=_("Choose a date"),
    next_step=_("These dates are free. The first school to accept a date gets it."),
)
NOTHING_FREE = Stage(
    title=_("We are looking for new dates"),
    next_step=_("The dates that we offered are no longer free. We are looking for others and will write to you."),
)
WAITING = Stage(
    title=_("You are on the waiting list"),
    next_step=_("We are looking for a date and will write to you. You need not do anything."),
)
AHEAD = Stage(
    title=_("Your workshop is agreed"),
    next_step=_("We look forward to seeing you. If something changes, tell us here."),
)
NUMBERS_WANTED = Stage(
    title=_("How was the workshop?"),
    next_step=_("Please tell us how many people came, and what you thought of it. It takes about two minutes."),
)
THANKS = Stage(
    title=_("Thank you for your answers"),
    next_step=_("We have your numbers. Until our report is finished you can correct them here."),
)
DELIVERED = Stage(
    title=_("Your workshop took place"),
    next_step=_("Thank you for having us. You need not do anything more."),
)
REPORTED = Stage(
    title=_("This booking is finished"),
    next_step=_("The workshop is in our report, and its numbers can no longer be changed. Thank you."),
)
NO_SHOW = Stage(
    title=_("The workshop did not take place"),
    next_step=_("If you want another date, answer one of our e-mails or send a new request."),
)
DECLINED = Stage(
    title=_("We could not take on this request"),
    next_step=_("We have written to you why. You are welcome to send a new request."),
)
CANCELLED_BY_SCHOOL = Stage(
    title=_("You have cancelled this booking"),
    next_step=_("You are welcome to send a new request."),
)
CANCELLED_BY_US = Stage(
    title=_("We had to cancel this workshop"),
    next_step=_("We are sorry. We have written to you why."),
)
DUPLICATE = Stage(
    title=_("We have this request twice"),
    next_step=_("We go on with your other booking; this page is closed. Its own link is in our e-mails."),
)

SIMPLE = {
    Status.RECEIVED: RECEIVED,
    Status.WAITING: WAITING,
    Status.REPORTED: REPORTED,
    Status.NO_SHOW: NO_SHOW,
    Status.DECLINED: DECLINED,
    Status.CANCELLED_BY_SCHOOL: CANCELLED_BY_SCHOOL,
    Status.CANCELLED_BY_US: CANCELLED_BY_US,
    Status.DUPLICATE: DUPLICATE,
}


def stage_of(booking: Booking, *, countable: list[Session], has_offers: bool, over: bool) -> Stage:
    """Say where a booking stands; ``countable`` are the sessions whose numbers the school may tell."""
    if booking.status == Status.OFFERED:
        return OFFERED if has_offers else NOTHING_FREE
    if countable:
        return NUMBERS_WANTED if any(one.numbers_confirmed_at is None for one in countable) else THANKS
    delivered = booking.status == Status.DELIVERED or over
    return SIMPLE.get(Status(booking.status)) or (DELIVERED if delivered else AHEAD)


def is_over(agreed: list[Session] | list[Slot], *, now: datetime) -> bool:
    """Say whether everything that was agreed has taken place: then nothing can be changed or cancelled."""
    return bool(agreed) and all(one.ends_at <= now for one in agreed)
