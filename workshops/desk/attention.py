"""What waits for a coordinator, oldest first, each with since when and why.

Every reason is one small query that begins at what is open, never at the whole table; the database puts them
together. Only the bookings of the page that is looked at are fetched.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models
from django.db.models import CharField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from outbox.models import OutgoingMail
from workshops.choices import Status
from workshops.models import Booking, BookingMessage, Invitation, Reminder, Session, Transition

# After so many days without an answer, somebody should ask the school.
PATIENCE = timedelta(days=7)
# So long a facilitator may think about an invitation, unless the workshop is near.
TIME_TO_ANSWER = timedelta(days=3)
NEAR = timedelta(days=7)
# From so many days before a workshop, it must be clear who leads it.
FACILITATORS_KNOWN = timedelta(days=14)


class Reason(models.TextChoices):
    """Why a booking needs somebody."""

    NEW = "new", _("new request")
    PHONE = "phone", _("asks us to phone")
    WAITING = "waiting", _("on the waiting list")
    UNANSWERED = "unanswered", _("offer unanswered for a week")
    OVER = "over", _("date is over, not recorded")
    NUMBERS = "numbers", _("numbers are missing")
    REFUSED = "refused", _("facilitator refused")
    NOBODY = "nobody", _("no facilitator yet")
    SILENT = "silent", _("the facilitator has not answered")
    MAIL = "mail", _("e-mail could not be delivered")


class Queue(Sequence):
    """Bookings on which we have to act, the one that waits longest first, each with ``since`` and ``reasons``."""

    def __init__(self, *, now: datetime):
        reasons: dict[int, set[Reason]] = {}
        since: dict[int, datetime] = {}
        for key, reason, moment in _matters(now):
            reasons.setdefault(key, set()).add(Reason(reason))
            since[key] = min(moment, since.get(key, moment))
        order = list(Reason)
        self.reasons = {key: sorted(found, key=order.index) for key, found in reasons.items()}
        self.since = since
        self.keys = sorted(since, key=lambda key: (since[key], key))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, index: int | slice):
        if not isinstance(index, slice):
            return self._fetch([self.keys[index]])[0]
        return self._fetch(self.keys[index])

    def __iter__(self):
        return iter(self._fetch(self.keys))

    def _fetch(self, keys: list[int]) -> list[Booking]:
        found = Booking.objects.select_related("assignee").in_bulk(keys)
        bookings = [found[key] for key in keys if key in found]
        for booking in bookings:
            booking.since, booking.reasons = self.since[booking.pk], self.reasons[booking.pk]
        return bookings


def needing_attention(*, now: datetime) -> Queue:
    """Return what waits for a coordinator at a moment."""
    return Queue(now=now)


def _matters(now: datetime) -> list[tuple[int, str, datetime]]:
    """Return (booking, reason, since), once for each matter."""
    parts = [*_bookings(now), *_sessions(now), _silent(now), _mails()]
    return list(parts[0].union(*parts[1:]))


def _named(found: QuerySet, reason: Reason, key: str) -> QuerySet:
    return found.annotate(why=Value(reason.value, CharField())).order_by().values_list(key, "why", "since")


def _bookings(now: datetime) -> list[QuerySet]:
    moved = Booking.objects.annotate(since=Coalesce(Max("transitions__at"), F("created_at")))
    asks = Booking.objects.filter(
        please_call=True, status__in=(Status.RECEIVED, Status.OFFERED, Status.WAITING)
    ).annotate(since=F("created_at"))
    planned = Q(sessions__state=Session.State.PLANNED)
    over = Booking.objects.filter(status=Status.CONFIRMED).annotate(
        since=Coalesce(Max("sessions__ends_at", filter=planned), Max("slots__ends_at"))
    )
    return [
        _named(moved.filter(status=Status.RECEIVED), Reason.NEW, "pk"),
        _named(moved.filter(status=Status.WAITING), Reason.WAITING, "pk"),
        _named(moved.filter(status=Status.OFFERED, since__lt=now - PATIENCE), Reason.UNANSWERED, "pk"),
        _named(asks, Reason.PHONE, "pk"),
        _named(over.filter(since__lt=now), Reason.OVER, "pk"),
    ]


def _sessions(now: datetime) -> list[QuerySet]:
    last = Reminder.objects.filter(slot=OuterRef("slot"), kind=Reminder.Kind.NUMBERS_LAST).values("sent_at")[:1]
    uncounted = Session.objects.filter(
        state=Session.State.DELIVERED, participants=None, booking__status=Status.DELIVERED
    ).annotate(since=Subquery(last))
    refusals = Invitation.objects.filter(slot=OuterRef("slot"), state=Invitation.State.REFUSED)
    agreed = Transition.objects.filter(booking=OuterRef("booking"), to_status=Status.CONFIRMED).order_by("-at")
    leaderless = Session.objects.filter(
        ~Exists(Session.facilitators.through.objects.filter(session=OuterRef("pk"))),
        state=Session.State.PLANNED,
        starts_at__gt=now,
        starts_at__lte=now + FACILITATORS_KNOWN,
        booking__status=Status.CONFIRMED,
    )
    refused = leaderless.annotate(since=Subquery(refusals.order_by("-answered_at").values("answered_at")[:1]))
    nobody = leaderless.filter(~Exists(refusals)).annotate(
        since=Coalesce(Subquery(agreed.values("at")[:1]), F("booking__created_at"))
    )
    return [
        _named(uncounted.filter(since__isnull=False), Reason.NUMBERS, "booking_id"),
        _named(refused.filter(since__isnull=False), Reason.REFUSED, "booking_id"),
        _named(nobody, Reason.NOBODY, "booking_id"),
    ]


def _silent(now: datetime) -> QuerySet:
    """Return invitations to what lies ahead that have waited for an answer too long."""
    is_late = Q(sent_at__lt=now - TIME_TO_ANSWER) | Q(slot__starts_at__lt=now + NEAR)
    waiting = Invitation.objects.filter(
        is_late,
        state=Invitation.State.SENT,
        slot__starts_at__gt=now,
        slot__taken_by__status=Status.CONFIRMED,
    ).annotate(since=F("sent_at"))
    return _named(waiting, Reason.SILENT, "slot__taken_by")


def _mails() -> QuerySet:
    """Return e-mails that were given up, unless the same was written again since."""
    dead = OutgoingMail.objects.filter(status=OutgoingMail.Status.DEAD).values("message_id")
    again = BookingMessage.objects.filter(booking=OuterRef("booking"), event=OuterRef("event"), pk__gt=OuterRef("pk"))
    lost = BookingMessage.objects.filter(~Exists(again.exclude(message_id__in=dead)), message_id__in=dead)
    return _named(lost.annotate(since=F("created_at")), Reason.MAIL, "booking_id")
