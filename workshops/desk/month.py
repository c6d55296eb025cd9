"""The month calendar: sessions, open offers, and who is away."""

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from workshops.choices import Region, Status
from workshops.engagements import day_bounds
from workshops.models import BlockedPeriod, Facilitator, Invitation, Offer, Session

MONTH_FORMAT = "%Y-%m"
FIRST_YEAR, LAST_YEAR = 2000, 2100
# How many months before and after the one that is shown can be picked.
PICKED = 12


@dataclass
class Day:
    """One day of the calendar with what falls on it."""

    date: date
    in_month: bool
    is_today: bool
    sessions: list[Session] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    blocked: list[BlockedPeriod] = field(default_factory=list)

    @property
    def has_entries(self) -> bool:
        return bool(self.sessions or self.offers or self.blocked)


def month_of(text: str, *, today: date) -> date:
    """Return the first day of a month that is written like 2027-03; of the current one for anything else."""
    try:
        month = datetime.strptime(text, MONTH_FORMAT).date()
    except ValueError:
        month = today
    return (month if FIRST_YEAR <= month.year <= LAST_YEAR else today).replace(day=1)


def add_months(month: date, number: int) -> date:
    """Return the first day of the month so many months later, or earlier if negative."""
    months = month.year * 12 + month.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def days_of(month: date, *, today: date, facilitator: Facilitator | None = None, region: str = "") -> list[Day]:
    """Return the days of a month, filled up to whole weeks from Monday. Five queries, however much there is."""
    dates = [day for week in calendar.Calendar().monthdatescalendar(month.year, month.month) for day in week]
    since, until = day_bounds(dates[0], dates[-1])
    sessions = Session.objects.filter(starts_at__gte=since, starts_at__lt=until).select_related("booking")
    offers = Offer.objects.filter(
        slot__starts_at__gte=since,
        slot__starts_at__lt=until,
        slot__taken_by=None,
        withdrawn_at=None,
        booking__status=Status.OFFERED,
    ).select_related("slot__facilitator", "booking")
    blocked = BlockedPeriod.objects.filter(first_day__lte=dates[-1], last_day__gte=dates[0])
    if facilitator is not None:
        sessions = sessions.filter(facilitators=facilitator)
        offers = offers.filter(slot__facilitator=facilitator)
        blocked = blocked.filter(facilitator=facilitator)
    if region:
        sessions = sessions.filter(booking__school__region=region)
        offers = offers.filter(booking__school__region=region)
    people = Prefetch("facilitators", queryset=Facilitator.objects.order_by("name"))
    unanswered = set(
        Invitation.objects.filter(
            state=Invitation.State.SENT, slot__starts_at__gte=since, slot__starts_at__lt=until
        ).values_list("slot_id", "facilitator_id")
    )
    by_day = defaultdict(lambda: ([], [], []))
    for session in sessions.prefetch_related(people).order_by("starts_at", "pk"):
        session.people = [
            (person.name, (session.slot_id, person.pk) in unanswered) for person in session.facilitators.all()
        ]
        by_day[timezone.localdate(session.starts_at)][0].append(session)
    for offer in offers.order_by("slot__starts_at", "pk"):
        by_day[timezone.localdate(offer.slot.starts_at)][1].append(offer)
    for period in blocked.select_related("facilitator").order_by("facilitator__name"):
        if period.facilitator.covers(region):
            for day in dates:
                if period.first_day <= day <= period.last_day:
                    by_day[day][2].append(period)
    return [Day(day, day.month == month.month, day == today, *by_day[day]) for day in dates]


class FilterForm(forms.Form):
    """Which month, and whose work; what makes no sense is ignored."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    facilitator = forms.ModelChoiceField(
        label=_("Facilitator"), queryset=Facilitator.objects.all(), required=False, empty_label=_("everybody")
    )
    region = forms.ChoiceField(
        label=_("Statistical region"), choices=[("", _("everywhere")), *Region.choices], required=False
    )

    def __init__(self, *args, month: date, **kwargs):
        super().__init__(*args, **kwargs)
        months = [add_months(month, number) for number in range(-PICKED, PICKED + 1)]
        self.fields["month"].choices = [(f"{one:{MONTH_FORMAT}}", month_name(one)) for one in months]


def month_name(month: date) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


class MonthView(WagtailAdminTemplateMixin, TemplateView):
    """A month as a table; on a small screen, as a list of its days."""

    template_name = "workshops/desk/month.html"
    page_title = _("Calendar")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("workshops.view_booking"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def month(self) -> date:
        return month_of(self.request.GET.get("month", ""), today=timezone.localdate())

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def _address(self, month: date, chosen: dict) -> str:
        query = self.request.GET.copy()
        query.clear()
        query.update({"month": f"{month:{MONTH_FORMAT}}", **{key: value for key, value in chosen.items() if value}})
        return f"?{query.urlencode()}"

    def get_context_data(self, **kwargs) -> dict:
        month, today = self.month, timezone.localdate()
        form = FilterForm({**self.request.GET.dict(), "month": f"{month:{MONTH_FORMAT}}"}, month=month)
        form.is_valid()
        facilitator = form.cleaned_data.get("facilitator")
        region = form.cleaned_data.get("region", "")
        days = days_of(month, today=today, facilitator=facilitator, region=region)
        chosen = {"facilitator": facilitator.pk if facilitator else "", "region": region}
        fresh = FilterForm(initial={**chosen, "month": f"{month:{MONTH_FORMAT}}"}, month=month)
        return {
            **super().get_context_data(**kwargs),
            "form": fresh,
            "month": month,
            "weeks": [days[start : start + 7] for start in range(0, len(days), 7)],
            "days": [day for day in days if day.in_month and (day.has_entries or day.is_today)],
            "is_empty": not any(day.has_entries for day in days if day.in_month),
            "is_filtered": bool(facilitator or region),
            "weekdays": [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7)],
            "previous": self._address(add_months(month, -1), chosen),
            "next": self._address(add_months(month, 1), chosen),
            "today": self._address(today.replace(day=1), chosen) + "#today",
            "previous_name": month_name(add_months(month, -1)),
            "next_name": month_name(add_months(month, 1)),
        }
