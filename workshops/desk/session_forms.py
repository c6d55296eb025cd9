"""What a coordinator records of sessions: whether they took place, numbers, who led them, who pays."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.choices import Status
from workshops.delivery import NUMBERS, Record, hours_of
from workshops.forms import MAX_PARTICIPANTS, LineField
from workshops.models import Booking, Session

from .choosing import Choices, RowField, RowsField

# Of the numbers, also what the form showed: what is sent back as it was, nobody has entered.
SEEN = {name: f"seen_{name}" for name in NUMBERS}
HAPPENED = ("took_place", *NUMBERS, "hours", *SEEN.values())
YES, NO = "yes", "no"


class SessionForm(forms.Form):
    """One session. What happened is asked once it can be known; of a session that failed no number is needed."""

    took_place = forms.ChoiceField(
        label=_("Did it take place?"), choices=[(YES, _("yes")), (NO, _("no"))], widget=forms.RadioSelect
    )
    participants = forms.IntegerField(
        label=_("Participants who came"),
        min_value=0,
        max_value=MAX_PARTICIPANTS,
        required=False,
        help_text=_("Without staff. If it stays empty, the school is asked."),
    )
    staff_present = forms.IntegerField(
        label=_("School staff present"), min_value=0, max_value=MAX_PARTICIPANTS, required=False
    )
    hours = forms.DecimalField(
        label=_("Clock hours"),
        min_value=Decimal("0.25"),
        max_value=Decimal("24"),
        max_digits=4,
        decimal_places=2,
        required=False,
        help_text=_("Clock hours: 45 minutes are 0.75."),
    )
    seen_participants = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_staff_present = forms.CharField(required=False, widget=forms.HiddenInput)
    place = LineField(label=_("Place or link"), max_length=250, required=False)
    grant = LineField(label=_("Grant or contract"), max_length=120, required=False)
    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For ourselves. Nothing about a person's case."),
    )
    field_order = (*HAPPENED, "facilitators", "place", "programme", "funder", "grant", "remarks")

    def __init__(self, data=None, *, session: Session, choices: Choices, happened: bool):
        super().__init__(data, prefix=f"s{session.pk}", initial=_initial(session, choices))
        self.session = session
        self.happened = happened
        # Somebody who has left still counts where this person was.
        led = {str(one.pk): one for one in session.facilitators.all()}
        self.fields["facilitators"] = RowsField(label=_("Facilitators"), rows={**choices.facilitators, **led})
        self.fields["programme"] = RowField(label=_("Programme"), rows=choices.programmes)
        self.fields["funder"] = RowField(label=_("Funder"), rows=choices.funders)
        for name in () if happened else HAPPENED:
            del self.fields[name]
        if getattr(session, "texts_are_hidden", False):
            # What one may not read, one cannot write over; saving leaves it as it is.
            del self.fields["remarks"]
        self.order_fields(self.field_order)

    def record(self) -> Record:
        """Return what was entered; the form must be valid."""
        data = dict(self.cleaned_data)
        took_place = data.pop("took_place", None)
        seen = {name: data.pop(field, "") for name, field in SEEN.items()}
        return Record(
            session=self.session,
            took_place=None if took_place is None else took_place == YES,
            untouched=frozenset(name for name, value in seen.items() if _shown(data.get(name)) == value),
            **data,
        )


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def _initial(session: Session, choices: Choices) -> dict:
    names = ("participants", "staff_present", "place", "grant", "remarks")
    is_known = session.state in (Session.State.DELIVERED, Session.State.NO_SHOW)
    return {
        **{name: getattr(session, name) for name in names},
        **{field: _shown(getattr(session, name)) for name, field in SEEN.items()},
        "took_place": (NO if session.state == Session.State.NO_SHOW else YES) if is_known else None,
        "hours": session.hours or hours_of(session),
        "facilitators": [str(one.pk) for one in session.facilitators.all()],
        "programme": str(session.programme_id or ""),
        "funder": str(session.funder_id or ""),
    }


class RecordForm(forms.Form):
    """All the planned sessions of a booking, each with its own fields."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, booking: Booking, slug: str, choices: Choices):
        super().__init__(data, auto_id=f"id_{slug}_%s", initial={"sequence": booking.sequence})
        planned = [one for one in booking.sessions.all() if one.state == Session.State.PLANNED]
        self.parts = [SessionForm(data, session=one, choices=choices, happened=True) for one in planned]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def records(self) -> list[Record]:
        return [part.record() for part in self.parts]


def happened(booking: Booking) -> bool:
    """Say whether a correction is about what happened, or still about what is planned."""
    return booking.status == Status.DELIVERED
