"""What coordinators ask of a report, with a safe answer to whatever stands in an address."""

from collections.abc import Mapping
from functools import cached_property

from django import forms
from django.db.models import Min
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workshops.models import Booking, Session
from workshops.reports.dimensions import Dimension, Filters, names_of
from workshops.reports.periods import Kind, Period, day_of

BY = "by"


def _period_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the years for which there can be anything, the latest first: school years, then calendar years."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    moments = [
        Session.objects.aggregate(first=Min("starts_at"))["first"],
        Booking.objects.aggregate(first=Min("created_at"))["first"],
    ]
    first = min((day_of(moment) for moment in moments if moment), default=today)
    groups = []
    for kind, latest, earliest in (
        (Kind.SCHOOL, Period.school_year_of(today).year, Period.school_year_of(first).year),
        (Kind.CALENDAR, today.year, first.year),
    ):
        periods = [Period(kind=kind, year=year) for year in range(latest, min(earliest, latest) - 1, -1)]
        groups.append((capfirst(kind.label), [(period.key, period.name) for period in periods]))
    return groups


def _choices_of(dimension: Dimension) -> list[tuple[str, str]]:
    names = {str(number): str(name) for number, name in MONTHS.items()}
    if dimension != Dimension.MONTH:
        names = names_of(dimension)
    return [("", _("all")), *names.items()]


class ReportForm(forms.Form):
    """Period, dimension and filters, from the address.

    It is never invalid: what it does not understand is left out, and named in ``ignored``.
    """

    period = forms.ChoiceField(label=gettext_lazy("Period"))
    by = forms.ChoiceField(label=gettext_lazy("One row for each"), choices=Dimension.choices)
    demo = forms.BooleanField(label=gettext_lazy("Demo data alone"), required=False)

    def __init__(self, asked: Mapping[str, str]):
        super().__init__()
        self.fields["period"].choices = _period_choices()
        for dimension in Dimension:
            self.fields[dimension.value] = forms.ChoiceField(
                label=capfirst(dimension.label), required=False, choices=_choices_of(dimension)
            )
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        self.ignored: list[str] = []
        self.understood = {
            "period": self._clean("period", asked) or Period.school_year_of(today).key,
            BY: self._clean(BY, asked) or Dimension.REGION.value,
        }
        for name in ("demo", *Dimension.values):
            if value := self._clean(name, asked):
                self.understood[name] = "on" if value is True else value
        self.initial = self.understood

    def _clean(self, name: str, asked: Mapping[str, str]) -> str | bool | None:
        field = self.fields[name]
        if not asked.get(name):
            return None
        try:
            return field.clean(asked[name])
        except forms.ValidationError:
            self.ignored.append(str(field.label))
            return None

    @cached_property
    def filters(self) -> Filters:
        """Return what was asked for as the service takes it."""
        values = self.understood
        return Filters(
            period=Period.from_key(values["period"]),
            dimension=Dimension(values[BY]),
            only={dimension: values[dimension.value] for dimension in Dimension if dimension.value in values},
            demo="demo" in values,
        )

    @property
    def query(self) -> str:
        """Return the address part that asks for the same again."""
        return urlencode(self.understood)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self["period"], self[BY]]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [self[dimension.value] for dimension in Dimension]

    @property
    def is_filtered(self) -> bool:
        return bool(self.filters.only or self.filters.demo)


class SnapshotForm(forms.Form):
    """The title under which a report is kept, and that a coordinator knows what was reported before."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    confirmed = forms.BooleanField(
        label=gettext_lazy("I know that these sessions were reported before. Report them again."), required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
