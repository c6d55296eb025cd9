"""E-mails about bookings: the editors' texts, filled in, in the language of whom they are for.

An e-mail is composed first, so that a coordinator can read and change it, and delivered then. The private link is
made only on delivery: until then ``{link}`` stands in its place, and the desk's record keeps it so.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import make_msgid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from pages.navigation import absolute

from .choices import MailEvent
from .disclosure import values_for_mail
from .models import Booking, BookingMessage, MailText, Slot
from .private_links import new_token

logger = logging.getLogger(__name__)

PLACEHOLDER = re.compile(r"\{(\w+)\}")
LINK = "link"
# What each text may name; ``docs/coordinators.md`` and the CMS explain them.
PLACEHOLDERS = (
    *("reference", "school", "town", "contact", "workshop", "participants", "wishes", "offers", "dates", "place"),
    *("reason", "facilitator", "desk_link", LINK),
)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An e-mail that is ready but for its private link, which ``{link}`` stands for."""

    event: MailEvent
    to: str
    language: str
    subject: str
    body: str


def compose(
    *,
    event: MailEvent,
    booking: Booking,
    language: str | None = None,
    to: str | None = None,
    values: Mapping[str, str] | None = None,
) -> Draft:
    """Fill in the text of an event, for the school and in its language unless said otherwise.

    ``values`` adds to or replaces what is known of the booking, for what is not stored yet.
    """
    language = language or booking.locale
    subject, body = _text(event, language)
    to = booking.email if to is None else to
    with translation.override(language):
        known = values_for_mail({**_values(booking), **(values or {})}, booking=booking, to=to)
    return Draft(
        event=event,
        to=to,
        language=language,
        subject=" ".join(fill(subject, known).split()),
        body=_without_empty_paragraphs(fill(body, known)),
    )


def deliver(*, draft: Draft, booking: Booking, user: AbstractBaseUser | None = None, link: str | None = None) -> bool:
    """Hand a draft to the outbox, which retries, and note it in the booking; say whether it was taken.

    ``link`` is what stands for ``{link}``; without one, a new private link to the school's own page. A failure is
    logged by reference alone, without an address. A booking without an address gets no e-mail.
    """
    if not draft.to:
        return False
    if link is None and "{link}" in draft.body:
        with translation.override(draft.language):
            link = absolute(reverse("workshops:booking", args=[new_token(booking=booking)]))
    message_id = make_msgid(domain="drustvo-kljuc.si")
    message = EmailMessage(
        subject=draft.subject,
        body=fill(draft.body, {LINK: link or ""}).strip() + "\n",
        to=[draft.to],
        headers={"Message-ID": message_id},
    )
    try:
        taken = bool(message.send())
    except OSError as error:
        logger.error(
            "E-mail %s for booking %s was not sent: %s", draft.event, booking.reference, type(error).__name__
        )
        return False
    BookingMessage.objects.create(
        booking=booking,
        event=draft.event,
        recipient=draft.to,
        subject=draft.subject[:250],
        body=draft.body,
        message_id=message_id,
        user=user,
    )
    return taken


def send(*, event: MailEvent, booking: Booking, user: AbstractBaseUser | None = None, **how) -> bool:
    """Compose and deliver in one go; takes what ``compose`` takes."""
    return deliver(draft=compose(event=event, booking=booking, **how), booking=booking, user=user)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of ``{names}``; a name without a value stays as it is."""
    return PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def date_and_time(slot: Slot) -> str:
    """Write a time as the active language does, in the time of Ljubljana: “12. maj 2027, 08:15–09:00”."""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return f"{formats.date_format(start, 'DATE_FORMAT')}, {start:%H:%M}–{end:%H:%M}"


def lines(slots) -> str:
    """Write times as a list, one on a line."""
    return "\n".join(f"– {date_and_time(slot)}" for slot in slots)


def _values(booking: Booking) -> dict[str, str]:
    wishes = booking.preferred_dates.all()
    offers = [offer.slot for offer in booking.offers.select_related("slot") if offer.is_open]
    return {
        "reference": booking.reference,
        "school": booking.school_name,
        "town": booking.town,
        "contact": booking.contact_name,
        "workshop": booking.workshop_title,
        "participants": str(booking.participants),
        "wishes": "\n".join(
            f"{wish.rank}. {formats.date_format(wish.date, 'DATE_FORMAT')}, {wish.get_part_of_day_display()}"
            for wish in wishes
        ),
        "offers": lines(offers),
        "dates": lines(booking.slots.all()),
        "place": booking.get_place_display(),
        "reason": "",
        "facilitator": "",
        "desk_link": settings.WAGTAILADMIN_BASE_URL + reverse("workshops_desk", args=[booking.pk]),
    }


def _text(event: MailEvent, language: str) -> tuple[str, str]:
    """Return the editors' subject and body; without them, words that say what happened: no mail is lost for it."""
    text = MailText.objects.filter(key=event, locale__language_code=language).first()
    if text:
        return text.subject, text.body
    with translation.override(language):
        body = "\n\n".join([_("Hello,"), "{workshop}", "{offers}", "{dates}", "{reason}", "{link}", "Društvo Ključ"])
        return f"{MailEvent(event).label} ({{reference}})", body


def _without_empty_paragraphs(text: str) -> str:
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", text.replace("\r\n", "\n")).strip()
