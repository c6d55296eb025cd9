"""Opening hours as data: seven days from Monday, each a range such as ``12:00-20:00`` or empty; [] is “not known”.

A range that ends at or before its start ends on the next day. Times are those of the contact's own country.
"""

import re
from datetime import time
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

ROUND_THE_CLOCK = "00:00-24:00"
ALWAYS = [ROUND_THE_CLOCK] * 7
RANGE = re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)")
# The zone of each country by its present name and, for old browsers, the former one.
TIME_ZONES = {"si": "Europe/Ljubljana", "rs": "Europe/Belgrade", "ua": "Europe/Kyiv Europe/Kiev"}


def validate_opening(opening: list) -> None:
    """Accept nothing, or seven days of which one at least is open.

    Raises:
        ValidationError: for anything else.
    """
    good = isinstance(opening, list) and all(
        isinstance(day, str) and (not day or (RANGE.fullmatch(day) and day[:5] != day[6:])) for day in opening
    )
    if not good or (opening and (len(opening) != 7 or not any(opening))):
        raise ValidationError(_("These are not opening hours."))


def in_words(opening: list[str]) -> str:
    """Return opening hours in the active language; nothing where they are not known."""
    if not opening:
        return ""
    if opening == ALWAYS:
        return _("24 hours a day, every day")
    if len(set(opening)) == 1:
        return _("Every day %(hours)s") % {"hours": _hours(opening[0])}
    parts = []
    for hours, days in groupby(range(7), key=opening.__getitem__):
        if hours:
            parts.append(f"{_days(list(days))} {_hours(hours)}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _days(days: list[int]) -> str:
    names = [str(WEEKDAYS[day]) for day in days]
    if get_language() != "en":
        names = [name.lower() for name in names]
    return names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"


def _hours(hours: str) -> str:
    if hours == ROUND_THE_CLOCK:
        return _("24 hours a day")
    start, end = (time_format(time.fromisoformat("00:00" if one == "24:00" else one)) for one in hours.split("-"))
    return f"{start}–{end}"
