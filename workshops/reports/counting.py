"""Counting for a report: added up by the database, in the same few queries however much there is to count."""

import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from workshops.choices import Source, Status
from workshops.models import Booking, BookingMessage, Session, Transition
from workshops.models.schools import fold

from .dimensions import NONE, OF_SESSIONS, Dimension, Filters, expression, key_of, matching, names_of

State = Session.State
DAY = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Row:
    """The figures of one value of the dimension, or of all together.

    Attributes:
        days_to_answer: the median, of the requests that were answered; None if none was.
    """

    key: str
    label: str
    requests: int = 0
    sessions: int = 0
    institutions: int = 0
    participants: int = 0
    staff: int = 0
    hours: Decimal = Decimal(0)
    days_to_answer: float | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was counted; ``without_numbers`` of the sessions do not say yet how many came."""

    filters: Filters
    rows: list[Row]
    total: Row
    without_numbers: int

    @property
    def is_empty(self) -> bool:
        return not (self.total.requests or self.total.sessions)


def report(*, filters: Filters) -> Report:
    """Count requests by when they came, and delivered sessions by when they took place.

    A school counts once in each row and once in the total, so rows of institutions may add up to more than the total;
    so may requests whose sessions belong to several programmes or funders.
    """
    figures = _figures(filters)
    institutions = _institutions(filters)
    requests, waits = _requests(filters)
    names = names_of(filters.dimension, filters.period)
    found = figures.keys() | institutions.keys() | requests.keys()
    if filters.dimension == Dimension.MONTH and Dimension.MONTH not in filters.only:
        found |= names.keys()
    known = [key for key in names if key in found]
    rows = [
        Row(
            key=key,
            label=names.get(key, key),
            institutions=len(institutions.get(key, ())),
            **_of_requests(requests.get(key, ()), waits),
            **figures.get(key, {}),
        )
        for key in [*known, *sorted(found - names.keys())]
    ]
    total = Row(
        key="",
        label="",
        institutions=len(set().union(*institutions.values())),
        **_of_requests(waits, waits),
        **{
            name: sum((getattr(row, name) for row in rows), start=0) for name in ("sessions", "participants", "staff")
        },
        hours=sum((row.hours for row in rows), start=Decimal(0)),
    )
    missing = delivered(filters).filter(participants=None).count()
    return Report(filters=filters, rows=rows, total=total, without_numbers=missing)


def delivered(filters: Filters) -> QuerySet[Session]:
    """Return the sessions that a report counts, in their order of time."""
    start, end = filters.bounds()
    sessions = Session.objects.filter(state=State.DELIVERED, starts_at__gte=start, starts_at__lt=end)
    sessions = sessions.filter(_source(filters, "booking__"), *_conditions(filters, "booking__"))
    return sessions.filter(*_conditions(filters, "", of_sessions=True)).order_by("starts_at", "pk")


def requested(filters: Filters) -> QuerySet[Booking]:
    """Return the requests that a report counts. One that turned out to be a duplicate is none."""
    start, end = filters.bounds()
    bookings = Booking.objects.filter(created_at__gte=start, created_at__lt=end).exclude(status=Status.DUPLICATE)
    bookings = bookings.filter(_source(filters), *_conditions(filters)).order_by()
    chosen = _conditions(filters, of_sessions=True)
    if not chosen:
        return bookings
    planned = Session.objects.exclude(state=State.CANCELLED).filter(booking=OuterRef("pk"))
    found = Exists(planned.filter(*chosen))
    # Where nothing is planned yet, no programme and no funder is noted either.
    unplanned = all(filters.only.get(dimension, NONE) == NONE for dimension in OF_SESSIONS)
    return bookings.filter(found | ~Exists(planned) if unplanned else found)


def _source(filters: Filters, booking: str = "") -> Q:
    demo = Q(**{f"{booking}source": Source.DEMO})
    return demo if filters.demo else ~demo


def _conditions(filters: Filters, booking: str = "", *, of_sessions: bool = False) -> list:
    return [
        matching(dimension, value, booking=booking)
        for dimension, value in filters.only.items()
        if dimension != Dimension.MONTH and (dimension in OF_SESSIONS) == of_sessions
    ]


def _figures(filters: Filters) -> dict[str, dict]:
    """Return what sessions add up to, by key."""
    grouped = (
        delivered(filters)
        .order_by()
        .values(value=expression(filters.dimension, booking="booking__", moment="starts_at"))
        .annotate(
            count=Count("pk"),
            all_participants=Sum("participants", default=0),
            all_staff=Sum("staff_present", default=0),
            all_hours=Sum("hours", default=Decimal(0)),
        )
    )
    return {
        key_of(row["value"]): {
            "sessions": row["count"],
            "participants": row["all_participants"],
            "staff": row["all_staff"],
            "hours": row["all_hours"],
        }
        for row in grouped
    }


def _institutions(filters: Filters) -> dict[str, set]:
    """Return the schools with sessions, by key: those of the register by number, others by folded name and town."""
    rows = (
        delivered(filters)
        .order_by()
        .annotate(value=expression(filters.dimension, booking="booking__", moment="starts_at"))
        .values_list("value", "booking__school", "booking__school_name", "booking__town")
        .distinct()
    )
    schools = defaultdict(set)
    for value, school, name, town in rows:
        schools[key_of(value)].add(school or (fold(name), fold(town)))
    return schools


def _requests(filters: Filters) -> tuple[dict[str, list[int]], dict[int, float | None]]:
    """Return the requests by key, and how many days each waited for its first answer, if it has one."""
    bookings = requested(filters)
    moved = Transition.objects.filter(
        booking=OuterRef("pk"), from_status=Status.RECEIVED, actor=Transition.Actor.COORDINATOR
    )
    written = BookingMessage.objects.filter(booking=OuterRef("pk"), user__isnull=False)
    rows = bookings.values_list(
        "pk",
        "created_at",
        Subquery(moved.order_by("at").values("at")[:1]),
        Subquery(written.order_by("created_at").values("created_at")[:1]),
    )
    waits = {}
    for pk, created_at, *answers in rows:
        first = min((answer for answer in answers if answer), default=None)
        waits[pk] = max((first - created_at).total_seconds() / DAY, 0) if first else None
    by_key = defaultdict(list)
    for value, pk in _keys(filters, bookings, waits):
        by_key[key_of(value)].append(pk)
    return by_key, waits


def _keys(filters: Filters, bookings: QuerySet[Booking], all_of_them: Iterable[int]) -> Iterable[tuple]:
    """Yield (value of the dimension, booking); of programmes and funders one booking may have several."""
    if filters.dimension not in OF_SESSIONS:
        yield from bookings.annotate(value=expression(filters.dimension)).values_list("value", "pk")
        return
    planned = Session.objects.exclude(state=State.CANCELLED).filter(*_conditions(filters, of_sessions=True))
    planned = planned.filter(booking__in=bookings.values("pk")).order_by()
    pairs = list(planned.annotate(value=expression(filters.dimension)).values_list("value", "booking").distinct())
    yield from pairs
    yield from ((None, pk) for pk in set(all_of_them) - {pk for _value, pk in pairs})


def _of_requests(bookings: Iterable[int], waits: dict[int, float | None]) -> dict:
    answered = [waits[pk] for pk in bookings if waits[pk] is not None]
    return {
        "requests": len(bookings),
        "days_to_answer": round(statistics.median(answered), 1) if answered else None,
    }
