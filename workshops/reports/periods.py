"""The years that reports are about, in the time of Ljubljana, whatever time zone somebody’s CMS shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIRST_MONTH = 9


class Kind(models.TextChoices):
    SCHOOL = "school", gettext_lazy("school year")
    CALENDAR = "calendar", gettext_lazy("calendar year")


@dataclass(frozen=True, kw_only=True)
class Period:
    """A school year, from 1 September of ``year`` to 31 August, or a calendar year."""

    kind: Kind
    year: int

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Return the period that ``key`` names, such as ``school-2025``. Raises ``ValueError``."""
        kind, _dash, year = key.partition("-")
        return cls(kind=Kind(kind), year=int(year))

    @classmethod
    def school_year_of(cls, day: date) -> Self:
        """Return the school year that a day belongs to."""
        return cls(kind=Kind.SCHOOL, year=day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def key(self) -> str:
        return f"{self.kind.value}-{self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, FIRST_MONTH if self.kind == Kind.SCHOOL else 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year + 1, self.first_day.month, 1) - timedelta(days=1)

    @property
    def name(self) -> str:
        if self.kind == Kind.SCHOOL:
            return _("school year %(years)s") % {"years": f"{self.year}/{(self.year + 1) % 100:02}"}
        return _("calendar year %(year)s") % {"year": self.year}

    def months(self) -> list[tuple[int, int]]:
        """Return the (year, month) pairs of the period, in order."""
        first = self.first_day.month
        return [(self.year + (first + number - 1) // 12, (first + number - 1) % 12 + 1) for number in range(12)]

    def bounds(self, month: int | None = None) -> tuple[datetime, datetime]:
        """Return the moments from which and before which something belongs to the period, or to one month of it."""
        if month is None:
            return midnight(self.first_day), midnight(self.last_day + timedelta(days=1))
        year = dict((number, year) for year, number in self.months())[month]
        following = date(year + month // 12, month % 12 + 1, 1)
        return midnight(date(year, month, 1)), midnight(following)


def midnight(day: date) -> datetime:
    """Return when a day begins in Ljubljana."""
    return timezone.make_aware(datetime(day.year, day.month, day.day), timezone.get_default_timezone())


def day_of(moment: datetime) -> date:
    """Return the day on which a moment falls in Ljubljana."""
    return moment.astimezone(timezone.get_default_timezone()).date()
