"""What a coordinator can do to a booking: when, what is asked for, which e-mail goes, and what is done then."""

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from workshops.choices import MailEvent, Status
from workshops.decisions import cancelled_elsewhere, change_details, compose_decision, decide
from workshops.delivery import may_record, record_sessions
from workshops.mail import Draft, compose, date_and_time, deliver
from workshops.models import Booking
from workshops.offers import compose_confirmation, compose_offer, confirm_date, offer_dates
from workshops.transitions import OPEN_TO_SCHOOL, may_move

from . import booking_forms as forms
from .choosing import Choices
from .free import warnings_about
from .session_forms import RecordForm


class Action:
    """One thing to do. Without an e-mail it is done at once; with one, the e-mail is shown first."""

    slug = ""
    label = ""
    help = ""
    icon = "edit"
    done = ""
    form_class = forms.ReasonForm
    form_template = "workshops/desk/forms/plain.html"
    to: Status | None = None
    is_serious = False

    writes = True

    @property
    def button(self) -> str:
        """Say what the first form's button does: where we write, the e-mail comes next."""
        return _("Go on to the e-mail") if self.writes else self.label

    @property
    def final(self) -> str:
        """Say what the button below the e-mail does."""
        return self.label

    def is_open(self, booking: Booking) -> bool:
        """Say whether this can be done from where the booking stands."""
        return self.to is not None and may_move(booking.status, self.to)

    def form(self, booking: Booking, choices: Choices, data=None):
        return self.form_class(data, booking=booking, slug=self.slug, choices=choices)

    def draft(self, booking: Booking, form) -> Draft | None:
        """Return the e-mail that the school would get; None where nothing is written."""
        return compose_decision(booking=booking, to=self.to, reason=form.cleaned_data["reason"])

    def summary(self, booking: Booking, form) -> list[str]:
        """Say in a few lines what will be done besides the e-mail."""
        return []

    def warnings(self, booking: Booking, form) -> list[str]:
        """Say what a coordinator should think about before it is done."""
        return []

    def carry_out(self, booking: Booking, form, user: Model, draft: Draft | None) -> None:
        decide(booking=booking, to=self.to, user=user, reason=form.cleaned_data["reason"], draft=draft)


class OfferDates(Action):
    slug = "offer"
    label = _("Offer dates")
    help = _("You may offer a date to several schools: the first to accept gets it. Clear the rows you do not need.")
    icon = "calendar"
    done = _("The dates are offered.")
    form_class = forms.OfferForm
    form_template = "workshops/desk/forms/dates.html"
    to = Status.OFFERED

    def form(self, booking, choices, data=None, initial=None):
        return self.form_class(data, booking=booking, slug=self.slug, choices=choices, initial=initial)

    def draft(self, booking, form):
        return compose_offer(booking=booking, proposals=form.proposals())

    def summary(self, booking, form):
        return [_date_and_person(one) for one in form.proposals()]

    def warnings(self, booking, form):
        return warnings_about(booking, form.proposals())

    def carry_out(self, booking, form, user, draft):
        offer_dates(booking=booking, proposals=form.proposals(), user=user, draft=draft)


class ConfirmDate(OfferDates):
    slug = "confirm"
    label = _("Confirm a date")
    help = _("The school said yes by phone or e-mail. The facilitator, if you name one, is invited by e-mail.")
    icon = "calendar-check"
    done = _("The date is agreed.")
    form_class = forms.ConfirmForm
    to = Status.CONFIRMED

    def draft(self, booking, form):
        return compose_confirmation(booking=booking, proposal=form.proposals()[0])

    def carry_out(self, booking, form, user, draft):
        confirm_date(booking=booking, proposal=form.proposals()[0], user=user, draft=draft)


class RecordDelivery(Action):
    slug = "record"
    writes = False
    label = _("Record the delivery")
    help = _("For each session: whether it took place, how many came, who led it and who pays for it.")
    icon = "clipboard-list"
    done = _("The delivery is recorded.")
    form_class = RecordForm
    form_template = "workshops/desk/forms/record.html"
    to = Status.DELIVERED

    def is_open(self, booking):
        return may_record(booking=booking, now=timezone.now())

    def draft(self, booking, form):
        return None

    def carry_out(self, booking, form, user, draft):
        record_sessions(booking=booking, records=form.records(), user=user, now=timezone.now())


class NoShow(Action):
    slug = "no-show"
    writes = False
    label = _("Did not take place")
    help = _("Nobody was there, or it had to be called off on the spot. New dates can be offered afterwards.")
    icon = "circle-xmark"
    done = _("It is recorded that the workshop did not take place.")
    to = Status.NO_SHOW

    def is_open(self, booking):
        return may_record(booking=booking, now=timezone.now())


