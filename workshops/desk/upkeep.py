"""What coordinators keep up beside a booking's way: notes, who takes care, which school it is. All is logged."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from workshops.models import Booking, School


class NotesChanged(Exception):
    """Somebody else has changed the notes meanwhile."""


@transaction.atomic
def change_notes(*, booking: Booking, text: str, seen: str, by: AbstractBaseUser) -> Booking:
    """Replace the internal notes by a text, if they are still those that its writer saw.

    Raises:
        NotesChanged: if they are not; nothing is stored.
    """
    stored = Booking.objects.values_list("internal_notes", flat=True).get(pk=booking.pk)
    if _plain(stored) != _plain(seen):
        raise NotesChanged
    if not Booking.objects.filter(pk=booking.pk, internal_notes=stored).update(internal_notes=_plain(text)):
        raise NotesChanged
    if _plain(text) != _plain(stored):
        log(instance=booking, action="workshops.notes", user=by)
    booking.refresh_from_db()
    return booking


def _plain(text: str) -> str:
    """Return a text with the line ends that we store; browsers send others."""
    return text.replace("\r\n", "\n").strip()


@transaction.atomic
def assign(*, booking: Booking, to: AbstractBaseUser | None, by: AbstractBaseUser) -> Booking:
    """Give a booking to a coordinator, or to nobody."""
    if booking.assignee_id != getattr(to, "pk", None):
        Booking.objects.filter(pk=booking.pk).update(assignee=to)
        name = (to.get_full_name() or to.get_username()) if to else ""
        log(instance=booking, action="workshops.assign", user=by, data={"to": name})
        booking.refresh_from_db()
    return booking


@transaction.atomic
def link_school(*, booking: Booking, school: School | None, by: AbstractBaseUser) -> Booking:
    """Say which school of the register a booking is from; what the school typed stays. None undoes it."""
    if booking.school_id != getattr(school, "pk", None):
        Booking.objects.filter(pk=booking.pk).update(school=school)
        log(instance=booking, action="workshops.school", user=by, data={"school": str(school or "")})
        booking.refresh_from_db()
    return booking


class _Assigned(LogFormatter):
    label = _("Assign")

    def format_message(self, log_entry) -> str:
        name = log_entry.data.get("to")
        return _("Assigned to %s") % name if name else _("Assigned to nobody")


class _Linked(LogFormatter):
    label = _("Link with the register")

    def format_message(self, log_entry) -> str:
        name = log_entry.data.get("school")
        return _("Linked with %s in the register") % name if name else _("No longer linked with the register")


def register_log_actions(actions) -> None:
    """Name these changes in the history of a booking."""
    actions.register_action("workshops.notes", _("Change internal notes"), _("Internal notes changed"))
    actions.register_action("workshops.session", _("Change a session"), _("Session changed"))
    actions.register_action("workshops.details", _("Correct contact or numbers"), _("Contact or numbers corrected"))
    actions.register_action("workshops.assign")(_Assigned)
    actions.register_action("workshops.school")(_Linked)
