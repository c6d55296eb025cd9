"""How long we keep personal data, and what one person may ask of us: to see it, and to have it erased.

A booking is anonymised, never deleted: numbers, school, workshop, dates and status stay, so that no report changes.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parseaddr

from django.conf import settings
from django.core import serializers
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from outbox.models import OutgoingMail

from .choices import Status
from .models import Booking, PrivateLink, Slot, Transition

# Bookings that came to nothing: nobody needs their contacts for a report.
REFUSED = (Status.DECLINED, Status.DUPLICATE, Status.CANCELLED_BY_SCHOOL, Status.CANCELLED_BY_US)
FINISHED = (OutgoingMail.Status.SENT, OutgoingMail.Status.DEAD)
# Stands where something about a person stood; the same in every language.
REMOVED = "–"
ANONYMOUS = {
    "contact_name": REMOVED,
    "contact_role": "",
    "email": "",
    "phone": "",
    "notes": "",
    "internal_notes": "",
}
# Where somebody may have typed an address that belongs to another booking, or in a wrong field.
FREE_TEXT = {
    Booking: (
        *("school_name", "town", "contact_name", "contact_role"),
        *("workshop_title", "grade", "notes", "internal_notes"),
    ),
    Transition: ("reason",),
}


@dataclass(frozen=True, kw_only=True)
class Purged:
    """How many were anonymised or deleted because their time was up."""

    bookings: int
    mails: int


@dataclass(frozen=True, kw_only=True)
class Erased:
    """How many were anonymised or deleted for one person; ``mentions`` are the texts its address was struck from."""

    bookings: int
    mails: int
    mentions: int

    def __bool__(self) -> bool:
        return any((self.bookings, self.mails, self.mentions))


@transaction.atomic
def purge_expired(*, now: datetime) -> Purged:
    """Anonymise bookings and delete mails whose time is up; what has been done is not done again.

    Mails to an anonymised booking's address go with it, unless another booking still needs that address: then they
    go when they are old. A mail that is still queued is never deleted here.
    """
    expired = list(_expired(now).select_for_update().values_list("pk", "email"))
    bookings = _anonymise((pk for pk, _email in expired), now=now)
    old = Q(created_at__lte=now - timedelta(days=settings.RETENTION_MAIL_DAYS))
    for address in {email.lower() for _pk, email in expired}:
        # A request by phone may carry the desk's own address; the desk's mail is not about one booking.
        if address and not _is_ours(address) and not Booking.objects.filter(email__iexact=address).exists():
            old |= Q(recipient__iexact=address)
    mails, _by_model = OutgoingMail.objects.filter(old, status__in=FINISHED).delete()
    return Purged(bookings=bookings, mails=mails)


def export_person(*, email: str) -> dict:
    """Return everything that is stored about an e-mail address, ready for JSON; times are in UTC.

    Texts of other bookings that mention the address are named, not quoted: they may be about somebody else.
    """
    return {
        "email": email.strip(),
        "bookings": [_export_booking(booking) for booking in _bookings_of(email)],
        "mentions": [
            {"reference": (row if isinstance(row, Booking) else row.booking).reference, "field": name}
            for row, name in _mentions(email)
        ],
        "mails": [_export_mail(mail) for mail in _mails_about(email)],
    }


@transaction.atomic
def erase_person(*, email: str) -> Erased:
    """Anonymise a person's bookings now, delete all mail with the address and strike it from every other text.

    Raises:
        ValueError: if the address is our own, which every mail holds.
    """
    if _is_ours(email):
        raise ValueError("This is the organisation's own address.")
    bookings = _anonymise(_bookings_of(email).select_for_update().values_list("pk", flat=True), now=timezone.now())
    mails, _by_model = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in _mails_about(email)]).delete()
    mentions = list(_mentions(email))
    for row, name in mentions:
        text = _pattern(email).sub(REMOVED, getattr(row, name))
        type(row).objects.filter(pk=row.pk).update(**{name: text})
    return Erased(bookings=bookings, mails=mails, mentions=len(mentions))


def _expired(now: datetime) -> QuerySet[Booking]:
    """Return bookings whose time is up and that hold something personal, be it written after they were anonymised."""
    moves = Transition.objects.filter(booking=OuterRef("pk"))
    slots = Slot.objects.filter(taken_by=OuterRef("pk"))
    links = PrivateLink.objects.filter(booking=OuterRef("pk"))
    is_personal = Q(anonymised_at=None) | ~Q(**ANONYMOUS) | Exists(moves.exclude(reason="")) | Exists(links)
    is_refused = Q(status__in=REFUSED)
    last_refusal = now - timedelta(days=settings.RETENTION_REFUSED_DAYS)
    last_contact = now - timedelta(days=settings.RETENTION_CONTACT_DAYS)
    return Booking.objects.alias(
        moved_at=Coalesce(moves.order_by("-at").values("at")[:1], "updated_at"),
        held_at=Coalesce(slots.order_by("-ends_at").values("ends_at")[:1], "created_at"),
    ).filter(
        is_personal,
        Q(is_refused, moved_at__lte=last_refusal) | Q(~is_refused, held_at__lte=last_contact),
    )


def _anonymise(keys: Iterable[int], *, now: datetime) -> int:
    """Take out of bookings what is about a person; the form's fingerprint, made with a random key, tells nothing."""
    keys = list(keys)
    Transition.objects.filter(booking__in=keys).exclude(reason="").update(reason="")
    PrivateLink.objects.filter(booking__in=keys).delete()
    return Booking.objects.filter(pk__in=keys).update(**ANONYMOUS, anonymised_at=now)


