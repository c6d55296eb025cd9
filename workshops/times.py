"""A day and a time of day in Ljubljana, as one moment."""

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

# Nearer to the ends of the calendar, sums of times are out of its range.
FIRST_YEAR, LAST_YEAR = 2000, 2200


def moment(day: date, at: time) -> datetime:
    """Return a moment in UTC, so that adding minutes adds minutes, also on the nights when the clocks change.

    Of a time that comes twice (02:30 when summer time ends) it is the first.

    Raises:
        ValueError: with a sentence for the reader, if there is no such time that night, or the year is out of reach.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(_("This year is out of reach."))
    local = timezone.make_aware(datetime.combine(day, at.replace(fold=0)))
    found = local.astimezone(UTC)
    if timezone.localtime(found).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(_("There is no such time on this day: the clocks are put forward."))
    return found
