"""A booking in which somebody disclosed a case: flagged, read by the safeguarding group alone, redacted for good.

Nothing about the case is written down here: who flagged it and when, and which fields were redacted, is all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from email import message_from_bytes, policy

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import CharField, EmailField, Model, Q, TextField
from django.utils import formats, timezone
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.log_actions import log

from outbox.models import OutgoingMail

from .lifecycle import lock
from .models import (
    Booking,
    BookingMessage,
    Invitation,
    PupilFeedback,
    SchoolFeedback,
    Session,
    Transition,
)
from .models.texts import BOOKING_OF, HIDDEN, TEXTS, hide
from .pupil_feedback.services import SHOWN_FROM

PERMISSION = "workshops.see_disclosed_booking"
NOTED, LIFTED, REDACTED = "workshops.disclosure", "workshops.disclosure_lifted", "workshops.redaction"
# Stands where a text stood that was redacted; the same in every language.
REMOVED = "–"
LONG_ENOUGH = 12


@dataclass(frozen=True)
class Text:
    """One free text of a booking, as the safeguarding group sees it."""

    row: Model
    field: str

    @property
    def key(self) -> str:
        return f"{type(self.row).__name__}.{self.field}.{self.row.pk}"

    @property
    def label(self) -> str:
        """Say what it is and of when, such as “Message, 25 November 2026, 17:02: text”."""
        name = str(self.row._meta.get_field(self.field).verbose_name)
        if isinstance(self.row, Booking):
            return name
        times = (getattr(self.row, one, None) for one in ("at", "created_at", "sent_at", "starts_at"))
        moments = [formats.date_format(timezone.localtime(time), "DATETIME_FORMAT") for time in times if time]
        return f"{', '.join([str(self.row._meta.verbose_name), *moments[:1]])}: {name}"

    @property
    def value(self) -> str:
        return getattr(self.row, self.field)


def may_read(user: AbstractBaseUser | None) -> bool:
    """Say whether somebody belongs to the safeguarding group, or may do everything."""
    return user is not None and user.has_perm(PERMISSION)


def is_hidden(*, booking: Booking | None, user: AbstractBaseUser | None) -> bool:
    """Say whether the free texts about a booking are not for this person."""
    return booking is not None and booking.disclosed_at is not None and not may_read(user)


def visible_text(value: str, *, booking: Booking | None, user: AbstractBaseUser | None) -> str:
    """Return a free text as this person may see it; an empty one stays empty."""
    return str(HIDDEN) if value and is_hidden(booking=booking, user=user) else value


def redacted_for(row: Model, user: AbstractBaseUser | None) -> Model:
    """Return a booking, or a row about one, as this person may see it, together with all that is reached from it.

    It is a copy with neutral sentences if the texts are not for this person, else the row itself. Call it once,
    before it reaches a template. Saving the copy leaves the hidden texts stored; ``texts_are_hidden`` tells.
    """
    booking = booking_of_row(row)
    if not is_hidden(booking=booking, user=user):
        return row
    shown = copy(row)
    if isinstance(shown, Booking):
        shown._state.fields_cache["school_feedback"] = SchoolFeedback.objects.filter(booking=shown).first()
    hide(shown)
    return shown


def booking_of_row(row: Model) -> Booking | None:
    """Return the booking that a row is about."""
    for name in BOOKING_OF[type(row).__name__]:
        row = row and getattr(row, name)
    return row


@transaction.atomic
def note_disclosure(*, booking: Booking, user: AbstractBaseUser | None) -> Booking:
    """Flag a booking: from now on its free texts are for the safeguarding group alone. Noted once, however often."""
    if lock(booking).disclosed_at is None:
        _set(booking, timezone.now())
        log(booking, NOTED, user=user, title=booking.reference)
    return booking


@transaction.atomic
def lift_disclosure(*, booking: Booking, user: AbstractBaseUser | None) -> Booking:
    """Take the flag back, because there was no disclosure or its texts are redacted.

    Raises:
        PermissionError: if the user does not belong to the safeguarding group.
    """
    _require(user)
    if lock(booking).disclosed_at is not None:
        _set(booking, None)
        log(booking, LIFTED, user=user, title=booking.reference)
    return booking


def texts_of(booking: Booking) -> list[Text]:
    """Return every free text about a booking that is not empty, the booking's own first.

    What pupils wrote is shown from so many answers up that none can be told apart, unless a disclosure was noted.
    """
    texts = [Text(row, name) for row, names in _rows(booking) for name in names if getattr(row, name)]
    if booking.disclosed_at is not None:
        return texts
    answers = Counter(PupilFeedback.objects.filter(session__booking=booking).values_list("session_id", flat=True))
    return [
        text
        for text in texts
        if not isinstance(text.row, PupilFeedback) or answers[text.row.session_id] >= SHOWN_FROM
    ]


@transaction.atomic
def redact(
    *, booking: Booking, texts: Iterable[Text] = (), passage: str = "", user: AbstractBaseUser | None
) -> list[str]:
    """Remove whole texts, and strike a passage wherever it stands: for good.

    What is removed is struck from all that is about the booking, and from its e-mails in the outbox, however its
    spaces and lines are broken there. Logged are who, when and which fields, never what.

    Args:
        texts: the texts to remove; a very short one is not looked for elsewhere, where it may mean another thing.
        passage: words to strike, such as a name.

    Returns:
        The fields from which something was removed, such as ``Booking.notes``.

    Raises:
        PermissionError: if the user does not belong to the safeguarding group.
    """
    _require(user)
    lock(booking)
    texts = list(texts)
    whole = {(type(text.row), text.row.pk, text.field) for text in texts}
    passages = [passage, *(text.value for text in texts if len(text.value.strip()) >= LONG_ENOUGH)]
    patterns = [_pattern(one) for one in passages if one.strip()]
    fields = set()
    for row, names in _rows(booking, everything=True):
        changed = {
            name: REMOVED if (type(row), row.pk, name) in whole else _strike(patterns, getattr(row, name))
            for name in names
        }
        changed = {name: text for name, text in changed.items() if text != getattr(row, name)}
        if changed:
            type(row)._base_manager.filter(pk=row.pk).update(**changed)
            fields |= {f"{type(row).__name__}.{name}" for name in changed}
    if any([_strike_mail(patterns, mail) for mail in _mails_of(booking)]):
        fields.add("OutgoingMail")
    if fields:
        log(booking, REDACTED, user=user, title=booking.reference, data={"fields": sorted(fields)})
    booking.refresh_from_db()
    return sorted(fields)


def _require(user: AbstractBaseUser | None) -> None:
    if not may_read(user):
        raise PermissionError("Only the safeguarding group may do this.")


def _set(booking: Booking, moment) -> None:
    Booking.objects.filter(pk=booking.pk).update(disclosed_at=moment)
    booking.refresh_from_db()


def _rows(booking: Booking, *, everything: bool = False) -> Iterator[tuple[Model, tuple[str, ...]]]:
    """Yield each row about a booking with its free texts, or with everything that somebody can have typed there."""
    slots = Q(slot__taken_by=booking) | Q(slot__sessions__booking=booking)
    querysets = [
        Booking.objects.filter(pk=booking.pk),
        Transition.objects.filter(booking=booking),
        BookingMessage.objects.filter(booking=booking),
        Session.objects.filter(booking=booking),
        SchoolFeedback.objects.filter(booking=booking),
        PupilFeedback.objects.filter(session__booking=booking),
        Invitation.objects.filter(slots).distinct(),
    ]
    for rows in querysets:
        names = _typed(rows.model) if everything else TEXTS[rows.model.__name__]
        for row in rows:
            yield row, names


def _typed(model: type[Model]) -> tuple[str, ...]:
    """Return the fields into which somebody types sentences; not what is chosen, counted or made by us."""
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, EmailField | PhoneNumberField)
        and not (field.choices or field.unique or field.db_index)
    )


def _pattern(passage: str) -> re.Pattern:
    """Match a passage in any case and however it is broken into lines, but no part of a longer word."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, passage.split())) + r"(?!\w)", re.IGNORECASE)


