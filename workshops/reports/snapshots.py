"""Reporting to a funder: the figures are kept as they were handed over, and no session is counted twice unawares."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from workshops.choices import Status
from workshops.lifecycle import move
from workshops.models import Booking, ReportSnapshot, Session, Transition
from workshops.transitions import TransitionRefused

from .counting import delivered, report
from .dimensions import Dimension, Filters
from .periods import day_of
from .tables import table_of

# So many sessions are named; of the others, the number is given.
NAMED = 50


class SnapshotRefused(Exception):
    """Nothing was kept: there is nothing to report, or not what somebody agreed to."""


class NothingToReport(SnapshotRefused):
    """There is no delivered session, or the data is demo data."""


class FiguresChanged(SnapshotRefused):
    """The figures, or what was reported before, are no longer what was shown."""


class ConfirmationNeeded(SnapshotRefused):
    """Sessions were reported before, and nobody has said that this is meant."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A session in words that a coordinator knows it by."""

    day: date
    school: str
    booking: int
    reference: str


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """An earlier snapshot that holds some of the same sessions.

    Attributes:
        count: how many they are; ``sessions`` names the first of them.
        needs_confirmation: the same funder was told of them, or another one. A report that is not about one funder
            may repeat what each of them was told.
        same_funder: both are about the same funder, or both about all.
    """

    snapshot: ReportSnapshot
    count: int
    needs_confirmation: bool
    same_funder: bool
    sessions: list[Named] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a snapshot would hold, and what a coordinator should know before it is made."""

    table: dict
    overlaps: list[Overlap]
    without_numbers: list[Named]
    fingerprint: str

    @property
    def needs_confirmation(self) -> bool:
        return any(overlap.needs_confirmation for overlap in self.overlaps)


def preview(*, filters: Filters) -> Preview:
    """Return what a snapshot would hold now."""
    table = table_of(report(filters=filters))
    overlaps = _overlaps(filters)
    figures = [table["rows"], table["totals"], table["sessions"]["rows"]]
    shown = json.dumps([figures, [(one.snapshot.pk, one.count) for one in overlaps]])
    return Preview(
        table=table,
        overlaps=overlaps,
        without_numbers=[_named(row) for row in _names(delivered(filters).filter(participants=None))[:NAMED]],
        fingerprint=hashlib.sha256(shown.encode()).hexdigest(),
    )


@transaction.atomic
def make_snapshot(
    *,
    title: str,
    filters: Filters,
    asked: dict,
    seen: str,
    confirmed: bool,
    user: AbstractBaseUser | None,
) -> ReportSnapshot:
    """Keep a report for ever, and move bookings to “reported” once all their delivered sessions are.

    ``asked`` is what the report's form understood; ``seen`` the fingerprint of the preview that was agreed to.

    Raises:
        SnapshotRefused: one of its kinds; nothing is kept then.
    """
    # Of two coordinators at once, the second waits here, and then sees what the first has reported. Whoever changes
    # a session holds its booking, so nothing else is locked.
    bookings = Booking.objects.filter(pk__in=delivered(filters).order_by().values("booking")).order_by("pk")
    list(bookings.select_for_update(no_key=True).values_list("pk", flat=True))
    counted = list(delivered(filters).order_by("pk").values_list("pk", flat=True))
    if filters.demo or not counted:
        raise NothingToReport
    current = preview(filters=filters)
    if current.fingerprint != seen:
        raise FiguresChanged
    if current.needs_confirmation and not confirmed:
        raise ConfirmationNeeded
    snapshot = ReportSnapshot.objects.create(title=title, filters=asked, table=current.table, created_by=user)
    snapshot.sessions.add(*counted)
    _mark_reported(snapshot, user)
    return snapshot


def _mark_reported(snapshot: ReportSnapshot, user: AbstractBaseUser | None) -> None:
    in_a_snapshot = ReportSnapshot.sessions.through.objects.filter(session=OuterRef("pk"))
    unreported = Session.objects.filter(booking=OuterRef("pk"), state=Session.State.DELIVERED).exclude(
        Exists(in_a_snapshot)
    )
    bookings = Booking.objects.filter(status=Status.DELIVERED, sessions__snapshots=snapshot).exclude(
        Exists(unreported)
    )
    for booking in bookings.distinct():
        try:
            move(
                booking=booking,
                to=Status.REPORTED,
                actor=Transition.Actor.COORDINATOR,
                user=user,
                reason=snapshot.title,
            )
        except TransitionRefused:
            # Somebody moved it meanwhile; the figures are handed over all the same.
            continue


def _overlaps(filters: Filters) -> list[Overlap]:
    """Return the earlier snapshots that hold some of these sessions, the latest first."""
    funder = filters.only.get(Dimension.FUNDER, "")
    shared = ReportSnapshot.sessions.through.objects.filter(session__in=delivered(filters).order_by().values("pk"))
    counts = dict(shared.values_list("reportsnapshot").annotate(Count("pk")).order_by())
    if not counts:
        return []
    names = defaultdict(list)
    for snapshot, *row in _names(shared, "reportsnapshot", session="session__")[: NAMED * 2]:
        names[snapshot].append(_named(row))
    overlaps = []
    for snapshot in ReportSnapshot.objects.filter(pk__in=counts).defer("table"):
        earlier = snapshot.filters.get("funder", "")
        overlaps.append(
            Overlap(
                snapshot=snapshot,
                count=counts[snapshot.pk],
                needs_confirmation=earlier == funder or bool(earlier and funder),
                same_funder=earlier == funder,
                sessions=names[snapshot.pk],
            )
        )
    return overlaps


def _names(queryset, *first: str, session: str = ""):
    fields = ("starts_at", "booking__school__name", "booking__school_name", "booking", "booking__reference")
    rows = queryset.order_by(*first, f"{session}starts_at", "pk")
    return rows.values_list(*first, *(f"{session}{name}" for name in fields))


def _named(row) -> Named:
    start, school, typed_school, booking, reference = row
    return Named(day=day_of(start), school=school or typed_school, booking=booking, reference=reference)
