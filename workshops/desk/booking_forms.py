"""What a coordinator says when something is done with a booking, before the e-mail is looked at."""

from datetime import date, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from workshops.forms import MAX_PARTICIPANTS, LineField
from workshops.models import Booking
from workshops.offers import Proposal
from workshops.times import moment

from .choosing import Choices, RowField

ROWS = (1, 2, 3)
DEFAULT_MINUTES = 45
LATEST_DAYS = 800


def length_of(booking: Booking) -> timedelta:
    """Return how long all groups of a booking take together."""
    minutes = booking.workshop.duration_minutes if booking.workshop else DEFAULT_MINUTES
    return timedelta(minutes=minutes * booking.groups)


class DeskForm(forms.Form):
    """A form about one booking; ``sequence`` says in which state of the booking it was filled in."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, booking: Booking, slug="desk", choices: Choices | None = None, initial=None):
        super().__init__(data, auto_id=f"id_{slug}_%s", initial={"sequence": booking.sequence, **(initial or {})})
        self.booking = booking
        self.rows = choices or Choices()


class ReasonForm(DeskForm):
    """Why; it is logged, and where we write to the school it stands in the e-mail."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is logged. Do not describe a person."),
    )


class NeededReasonForm(ReasonForm):
    """A reason that must not be missing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("It is logged, and stands in the e-mail to the school.")


class MessageForm(DeskForm):
    """A message of our own, or one that is written again because it could not be delivered."""

    again = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)


class DetailsForm(DeskForm):
    """What a school says by phone about its numbers and its contact."""

    participants = forms.IntegerField(
        label=_("Expected participants, all groups together"), min_value=1, max_value=MAX_PARTICIPANTS
    )
    accompanying = forms.IntegerField(
        label=_("Of which accompanying staff"), min_value=0, max_value=MAX_PARTICIPANTS, required=False
    )
    contact_name = LineField(label=_("Contact person"), max_length=120)
    contact_role = LineField(label=_("Role"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = PhoneNumberField(label=_("Phone"), region="SI", required=False)
    best_time = LineField(label=_("Best time to call"), max_length=120, required=False)
    day_contact_name = LineField(label=_("Contact on the day, if another person"), max_length=120, required=False)
    day_contact_phone = PhoneNumberField(label=_("Phone on the day"), region="SI", required=False)
    room = LineField(label=_("Room"), max_length=120, required=False)

    def __init__(self, *args, booking: Booking, **kwargs):
        names = [name for name in self.base_fields if name != "sequence"]
        super().__init__(*args, booking=booking, initial={name: getattr(booking, name) for name in names}, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("email") and not cleaned.get("phone") and not self.errors:
            self.add_error("phone", _("Keep at least one way to reach the school: e-mail or phone."))
        if (cleaned.get("accompanying") or 0) > (cleaned.get("participants") or MAX_PARTICIPANTS):
            self.add_error("accompanying", _("There cannot be more staff than participants."))
        return cleaned

    def values(self) -> dict:
        """Return what differs from what is stored, as it is stored."""
        new = {name: value for name, value in self.cleaned_data.items() if name != "sequence"}
        new["accompanying"] = new["accompanying"] or 0
        for name in ("phone", "day_contact_phone"):
            new[name] = new[name].as_e164 if new[name] else ""
        return {name: value for name, value in new.items() if value != (getattr(self.booking, name) or "")}


class DateRowsForm(DeskForm):
    """Rows of a date, a start and who leads the workshop; the first one is needed."""

    rows_shown = ROWS
    needed = True

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial=initial, **kwargs)
        people = self.rows.facilitators
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        start = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        for row in self.rows_shown:
            needed = row == 1 and self.needed
            self.fields[f"date_{row}"] = forms.DateField(
                label=self._label(row, _("Date")), required=needed, widget=day
            )
            self.fields[f"time_{row}"] = forms.TimeField(
                label=self._label(row, _("Start")), required=needed, widget=start
            )
            self.fields[f"facilitator_{row}"] = RowField(
                label=self._label(row, _("Facilitator")), rows=people, empty=_("not decided yet")
            )

    def _label(self, row: int, text: str) -> str:
        return format_lazy("{}. {}", row, text) if len(self.rows_shown) > 1 else text

    def date_rows(self) -> list[list]:
        """Return the fields as they stand side by side."""
        return [[self[f"{name}_{row}"] for name in ("date", "time", "facilitator")] for row in self.rows_shown]

    def clean(self) -> dict:
        cleaned = super().clean()
        for row in self.rows_shown:
            day, start = cleaned.get(f"date_{row}"), cleaned.get(f"time_{row}")
            if {f"date_{row}", f"time_{row}"} & set(self.errors):
                continue
            if bool(day) != bool(start):
                self.add_error(f"time_{row}", _("A date needs a start, and a start needs a date."))
            elif day:
                self._check(row, day, start)
        return cleaned

    def _check(self, row: int, day: date, at: time) -> None:
        today = timezone.localdate()
        # Years at the ends of the calendar cannot be reckoned with.
        if day < today:
            self.add_error(f"date_{row}", _("This day is past."))
        elif day > today + timedelta(days=LATEST_DAYS):
            self.add_error(f"date_{row}", _("This day is too far ahead. Is the year right?"))
        else:
            try:
                if moment(day, at) <= timezone.now():
                    self.add_error(f"time_{row}", _("This time is past."))
            except ValueError as error:
                self.add_error(f"time_{row}", str(error))

    def proposals(self) -> list[Proposal]:
        """Return the dates as the services take them; the form must be valid."""
        data = self.cleaned_data
        length = length_of(self.booking)
        found = []
        for row in self.rows_shown:
            if data[f"date_{row}"]:
                start = moment(data[f"date_{row}"], data[f"time_{row}"])
                person = data[f"facilitator_{row}"]
                found.append(Proposal(starts_at=start, ends_at=start + length, facilitator=person))
        return found


class OfferForm(DateRowsForm):
    """Up to three dates to offer."""


class ConfirmForm(DateRowsForm):
    """The date that the school said yes to: one that was offered, or another."""

    rows_shown = (1,)
    needed = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [offer for offer in self.booking.offers.all() if offer.is_open]
        self.slots = {str(offer.slot_id): offer.slot for offer in offers if offer.slot.starts_at > timezone.now()}
        if self.slots:
            named = [(key, _slot_label(slot)) for key, slot in self.slots.items()]
            self.fields["offered"] = forms.ChoiceField(
                label=_("Which date?"),
                choices=[*named, ("", _("another date, as follows"))],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def offered_field(self):
        return self["offered"] if self.slots else None

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("offered") and not cleaned.get("date_1") and not self.errors:
            self.add_error("date_1", _("Choose the date that the school said yes to."))
        return cleaned

    def proposals(self) -> list[Proposal]:
        slot = self.slots.get(self.cleaned_data.get("offered") or "")
        if slot:
            return [Proposal(starts_at=slot.starts_at, ends_at=slot.ends_at, facilitator=slot.facilitator)]
        return super().proposals()


def _slot_label(slot) -> str:
    start = timezone.localtime(slot.starts_at)
    person = f" · {slot.facilitator}" if slot.facilitator else ""
    return f"{start:%d. %m. %Y, %H:%M}{person}"
