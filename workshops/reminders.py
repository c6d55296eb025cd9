"""Reminders: a week and a day before an agreed date, and of numbers and feedback afterwards; each goes once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from .choices import MailEvent, Source, Status
from .mail import send
from .models import Booking, Reminder, SchoolFeedback, Session, Slot

WEEK = 7
# Whoever has not told the numbers so long after the workshop is not asked any more.
NUMBERS_DAYS = 60
Kind = Reminder.Kind
# How many days after the workshop each is due, the first question and then two reminders.
NUMBERS_STEPS = ((Kind.NUMBERS, 1), (Kind.NUMBERS_AGAIN, 7), (Kind.NUMBERS_LAST, 14))
# Between two of them, however late the first one went.
NUMBERS_PAUSE = 6
EVENTS = {
    Kind.WEEK: MailEvent.REMINDER_WEEK,
    Kind.DAY: MailEvent.REMINDER_DAY,
    Kind.NUMBERS: MailEvent.NUMBERS_WANTED,
    Kind.NUMBERS_AGAIN: MailEvent.NUMBERS_REMINDER,
    Kind.NUMBERS_LAST: MailEvent.NUMBERS_REMINDER,
}


def send_due_reminders(*, now: datetime) -> int:
    """Write to every school that is to be reminded now and has not been; return to how many.

    A run that was missed is made up for by the next one.
    """
    return _before(now) + _afterwards(now)


def _before(now: datetime) -> int:
    """Remind of agreed dates that are near; one agreed less than a week ahead gets the last reminder alone."""
    today = timezone.localtime(now).date()
    count = 0
    for slot in _with_address(Slot.objects.filter(starts_at__gt=now, taken_by__status=Status.CONFIRMED)):
        kind = _due(days=(timezone.localtime(slot.starts_at).date() - today).days)
        if kind and kind not in _sent(slot):
            count += _remind(slot, kind)
    return count


def _due(*, days: int) -> Reminder.Kind | None:
    if days <= 1:
        return Kind.DAY
    return Kind.WEEK if days <= WEEK else None


def _afterwards(now: datetime) -> int:
    """Ask for numbers and feedback of workshops that are over: once, then twice more while numbers are missing."""
    today = timezone.localtime(now).date()
    count = 0
    for slot in _with_address(_unanswered(now)):
        over_for = (today - timezone.localtime(slot.last_end).date()).days
        kind = _numbers_due(slot.reminders.all(), over_for=over_for, today=today)
        if kind and (kind == Kind.NUMBERS or slot.lacks_numbers):
            count += _remind(slot, kind)
    return count


def _numbers_due(reminders: Iterable[Reminder], *, over_for: int, today: date) -> Reminder.Kind | None:
    kinds = [kind for kind, _days in NUMBERS_STEPS]
    sent = [one for one in reminders if one.kind in kinds]
    if len(sent) == len(NUMBERS_STEPS):
        return None
    kind, days = NUMBERS_STEPS[len(sent)]
    last = max((timezone.localtime(one.sent_at).date() for one in sent), default=None)
    is_too_soon = last is not None and (today - last).days < NUMBERS_PAUSE
    return None if over_for < days or is_too_soon else kind


def _unanswered(now: datetime) -> QuerySet[Slot]:
    """Return the slot of each booking's last session, with ``last_end``, where the school has something to tell.

    Either somebody has still to be counted (``lacks_numbers``), or a coordinator has recorded the numbers, so that
    the school was never asked how it was.
    """
    taking_place = Session.objects.filter(
        booking=OuterRef("taken_by"), state__in=(Session.State.PLANNED, Session.State.DELIVERED)
    )
    feedback = SchoolFeedback.objects.filter(booking=OuterRef("taken_by"))
    is_unasked = Exists(taking_place.filter(numbers_confirmed_at=None)) & ~Exists(feedback)
    last = taking_place.order_by("-ends_at", "-pk")
    return (
        Slot.objects.filter(taken_by__status__in=(Status.CONFIRMED, Status.DELIVERED))
        .alias(last_slot=last.values("slot")[:1])
        .annotate(
            last_end=last.values("ends_at")[:1],
            lacks_numbers=Exists(taking_place.filter(participants=None)),
        )
        .filter(
            Q(lacks_numbers=True) | (Q(taken_by__status=Status.DELIVERED) & is_unasked),
            last_end__lte=now,
            last_end__gt=now - timedelta(days=NUMBERS_DAYS),
            last_slot=F("pk"),
        )
    )


def _with_address(slots: QuerySet[Slot]) -> Iterable[Slot]:
    """Leave out whoever cannot be written to, demo data, and dates all of whose sessions were cancelled."""
    sessions = Session.objects.filter(slot=OuterRef("pk"), booking=OuterRef("taken_by"))
    is_off = Exists(sessions) & ~Exists(sessions.filter(state__in=(Session.State.PLANNED, Session.State.DELIVERED)))
    slots = slots.filter(~is_off, taken_by__email__gt="").exclude(taken_by__source=Source.DEMO)
    return slots.select_related("taken_by").prefetch_related("reminders")


def _sent(slot: Slot) -> set[str]:
    return {reminder.kind for reminder in slot.reminders.all()}


@transaction.atomic
def _remind(slot: Slot, kind: Reminder.Kind) -> bool:
    """Note a reminder and write it, both or neither; say whether it is new."""
    booking: Booking = slot.taken_by
    _reminder, created = Reminder.objects.get_or_create(slot=slot, kind=kind)
    if created:
        send(event=EVENTS[kind], booking=booking)
    return created
