"""Reminders of an agreed date: a week before and a day before, each once, however often this runs."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .choices import MailEvent, Status
from .mail import send
from .models import Reminder, Slot

WEEK = 7


def send_due_reminders(*, now: datetime) -> int:
    """Write to every school whose agreed date is near and that has not been reminded; return how many.

    A date that is agreed less than a week ahead gets the last reminder alone. A run that was missed is made up for
    by the next one, as long as the date has not come.
    """
    today = timezone.localtime(now).date()
    slots = Slot.objects.filter(starts_at__gt=now, taken_by__status=Status.CONFIRMED, taken_by__email__gt="")
    count = 0
    for slot in slots.select_related("taken_by").prefetch_related("reminders"):
        kind = _due(days=(timezone.localtime(slot.starts_at).date() - today).days)
        if kind and kind not in {reminder.kind for reminder in slot.reminders.all()}:
            _remind(slot, kind)
            count += 1
    return count


def _due(*, days: int) -> Reminder.Kind | None:
    if days <= 1:
        return Reminder.Kind.DAY
    return Reminder.Kind.WEEK if days <= WEEK else None


@transaction.atomic
def _remind(slot: Slot, kind: Reminder.Kind) -> None:
    _reminder, created = Reminder.objects.get_or_create(slot=slot, kind=kind)
    if created:
        event = MailEvent.REMINDER_DAY if kind == Reminder.Kind.DAY else MailEvent.REMINDER_WEEK
        send(event=event, booking=slot.taken_by)