def _is_ours(email: str) -> bool:
    ours = (settings.BOOKINGS_EMAIL, settings.DEFAULT_FROM_EMAIL)
    return email.strip().lower() in {parseaddr(address)[1].lower() for address in ours}


def _pattern(email: str) -> re.Pattern:
    """Match an address in any case, not as a part of a longer one: ana@x.si is not in joana@x.si or ana@x.si.eu."""
    return re.compile(rf"(?<![\w.+-]){re.escape(email.strip())}(?!\.?[\w-])", re.IGNORECASE)


def _bookings_of(email: str) -> QuerySet[Booking]:
    """Return a person's bookings; no address is nobody's, for anonymised bookings have none."""
    email = email.strip()
    return Booking.objects.filter(email__iexact=email) if email else Booking.objects.none()


def _mentions(email: str) -> Iterator[tuple[Model, str]]:
    """Yield each row and field, other than in a person's own bookings, whose text holds the address."""
    email = email.strip()
    if not email:
        return
    for model, names in FREE_TEXT.items():
        for name in names:
            for row in model.objects.filter(**{f"{name}__icontains": email}):
                if _pattern(email).search(getattr(row, name)):
                    yield row, name


def _mails_about(email: str) -> list[OutgoingMail]:
    """Return mails to an address, and those whose headers or text hold it; encoded, so each must be opened."""
    if not email.strip():
        return []
    pattern = _pattern(email)
    mails = OutgoingMail.objects.order_by("pk").iterator()
    return [mail for mail in mails if pattern.search("\n".join((mail.recipient, mail.sender, *_texts(mail))))]


def _texts(mail: OutgoingMail) -> Iterator[str]:
    """Yield the headers and the text parts of a mail, decoded."""
    message = message_from_bytes(bytes(mail.mime), policy=policy.default)
    yield from map(str, message.values())
    for part in message.walk():
        if part.get_content_maintype() == "text":
            yield part.get_content()


def _export_booking(booking: Booking) -> dict:
    return {
        **_plain([booking])[0],
        "preferred_dates": _plain(booking.preferred_dates.all(), "rank", "date", "part_of_day"),
        "transitions": _plain(booking.transitions.all(), "from_status", "to_status", "at", "actor", "reason"),
        "offers": [
            {**_plain([offer], "created_at", "withdrawn_at")[0], **_plain([offer.slot], "starts_at", "ends_at")[0]}
            for offer in booking.offers.select_related("slot")
        ],
        "slots": _plain(booking.slots.all(), "starts_at", "ends_at"),
        "private_links": _plain(booking.private_links.all(), "created_at"),
    }


def _export_mail(mail: OutgoingMail) -> dict:
    fields = ("recipient", "sender", "subject", "status", "attempts", "created_at", "sent_at", "last_error")
    return {**_plain([mail], *fields)[0], "content": "\n".join(_texts(mail))}


def _plain(rows: Iterable[Model], *fields: str) -> list[dict]:
    """Return rows as JSON knows them; all fields if none is named."""
    return [row["fields"] for row in json.loads(serializers.serialize("json", rows, fields=fields or None))]
