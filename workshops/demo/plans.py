"""What each demo booking will be: its status, when it came, when its workshop is. Nothing is stored here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from workshops.choices import Status
from workshops.models import Facilitator
from workshops.reports.periods import Period

MINUTES = 45
# Of a hundred bookings, so many are in each status.
WEIGHTS = {
    Status.REPORTED: 44,
    Status.DELIVERED: 18,
    Status.CONFIRMED: 5,
    Status.OFFERED: 3,
    Status.RECEIVED: 2,
    Status.WAITING: 3,
    Status.DECLINED: 8,
    Status.CANCELLED_BY_SCHOOL: 6,
    Status.CANCELLED_BY_US: 4,
    Status.NO_SHOW: 3,
    Status.DUPLICATE: 4,
}
WITH_SESSIONS = {Status.REPORTED, Status.DELIVERED, Status.CONFIRMED, Status.NO_SHOW, Status.CANCELLED_BY_US}
AHEAD = {Status.CONFIRMED, Status.OFFERED}
OPEN = {Status.RECEIVED, Status.WAITING}
MOST_GROUPS = 6
STARTS = (time(8, 15), time(9, 10), time(10, 15), time(11, 10), time(12, 15))
HOLIDAYS = (7, 8)


@dataclass(kw_only=True)
class Plan:
    """One booking to be: ``start`` is when its workshop is, was or would have been."""

    status: Status
    created_at: datetime
    start: datetime
    groups: int
    facilitator: Facilitator

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=MINUTES * self.groups)


class Diary:
    """Gives out days, each to one booking of a facilitator: nobody is in two places at once."""

    def __init__(self, *, random: Random, facilitators: list[Facilitator], now: datetime):
        self.random = random
        self.facilitators = facilitators
        self.now = now
        self.today = timezone.localdate(now, timezone.get_default_timezone())
        self.first = date(Period.school_year_of(self.today).year - 2, 9, 1)
        self.taken: set[tuple[date, int]] = set()

    def give(self, *, ahead: bool) -> tuple[datetime, Facilitator]:
        """Return a free time on a school day: in the next ten weeks, or in the three school years so far."""
        while True:
            if ahead:
                day = self.today + timedelta(days=self.random.randint(3, 70))
            else:
                day = self.first + timedelta(days=self.random.randrange((self.today - self.first).days))
            facilitator = self.random.choice(self.facilitators)
            is_school_day = day.weekday() < 5 and (ahead or day.month not in HOLIDAYS)
            if is_school_day and (day, facilitator.pk) not in self.taken:
                self.taken.add((day, facilitator.pk))
                moment = datetime.combine(day, self.random.choice(STARTS))
                return timezone.make_aware(moment, timezone.get_default_timezone()), facilitator


def plan_bookings(*, random: Random, diary: Diary, bookings: int, sessions: int) -> list[Plan]:
    """Plan so many bookings, with so many sessions in all.

    Raises:
        ValueError: if there are fewer sessions than bookings that must have one.
    """
    statuses = list(WEIGHTS)[:bookings]
    statuses += random.choices(list(WEIGHTS), weights=list(WEIGHTS.values()), k=bookings - len(statuses))
    random.shuffle(statuses)
    groups = _groups(random, [number for number, status in enumerate(statuses) if status in WITH_SESSIONS], sessions)
    plans = []
    for number, status in enumerate(statuses):
        start, facilitator = diary.give(ahead=status in AHEAD | OPEN)
        earliest = timezone.make_aware(datetime.combine(diary.first, time(7)), timezone.get_default_timezone())
        base = min(start, diary.now) if status in AHEAD | OPEN else start
        days = random.uniform(0.1, 40) if status in AHEAD | OPEN else random.uniform(20, 70)
        plans.append(
            Plan(
                status=status,
                created_at=max(base - timedelta(days=days), earliest),
                start=start,
                groups=groups.get(number, 1),
                facilitator=facilitator,
            )
        )
    return plans


def _groups(random: Random, holders: list[int], sessions: int) -> Counter:
    """Share the sessions out among the bookings that have any, at least one to each."""
    if sessions < len(holders):
        raise ValueError(f"So many bookings need at least {len(holders)} sessions.")
    groups = Counter(holders)
    open_to_more = list(holders)
    most = MOST_GROUPS
    for _session in range(sessions - len(holders)):
        if not open_to_more:
            most += MOST_GROUPS
            open_to_more = list(holders)
        position = random.randrange(len(open_to_more))
        number = open_to_more[position]
        groups[number] += 1
        if groups[number] >= most:
            open_to_more[position] = open_to_more[-1]
            open_to_more.pop()
    return groups
