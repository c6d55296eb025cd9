"""What happened to a booking, and what was written about it, as its screen tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from wagtail.log_actions import registry

from outbox.models import OutgoingMail
from workshops.models import Booking, BookingMessage

from .actions import TO_SCHOOL


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    at: datetime
    what: str
    who: str
    why: str = ""
    status: str = ""


def steps_of(booking: Booking) -> list[Step]:
    """Return moves of the booking and changes that were logged, the latest first."""
    moves = [
        Step(
            at=move.at,
            what=move.get_to_status_display(),
            who=_name(move.user) or move.get_actor_display(),
            why=move.reason,
            status=move.to_status,
        )
        for move in booking.transitions.select_related("user")
    ]
    entries = registry.get_logs_for_instance(booking).filter(action__startswith="workshops.").select_related("user")
    changes = [Step(at=one.timestamp, what=str(one.message), who=_name(one.user)) for one in entries[:100]]
    return sorted([*moves, *changes], key=lambda step: step.at, reverse=True)


def messages_of(booking: Booking) -> list[BookingMessage]:
    """Return e-mails about the booking, the latest first, with ``state`` and ``sent_at`` from the outbox.

    The outbox keeps a mail for some months; of an older one nothing more is known than that it was written.
    """
    mail = OutgoingMail.objects.filter(message_id=OuterRef("message_id"))
    known = {"state": Subquery(mail.values("status")[:1]), "sent_at": Subquery(mail.values("sent_at")[:1])}
    written = list(booking.messages.select_related("user").annotate(**known))
    newest = {}
    for message in written:
        message.author = _name(message.user)
        newest.setdefault(message.event, message)
        message.may_be_written_again = (
            message.state == OutgoingMail.Status.DEAD
            and message.event in TO_SCHOOL
            and newest[message.event] is message
        )
    return written


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