class WaitingList(Action):
    slug = "waiting"
    label = _("Put on the waiting list")
    help = _("We have no date now, and get in touch as soon as we do. Dates that were offered are taken back.")
    icon = "time"
    done = _("The booking is on the waiting list.")
    to = Status.WAITING


class WriteMessage(Action):
    slug = "message"
    label = _("Write to the school")
    help = _("A message of your own; nothing else changes. You write it on the next page.")
    icon = "mail"
    done = _("The e-mail is on its way.")
    form_class = forms.MessageForm
    final = _("Send")

    def is_open(self, booking):
        return bool(booking.email)

    def draft(self, booking, form):
        earlier = booking.messages.filter(pk=form.cleaned_data.get("again") or 0).first()
        if earlier is None or earlier.event not in TO_SCHOOL:
            return compose(event=MailEvent.MESSAGE, booking=booking)
        return Draft(
            event=MailEvent(earlier.event),
            to=booking.email,
            language=booking.locale,
            subject=earlier.subject,
            body=earlier.body,
        )

    def carry_out(self, booking, form, user, draft):
        deliver(draft=draft, booking=booking, user=user)


class Details(Action):
    slug = "details"
    writes = False
    label = _("Correct contact or numbers")
    help = _("What the school told you by phone. Nothing is written to it.")
    icon = "edit"
    done = _("Contact and numbers are corrected.")
    form_class = forms.DetailsForm

    def is_open(self, booking):
        return booking.status in OPEN_TO_SCHOOL and not booking.anonymised_at

    def draft(self, booking, form):
        return None

    def carry_out(self, booking, form, user, draft):
        if values := form.values():
            change_details(booking=booking, **values)
            log(instance=booking, action="workshops.details", user=user, data={"fields": sorted(values)})


class Decline(Action):
    slug = "decline"
    label = _("Decline")
    help = _("We cannot do this workshop. Dates that were offered are free again.")
    icon = "cross"
    done = _("The booking is declined.")
    form_class = forms.NeededReasonForm
    to = Status.DECLINED
    is_serious = True


class CancelByUs(Action):
    slug = "cancel"
    label = _("Cancel on our side")
    help = _("The date is free again; facilitators who were asked get an e-mail.")
    icon = "cross"
    done = _("The booking is cancelled.")
    form_class = forms.NeededReasonForm
    to = Status.CANCELLED_BY_US
    is_serious = True


class CancelledBySchool(Action):
    slug = "cancelled"
    label = _("The school has cancelled")
    help = _("It told you by phone or e-mail. The date is free again; facilitators who were asked get an e-mail.")
    icon = "cross"
    done = _("The booking is cancelled, as the school wished.")
    to = Status.CANCELLED_BY_SCHOOL
    is_serious = True

    def draft(self, booking, form):
        reason = form.cleaned_data["reason"].strip()
        return compose(event=MailEvent.CANCELLED_BY_SCHOOL, booking=booking, values={"reason": reason})

    def carry_out(self, booking, form, user, draft):
        cancelled_elsewhere(booking=booking, user=user, reason=form.cleaned_data["reason"], draft=draft)


class Duplicate(Action):
    slug = "duplicate"
    writes = False
    label = _("Mark as a duplicate")
    help = _("The school has asked twice. Write the reference of the other booking as the reason.")
    icon = "copy"
    done = _("The booking is marked as a duplicate.")
    to = Status.DUPLICATE
    is_serious = True


class Reopen(Action):
    slug = "reopen"
    writes = False
    label = _("Reopen")
    help = _("The booking is a new request again. Nothing is written to the school.")
    icon = "rotate"
    done = _("The booking is open again.")
    to = Status.RECEIVED


# In the order in which they are shown.
ACTIONS: dict[str, Action] = {
    action.slug: action
    for action in (
        *(RecordDelivery(), OfferDates(), ConfirmDate(), WaitingList(), NoShow(), Reopen(), WriteMessage()),
        *(Details(), Decline(), CancelByUs(), CancelledBySchool(), Duplicate()),
    )
}
# E-mails that can be written to a school anew.
TO_SCHOOL = frozenset(MailEvent) - {
    MailEvent.REQUEST_FOR_DESK,
    MailEvent.CANCELLED_FOR_DESK,
    MailEvent.FACILITATOR_INVITED,
    MailEvent.FACILITATOR_CANCELLED,
}


def open_actions(booking: Booking) -> list[Action]:
    """Return what can be done to a booking now."""
    return [action for action in ACTIONS.values() if action.is_open(booking)]


def _date_and_person(proposal) -> str:
    return f"{date_and_time(proposal)} · {proposal.facilitator or _('facilitator not decided yet')}"
