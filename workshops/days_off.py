"""Days on which we do not lead workshops: weekends, and the work-free holidays of Slovenia."""

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
# Month and day, as the act on holidays (ZPDPD) names them; Easter Monday moves, Easter and Whitsun are Sundays.
HOLIDAYS = frozenset(
    {(1, 1), (1, 2), (2, 8), (4, 27), (5, 1), (5, 2), (6, 25), (8, 15), (10, 31), (11, 1), (12, 25), (12, 26)}
)


def is_day_off(day: date) -> bool:
    """Say whether schools are closed on this day all over the country."""
    return day.weekday() >= SATURDAY or (day.month, day.day) in HOLIDAYS or day == easter(day.year) + timedelta(1)


@cache
def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the “anonymous” computus)."""
    golden, century = year % 19, year // 100
    leap = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + leap + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))
