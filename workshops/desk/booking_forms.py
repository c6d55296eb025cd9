"""What a coordinator may do to a booking."""

from datetime import date, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from workshops.choices import Status
from workshops.models import Booking, Facilitator
from workshops.offers import Proposal
from workshops.times import moment
from workshops.transitions import PERMITTED

# Moves that have a form of their own, or that are the school's.
ELSEWHERE = {Status.OFFERED, Status.CANCELLED_BY_SCHOOL}
ROWS = (1, 2, 3)
DEFAULT_MINUTES = 45


class MoveForm(forms.Form):
    """A move that the table permits from where the booking stands."""

    to = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, booking: Booking, **kwargs):
        super().__init__(*args, **kwargs)
        permitted = PERMITTED[Status(booking.status)] - ELSEWHERE
        self.fields["to"].choices = [(status.value, status.label) for status in Status if status in permitted]

    @property
    def has_choices(self) -> bool:
        return bool(self.fields["to"].choices)


class OfferForm(forms.Form):
    """Up to three dates to offer."""

    def __init__(self, *args, booking: Booking, **kwargs):
        super().__init__(*args, **kwargs)
        self.booking = booking
        facilitators = Facilitator.objects.filter(is_active=True)
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        start = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        for row in ROWS:
            self.fields[f"date_{row}"] = forms.DateField(
                label=format_lazy("{}. {}", row, _("Date")), required=row == 1, widget=day
            )
            self.fields[f"time_{row}"] = forms.TimeField(
                label=format_lazy("{}. {}", row, _("Start")), required=row == 1, widget=start
            )
            self.fields[f"facilitator_{row}"] = forms.ModelChoiceField(
                label=format_lazy("{}. {}", row, _("Facilitator")),
                queryset=facilitators,
                required=False,
                empty_label=_("not decided yet"),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for row in ROWS:
            day, start = cleaned.get(f"date_{row}"), cleaned.get(f"time_{row}")
            if bool(day) != bool(start):
                self.add_error(f"time_{row}", _("A date needs a start, and a start needs a date."))
            elif day:
                self._check(row, day, start)
        return cleaned

    def _check(self, row: int, day: date, start: time) -> None:
        try:
            if moment(day, start) <= timezone.now():
                self.add_error(f"date_{row}", _("This day is past."))
        except ValueError as error:
            self.add_error(f"time_{row}", str(error))

    def proposals(self) -> list[Proposal]:
        """Return the dates as the service takes them.

        Raises:
            ValidationError: if called before the form is valid.
        """
        if not self.is_valid():
            raise ValidationError(_("The form is not valid."))
        workshop = self.booking.workshop
        minutes = (workshop.duration_minutes if workshop else DEFAULT_MINUTES) * self.booking.groups
        data = self.cleaned_data
        rows = [row for row in ROWS if data[f"date_{row}"]]
        starts = {row: moment(data[f"date_{row}"], data[f"time_{row}"]) for row in rows}
        return [
            Proposal(
                starts_at=starts[row],
                ends_at=starts[row] + timedelta(minutes=minutes),
                facilitator=data[f"facilitator_{row}"],
            )
            for row in rows
        ]