def _strike(patterns: list[re.Pattern], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(REMOVED, text)
    return text


def _mails_of(booking: Booking) -> list[OutgoingMail]:
    """Return the outbox's mails about a booking: those that it lists, and those with its reference in the subject."""
    listed = BookingMessage.objects.filter(booking=booking).values("message_id")
    return list(OutgoingMail.objects.filter(Q(message_id__in=listed) | Q(subject__contains=booking.reference)))


def _strike_mail(patterns: list[re.Pattern], mail: OutgoingMail) -> bool:
    """Write a mail anew without the passages, under the same Message-ID; say whether it held one."""
    # Headers that do not change stay as they are, byte for byte.
    message = message_from_bytes(bytes(mail.mime), policy=policy.SMTP.clone(refold_source="none"))
    changed = False
    for part in message.walk():
        if part.get_content_maintype() == "text":
            text = part.get_content()
            if (struck := _strike(patterns, text)) != text:
                part.set_content(struck, subtype=part.get_content_subtype())
                changed = True
    subject = str(message["Subject"] or "")
    if (struck := _strike(patterns, subject)) != subject:
        message.replace_header("Subject", struck)
        changed = True
    if changed:
        OutgoingMail.objects.filter(pk=mail.pk).update(
            mime=message.as_bytes(), subject=_strike(patterns, mail.subject)
        )
    return changed


def values_for_mail(values: dict[str, str], *, booking: Booking, to: str) -> dict[str, str]:
    """Return what a mail may say; the desk's mailbox is not the safeguarding group's alone."""
    if booking.disclosed_at is None or to.strip().casefold() != settings.BOOKINGS_EMAIL.casefold():
        return values
    texts = {name for names in TEXTS.values() for name in names} - {"subject"}
    return {name: str(HIDDEN) if value and name in texts else value for name, value in values.items()}
