"""What reports are broken down and filtered by, in words of the database and in words for readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Lookup, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncMonth
from django.db.models.lookups import Exact, IsNull
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.models import Funder, ProgrammePage
from workshops.choices import Audience, BookingLanguage, Region, SchoolType
from workshops.models import WorkshopPage

from .periods import Period


class Dimension(models.TextChoices):
    REGION = "region", gettext_lazy("statistical region")
    PROGRAMME = "programme", gettext_lazy("programme")
    AUDIENCE = "audience", gettext_lazy("audience")
    LANGUAGE = "language", gettext_lazy("language of the workshop")
    FUNDER = "funder", gettext_lazy("funder")
    WORKSHOP = "workshop", gettext_lazy("workshop")
    SCHOOL_TYPE = "school_type", gettext_lazy("type of school")
    MONTH = "month", gettext_lazy("month")


# Stands for what is not known of a booking or session.
NONE = "none"
NONE_LABELS = {
    Dimension.REGION: gettext_lazy("not in the register"),
    Dimension.PROGRAMME: gettext_lazy("no programme noted"),
    Dimension.FUNDER: gettext_lazy("no funder noted"),
    Dimension.WORKSHOP: gettext_lazy("no longer in the catalogue"),
}
# Noted at the session, and not at the request.
OF_SESSIONS = (Dimension.PROGRAMME, Dimension.FUNDER)
CHOICES = {
    Dimension.REGION: Region,
    Dimension.AUDIENCE: Audience,
    Dimension.LANGUAGE: BookingLanguage,
    Dimension.SCHOOL_TYPE: SchoolType,
}
# Each exists in several languages, and is one thing: the translation key tells which.
TRANSLATED = {
    Dimension.PROGRAMME: (ProgrammePage, "title"),
    Dimension.FUNDER: (Funder, "name"),
    Dimension.WORKSHOP: (WorkshopPage, "title"),
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a report is asked for.

    Attributes:
        only: the one value that counts of a dimension, ``NONE`` for what is not known; of months its number, 1 to 12.
        demo: count demo data, and nothing else.
    """

    period: Period
    dimension: Dimension = Dimension.REGION
    only: Mapping[Dimension, str] = field(default_factory=dict)
    demo: bool = False

    def bounds(self) -> tuple[datetime, datetime]:
        month = self.only.get(Dimension.MONTH)
        return self.period.bounds(int(month) if month else None)


def expression(dimension: Dimension, *, booking: str = "", moment: str = "created_at") -> Combinable:
    """Return what a booking or a session belongs to; ``booking`` is the prefix that leads to the booking."""
    match dimension:
        case Dimension.REGION:
            return F(f"{booking}school__region")
        case Dimension.SCHOOL_TYPE:
            return Coalesce(f"{booking}school__type", f"{booking}school_type")
        case Dimension.WORKSHOP:
            return F(f"{booking}workshop__translation_key")
        case Dimension.PROGRAMME | Dimension.FUNDER:
            return F(f"{dimension.value}__translation_key")
        case Dimension.MONTH:
            return TruncMonth(moment, tzinfo=timezone.get_default_timezone())
    return F(f"{booking}{dimension.value}")


def matching(dimension: Dimension, value: str, *, booking: str = "") -> Q | Lookup:
    """Return the condition that a booking or session has a value of a dimension other than the month."""
    found = expression(dimension, booking=booking)
    if isinstance(found, F):
        # By its path, so that the field turns the value into what its column holds.
        return Q(**{f"{found.name}__isnull": True}) if value == NONE else Q(**{found.name: value})
    return IsNull(found, True) if value == NONE else Exact(found, value)


def key_of(value: object) -> str:
    """Return the value of an expression as it stands in filters and rows."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m}"
    return NONE if value is None else str(value)


def names_of(dimension: Dimension, period: Period | None = None) -> dict[str, str]:
    """Return the name of each value of a dimension, in the order in which readers expect them."""
    if dimension == Dimension.MONTH:
        months = period.months() if period else []
        return {f"{year}-{month:02}": _month_name(date(year, month, 1)) for year, month in months}
    if dimension in TRANSLATED:
        names = _translated(*TRANSLATED[dimension])
    else:
        names = {value: str(label) for value, label in CHOICES[dimension].choices}
    if dimension == Dimension.LANGUAGE:
        names[BookingLanguage.OTHER.value] = _("another language")
    if dimension in NONE_LABELS:
        names[NONE] = str(NONE_LABELS[dimension])
    return names


def _month_name(day: date) -> str:
    return formats.date_format(day, "YEAR_MONTH_FORMAT")


def _translated(model: type[models.Model], field_name: str) -> dict[str, str]:
    """Return names by translation key: in the language of the reader, else in Slovenian, else in any."""
    best = {translation.get_language(): 2, settings.LANGUAGE_CODE: 1}
    rows = model.objects.values_list("translation_key", "locale__language_code", field_name)
    chosen: dict[str, tuple[int, str]] = {}
    for key, language, name in rows:
        chosen[str(key)] = max(chosen.get(str(key), (-1, "")), (best.get(language, 0), name))
    names = {key: name for key, (_rank, name) in chosen.items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))
