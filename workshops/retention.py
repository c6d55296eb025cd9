"""How long we keep personal data: once its time is up it goes, and no report changes for it.

A booking is anonymised, never deleted: numbers, school, workshop, dates and status stay. A facilitator who left is
anonymised too: the sessions go on counting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from wagtail.models import ModelLogEntry

from outbox.models import OutgoingMail

from .choices import Status
from .models import (
    BlockedPeriod,
    Booking,
    BookingMessage,
    Facilitator,
    Invitation,
    PrivateLink,
    Session,
    Slot,
    Transition,
)
from .personal import IN_BOOKING, IN_FACILITATOR, REMOVED, WITH_BOOKING

# Bookings that came to nothing: nobody needs their contacts for a report.
REFUSED = (Status.DECLINED, Status.DUPLICATE, Status.CANCELLED_BY_SCHOOL, Status.CANCELLED_BY_US)
FINISHED = (OutgoingMail.Status.SENT, OutgoingMail.Status.DEAD)


@dataclass(frozen=True, kw_only=True)
class Purged:
    """How many were anonymised or deleted because their time was up."""

    bookings: int
    mails: int
    facilitators: int


@transaction.atomic
def purge_expired(*, now: datetime) -> Purged:
    """Anonymise what is about people and delete mails whose time is up; what has been done is not done again.

    Mails about an anonymised booking and to its address go with it, unless another booking still needs that address:
    then they go when they are old. A mail that is still queued is never deleted here.
    """
    expired = list(_expired(now).select_for_update().values_list("pk", "email"))
    keys = [pk for pk, _email in expired]
    old = Q(created_at__lte=now - timedelta(days=settings.RETENTION_MAIL_DAYS))
    about = list(BookingMessage.objects.filter(booking__in=keys).values_list("message_id", flat=True))
    bookings = anonymise_bookings(keys, now=now)
    addresses = {email.lower() for _pk, email in expired if email}
    needed = {email.lower() for email in Booking.objects.exclude(email="").values_list("email", flat=True)}
    for address in addresses - needed:
        # A request by phone may carry the desk's own address; the desk's mail is not about one booking.
        if not is_ours(address):
            old |= Q(recipient__iexact=address)
    mails = _delete_mails(old) + sum(_delete_mails(Q(message_id__in=some)) for some in _batches(about))
    facilitators = anonymise_facilitators(_long_gone(now))
    _forget_reasons(now)
    return Purged(bookings=bookings, mails=mails, facilitators=facilitators)


def is_ours(email: str) -> bool:
    """Say whether an address is the organisation's own."""
    ours = (settings.BOOKINGS_EMAIL, settings.DEFAULT_FROM_EMAIL)
    return email.strip().lower() in {parseaddr(address)[1].lower() for address in ours}


def anonymise_bookings(keys: Iterable[int], *, now: datetime) -> int:
    """Take out of bookings what is about a person; the form's fingerprint, made with a random key, tells nothing."""
    keys = list(keys)
    for some in _batches(keys):
        for model, (way, values) in WITH_BOOKING.items():
            rows = model.objects.filter(**{f"{way}__in": some})
            _log_entries(model, rows.values_list("pk", flat=True)).update(label=REMOVED)
            rows.filter(~Q(**values)).update(**values)
        _end_invitations(Q(slot__taken_by__in=some) | Q(slot__sessions__booking__in=some))
        PrivateLink.objects.filter(booking__in=some).delete()
        reference = Booking.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField())).values("reference")
        _log_entries(Booking, some).update(label=Subquery(reference[:1]))
        Booking.objects.filter(pk__in=some).update(**IN_BOOKING, anonymised_at=now)
    return len(keys)


def anonymise_facilitators(facilitators: QuerySet[Facilitator]) -> int:
    """Take out who it was; the sessions keep their count, and what lies ahead lacks somebody again."""
    keys = list(facilitators.values_list("pk", flat=True))
    for name, email in Facilitator.objects.filter(pk__in=keys).exclude(email="").values_list("name", "email"):
        forget_messages_to(email)
        _strike_from_history(name)
    absences = BlockedPeriod.objects.filter(facilitator__in=keys)
    asked = Invitation.objects.filter(facilitator__in=keys)
    for rows in (absences, asked, Facilitator.objects.filter(pk__in=keys)):
        _log_entries(rows.model, rows.values_list("pk", flat=True)).update(label=REMOVED)
    absences.delete()
    asked.filter(state=Invitation.State.SENT).update(state=Invitation.State.WITHDRAWN)
    _end_invitations(Q(facilitator__in=keys))
    ahead = Session.facilitators.through.objects.filter(session__state=Session.State.PLANNED)
    ahead.filter(facilitator__in=keys).delete()
    Facilitator.objects.filter(pk__in=keys).update(**IN_FACILITATOR)
    return len(keys)


