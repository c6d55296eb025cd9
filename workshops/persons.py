"""What one person may ask of us: to see what is stored about an e-mail address, and to have it erased."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import transaction
from django.db.models import JSONField, Model, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from outbox.models import OutgoingMail

from .disclosure import booking_of_row
from .models import Booking, Facilitator
from .models.texts import BOOKING_OF
from .personal import REMOVED, typed_fields
from .retention import anonymise_bookings, anonymise_facilitators, forget_messages_to, is_ours


@dataclass(frozen=True, kw_only=True)
class Erased:
    """How many were anonymised or deleted for one person; ``mentions`` are the texts its address was struck from."""

    bookings: int
    mails: int
    mentions: int
    facilitators: int

    def __bool__(self) -> bool:
        return any((self.bookings, self.mails, self.mentions, self.facilitators))


def export_person(*, email: str) -> dict:
    """Return everything that is stored about an e-mail address, ready for JSON; times are in UTC.

    Other texts that mention the address are named, not quoted: they may be about somebody else.
    """
    own = {("booking", booking.pk) for booking in _bookings_of(email)}
    own |= {("facilitator", person.pk) for person in _facilitators_of(email)}
    return {
        "email": email.strip(),
        "bookings": [_export_booking(booking) for booking in _bookings_of(email)],
        "facilitator": [_export_facilitator(person) for person in _facilitators_of(email)],
        "mentions": [
            {"reference": _name(row), "table": row._meta.model_name, "field": name}
            for row, name in _mentions(email)
            if (row._meta.model_name, row.pk) not in own
        ],
        "mails": [_export_mail(mail) for mail in _mails_about(email)],
    }


@transaction.atomic
def erase_person(*, email: str) -> Erased:
    """Anonymise a person's bookings now, and the facilitator; delete all mail with the address; strike it elsewhere.

    Raises:
        ValueError: if the address is our own, which every mail holds.
    """
    if is_ours(email):
        raise ValueError("This is the organisation's own address.")
    mails, _by_model = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in _mails_about(email)]).delete()
    keys = list(_bookings_of(email).select_for_update().values_list("pk", flat=True))
    bookings = anonymise_bookings(keys, now=timezone.now())
    facilitators = anonymise_facilitators(_facilitators_of(email))
    letters = forget_messages_to(email)
    mentions = list(_mentions(email))
    for row, name in mentions:
        type(row)._base_manager.filter(pk=row.pk).update(**{name: _struck(row, name, _pattern(email))})
    return Erased(bookings=bookings, mails=mails, mentions=letters + len(mentions), facilitators=facilitators)


def _struck(row: Model, name: str, pattern: re.Pattern):
    """Return a value without the address; a field that held nothing else is empty then, if it may be."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(field, JSONField):
        return json.loads(pattern.sub(REMOVED, json.dumps(value, ensure_ascii=False)))
    if pattern.fullmatch(value.strip()) and field.blank:
        return ""
    return pattern.sub(REMOVED, value)


def _pattern(email: str) -> re.Pattern:
    """Match an address in any case, not as a part of a longer one: ana@x.si is not in joana@x.si or ana@x.si.eu."""
    return re.compile(rf"(?<![\w.+-]){re.escape(email.strip())}(?!\.?[\w-])", re.IGNORECASE)


def _bookings_of(email: str) -> QuerySet[Booking]:
    """Return a person's bookings; no address is nobody's, for anonymised bookings have none."""
    email = email.strip()
    return Booking.objects.filter(email__iexact=email) if email else Booking.objects.none()


def _facilitators_of(email: str) -> QuerySet[Facilitator]:
    email = email.strip()
    return Facilitator.objects.filter(email__iexact=email) if email else Facilitator.objects.none()


def _mentions(email: str) -> Iterator[tuple[Model, str]]:
    """Yield each row and field in which the address stands: in all our tables but pages, and in the CMS's history."""
    email = email.strip()
    if not email:
        return
    pattern = _pattern(email)
    models = [model for model in apps.get_app_config("workshops").get_models() if not issubclass(model, Page)]
    for model in models:
        for name in typed_fields(model):
            is_json = isinstance(model._meta.get_field(name), JSONField)
            rows = model._base_manager.all()
            for row in rows if is_json else rows.filter(**{f"{name}__icontains": email}):
                value = getattr(row, name)
                if pattern.search(json.dumps(value, ensure_ascii=False) if is_json else str(value)):
                    yield row, name
    kinds = ContentType.objects.get_for_models(*models).values()
    for entry in ModelLogEntry.objects.filter(content_type__in=kinds, label__icontains=email):
        if pattern.search(entry.label):
            yield entry, "label"


def _name(row: Model) -> str:
    """Return what names a row without telling about anybody: a booking's reference, else the row's number."""
    booking = booking_of_row(row) if type(row).__name__ in BOOKING_OF else None
    return booking.reference if booking else str(row.pk)


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
    session = ("group", "starts_at", "ends_at", "place", "state", "participants", "staff_present", "hours", "remarks")
    feedback = getattr(booking, "school_feedback", None)
    return {
        **_plain([booking])[0],
        "preferred_dates": _plain(booking.preferred_dates.all(), "rank", "date", "part_of_day"),
        "transitions": _plain(booking.transitions.all(), "from_status", "to_status", "at", "actor", "reason"),
        "offers": [
            {**_plain([offer], "created_at", "withdrawn_at")[0], **_plain([offer.slot], "starts_at", "ends_at")[0]}
            for offer in booking.offers.select_related("slot")
        ],
        "slots": _plain(booking.slots.all(), "starts_at", "ends_at"),
        "sessions": _plain(booking.sessions.all(), *session),
        "messages": _plain(booking.messages.all(), "event", "recipient", "subject", "body", "created_at"),
        "school_feedback": _plain([feedback]) if feedback else [],
        "private_links": _plain(booking.private_links.all(), "created_at"),
    }


def _export_facilitator(person: Facilitator) -> dict:
    return {
        **_plain([person])[0],
        "blocked_periods": _plain(person.blocked_periods.all(), "first_day", "last_day", "reason"),
        "invitations": [
            {
                **_plain([one], "state", "reason", "sent_at", "answered_at")[0],
                **_plain([one.slot], "starts_at", "ends_at")[0],
            }
            for one in person.invitations.select_related("slot")
        ],
        "sessions": _plain(person.sessions.all(), "starts_at", "ends_at", "place", "state"),
        "slots": _plain(person.slots.all(), "starts_at", "ends_at"),
    }


def _export_mail(mail: OutgoingMail) -> dict:
    fields = ("recipient", "sender", "subject", "status", "attempts", "created_at", "sent_at", "last_error")
    return {**_plain([mail], *fields)[0], "content": "\n".join(_texts(mail))}


def _plain(rows: Iterable[Model], *fields: str) -> list[dict]:
    """Return rows as JSON knows them; all fields if none is named."""
    return [row["fields"] for row in json.loads(serializers.serialize("json", rows, fields=fields or None))]
