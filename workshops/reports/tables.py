"""A report as a table that is finished for reading: shown, exported and kept in the same form.

A table is plain JSON: ``title``, ``about`` (pairs of label and value), ``notes`` (what each column counts),
``columns``, ``kinds`` (how each column is written), ``rows``, ``totals`` and ``sessions``, a table of its own.
"""

from collections.abc import Iterator

from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.models import Session

from .counting import Report, Row, delivered
from .dimensions import Dimension, Filters, expression, key_of, names_of
from .periods import day_of

# How a column is written: words, a date in ISO 8601, a whole number, a number with two decimals or one.
TEXT, DATE, COUNT, DECIMAL, TENTHS = "text", "date", "count", "decimal", "tenths"
# Of each figure: field of ``Row``, kind, heading, what is counted.
FIGURES = (
    (
        "requests",
        COUNT,
        gettext_lazy("Requests"),
        gettext_lazy("received in this period, whatever became of them; duplicates are left out"),
    ),
    (
        "sessions",
        COUNT,
        gettext_lazy("Sessions"),
        gettext_lazy("workshops that took place in this period: one for each group"),
    ),
    (
        "institutions",
        COUNT,
        gettext_lazy("Institutions"),
        gettext_lazy(
            "different schools and organisations with such a session; each counts once in a row and in the total"
        ),
    ),
    (
        "participants",
        COUNT,
        gettext_lazy("Participants"),
        gettext_lazy("who really came to these sessions, without accompanying staff"),
    ),
    (
        "staff",
        COUNT,
        gettext_lazy("Staff present"),
        gettext_lazy("accompanying staff of the schools in these sessions"),
    ),
    ("hours", DECIMAL, gettext_lazy("Clock hours"), gettext_lazy("clock hours of these sessions")),
    (
        "days_to_answer",
        TENTHS,
        gettext_lazy("Days to first answer"),
        gettext_lazy("median of the requests that a coordinator has answered by a decision, an offer or a message"),
    ),
)


def table_of(report: Report, *, with_sessions: bool = True) -> dict:
    """Return a report as a table, with its sessions one by one where they are wanted."""
    filters = report.filters
    return {
        "title": title_of(filters),
        "about": [[label, value] for label, value in about(filters)],
        "notes": [[str(heading), str(note)] for _name, _kind, heading, note in FIGURES],
        "columns": [
            str(capfirst(filters.dimension.label)),
            *(str(heading) for _name, _kind, heading, _note in FIGURES),
        ],
        "kinds": [TEXT, *(kind for _name, kind, _heading, _note in FIGURES)],
        "rows": [[row.label, *_figures(row)] for row in report.rows],
        "totals": [_("Total"), *_figures(report.total)],
        "without_numbers": report.without_numbers,
        **({"sessions": sessions_table(filters)} if with_sessions else {}),
    }


def _figures(row: Row) -> Iterator[int | float | None]:
    for name, kind, _heading, _note in FIGURES:
        value = getattr(row, name)
        yield float(value) if kind in (DECIMAL, TENTHS) and value is not None else value


def title_of(filters: Filters) -> str:
    """Name a report: “Workshops, school year 2025/26 (statistical region)”."""
    words = {"dimension": filters.dimension.label, "period": filters.period.name}
    title = _("Workshops, %(period)s (%(dimension)s)") % words
    return f"{_('DEMO DATA')}: {title}" if filters.demo else title


def about(filters: Filters) -> Iterator[tuple[str, str]]:
    """Yield what a report was asked for, and when it was made."""
    period = filters.period
    days = [formats.date_format(day, "DATE_FORMAT") for day in (period.first_day, period.last_day)]
    yield _("Period"), f"{period.name} ({days[0]} – {days[1]})"
    for dimension, value in filters.only.items():
        yield str(capfirst(dimension.label)), value_name(dimension, value)
    if filters.demo:
        yield _("Data"), _("demo data only: these workshops never took place")
    now = timezone.localtime(timezone=timezone.get_default_timezone())
    yield _("Made"), formats.date_format(now, "DATETIME_FORMAT")


def value_name(dimension: Dimension, value: str) -> str:
    """Name one value of a dimension."""
    if dimension == Dimension.MONTH:
        return str(MONTHS[int(value)])
    return names_of(dimension).get(value, value)


def sessions_table(filters: Filters) -> dict:
    """Return one row for each session that the report counts; nothing in it is about a person."""
    prefixed = {
        f"of_{dimension.value}": expression(dimension, booking="booking__")
        for dimension in Dimension
        if dimension != Dimension.MONTH
    }
    rows = delivered(filters).annotate(**prefixed).values_list(
        "starts_at",
        "booking__school__name",
        "booking__school_name",
        "booking__school__town",
        "booking__town",
        *("of_region", "of_workshop", "booking__workshop_title", "of_audience", "of_language"),
        *("participants", "staff_present", "hours", "of_programme", "of_funder", "grant"),
    )  # fmt: skip
    names = {dimension: names_of(dimension) for dimension in Dimension if dimension != Dimension.MONTH}

    def named(dimension: Dimension, value: object) -> str:
        return names[dimension].get(key_of(value), str(value))

    def cells(row: tuple) -> list:
        start, school, typed_school, town, typed_town, region, workshop, title, audience, language, *rest = row
        participants, staff, hours, programme, funder, grant = rest
        return [
            day_of(start).isoformat(),
            school or typed_school,
            town or typed_town,
            named(Dimension.REGION, region),
            names[Dimension.WORKSHOP].get(key_of(workshop), title) if workshop else title,
            named(Dimension.AUDIENCE, audience),
            named(Dimension.LANGUAGE, language),
            participants,
            staff,
            None if hours is None else float(hours),
            named(Dimension.PROGRAMME, programme) if programme else "",
            named(Dimension.FUNDER, funder) if funder else "",
            grant,
        ]

    field = Session._meta.get_field
    return {
        "columns": [
            *(_("Date"), _("School or organisation"), _("Town"), _("Statistical region"), _("Workshop")),
            *(_("Audience"), _("Language of the workshop"), _("Participants"), _("Staff present"), _("Clock hours")),
            *(_("Programme"), _("Funder"), str(capfirst(field("grant").verbose_name))),
        ],
        "kinds": [DATE, *[TEXT] * 6, COUNT, COUNT, DECIMAL, *[TEXT] * 3],
        "rows": [cells(row) for row in rows],
    }