def forget_messages_to(email: str) -> int:
    """Take out what was written to somebody about any booking; that it was written stays."""
    return BookingMessage.objects.filter(recipient__iexact=email.strip()).update(**WITH_BOOKING[BookingMessage][1])


def _expired(now: datetime) -> QuerySet[Booking]:
    """Return bookings whose time is up and that hold something personal, be it written after they were anonymised."""
    links = PrivateLink.objects.filter(booking=OuterRef("pk"))
    moves = Transition.objects.filter(booking=OuterRef("pk"))
    slots = Slot.objects.filter(taken_by=OuterRef("pk")).order_by("-ends_at").values("ends_at")
    sessions = Session.objects.filter(booking=OuterRef("pk")).exclude(state=Session.State.CANCELLED)
    is_personal = Q(anonymised_at=None) | ~Q(**IN_BOOKING) | Exists(links)
    for model, (way, values) in WITH_BOOKING.items():
        is_personal |= Exists(model.objects.filter(~Q(**values), **{way: OuterRef("pk")}))
    is_refused = Q(status__in=REFUSED)
    last_refusal = now - timedelta(days=settings.RETENTION_REFUSED_DAYS)
    last_contact = now - timedelta(days=settings.RETENTION_CONTACT_DAYS)
    return Booking.objects.alias(
        moved_at=Coalesce(moves.order_by("-at").values("at")[:1], "updated_at"),
        held_at=Greatest(
            Coalesce(slots[:1], "created_at"),
            Coalesce(sessions.order_by("-ends_at").values("ends_at")[:1], "created_at"),
        ),
    ).filter(
        is_personal,
        Q(is_refused, moved_at__lte=last_refusal) | Q(~is_refused, held_at__lte=last_contact),
    )


def _long_gone(now: datetime) -> QuerySet[Facilitator]:
    """Return people who are not active, and for whom nothing has happened as long as a booking's contacts are kept.

    What happened are their sessions and dates, and every change of their record; somebody with none of it stays.
    """
    limit = now - timedelta(days=settings.RETENTION_CONTACT_DAYS)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Facilitator), object_id=Cast(OuterRef("pk"), CharField())
    )
    people = Facilitator.objects.filter(is_active=False).exclude(name=REMOVED, email="")
    people = people.alias(
        led_at=Max("sessions__ends_at"),
        held_at=Max("slots__ends_at"),
        changed_at=Subquery(entries.order_by("-timestamp").values("timestamp")[:1]),
    )
    signs = ("led_at", "held_at", "changed_at")
    nothing = Q(**{f"{sign}__isnull": True for sign in signs})
    for sign in signs:
        people = people.filter(Q(**{f"{sign}__isnull": True}) | Q(**{f"{sign}__lte": limit}))
    return people.exclude(nothing)


def _forget_reasons(now: datetime) -> None:
    """Forget why somebody was away or refused, and end invitations, once that is long past."""
    BlockedPeriod.objects.filter(last_day__lte=now.date() - timedelta(days=settings.RETENTION_REFUSED_DAYS)).exclude(
        reason=""
    ).update(reason="")
    _end_invitations(Q(slot__ends_at__lte=now - timedelta(days=settings.RETENTION_CONTACT_DAYS)))


def _end_invitations(which: Q) -> None:
    """Make the links of invitations lead nowhere, and forget the reasons."""
    keys = Invitation.objects.filter(which).values("pk")
    gone = Concat(Value("gone-"), Cast("pk", CharField()))
    Invitation.objects.filter(pk__in=keys).exclude(digest__startswith="gone-", reason="").update(
        digest=gone, reason=""
    )


def _strike_from_history(name: str) -> None:
    """Take a name out of what the CMS's history calls dates, offers and invitations."""
    kinds = ContentType.objects.get_for_models(*apps.get_app_config("workshops").get_models()).values()
    for entry in ModelLogEntry.objects.filter(content_type__in=kinds, label__contains=name):
        ModelLogEntry.objects.filter(pk=entry.pk).update(label=entry.label.replace(name, REMOVED))


def _log_entries(model, keys: Iterable[int]) -> QuerySet[ModelLogEntry]:
    """Return what the CMS's history holds about rows; its labels repeat what a row was called."""
    kind = ContentType.objects.get_for_model(model)
    return ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])


def _delete_mails(which: Q) -> int:
    number, _by_model = OutgoingMail.objects.filter(which, status__in=FINISHED).delete()
    return number


def _batches(keys: list, size: int = 500) -> Iterable[list]:
    """Cut a list: SQLite takes only so many values in one statement."""
    return (keys[start : start + size] for start in range(0, len(keys), size))
