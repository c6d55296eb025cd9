"""E-mails about bookings: the editors' texts, filled in, in the language of whom they are for.

An e-mail is composed first, so that a coordinator can read and change it, and delivered then. The private link is
made only on delivery: until then ``{link}`` stands in its place, and the desk's record keeps it so.
"""

import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from email.utils import make_msgid

from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from languages.codes import content_language
from languages.scripts import address_in_script, in_script, writing
from pages.navigation import absolute

from .choices import MailEvent, Source
from .disclosure import values_for_mail
from .models import Booking, BookingMessage, MailText, Slot
from .placeholders import BRACES, DESK_LINK, LINK, names_in, required_in
from .private_links import new_token

logger = logging.getLogger(__name__)

# Braces belong to placeholders: a brace alone is dropped, and what a school has typed must not become a placeholder.
ANY_BRACE = re.compile(rf"{BRACES.pattern}|[{{}}]")
NO_BRACES = str.maketrans("{}", "()")
# What people wrote, and names: these stay in the script that they are in.
AS_TYPED = frozenset({"reference", "school", "town", "contact", "facilitator", DESK_LINK})
# Everything that ends a line, somewhere: a carriage return, or what Unicode has for it.
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Nothing that a reader sees; a tabulator and a new line are allowed.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


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
    to = booking.email if to is None else to
    with writing(language):
        subject, body = (in_script(part) for part in _text(event, content_language(language)))
        known = values_for_mail({**_values(booking), **(values or {})}, booking=booking, to=to)
        known = {name: value if name in AS_TYPED else in_script(value or "") for name, value in known.items()}
    return Draft(
        event=event,
        to=to,
        language=language,
        subject=fill_subject(subject, known),
        body=fill_body(body, known),
    )


def deliver(*, draft: Draft, booking: Booking, user: AbstractBaseUser | None = None, link: str | None = None) -> bool:
    """Hand a draft to the outbox, which retries, and note it in the booking; say whether it was taken.

    ``link`` is what stands for ``{link}``; without one, a new private link to the school's own page. A failure is
    logged by reference alone, without an address. A booking without an address gets no e-mail.
    """
    # Demo data has invented addresses: nothing of it leaves the house.
    if not draft.to or booking.source == Source.DEMO:
        return False
    subject, body = fill_subject(draft.subject, {}), tidy(draft.body)
    if link is None and LINK in names_in(body):
        with writing(draft.language):
            path = reverse("workshops:booking", args=[new_token(booking=booking)])
            link = absolute(address_in_script(path))
    message_id = make_msgid(domain="drustvo-kljuc.si")
    message = EmailMessage(
        subject=subject,
        body=fill_body(body, {LINK: link or ""}, keep=()) + "\n",
        to=[draft.to],
        headers={"Message-ID": message_id},
    )
    try:
        taken = bool(message.send())
    except (OSError, ValueError) as error:
        logger.error(
            "E-mail %s for booking %s was not sent: %s", draft.event, booking.reference, type(error).__name__
        )
        return False
    BookingMessage.objects.create(
        booking=booking,
        event=draft.event,
        recipient=draft.to,
        subject=subject[:250],
        body=body,
        message_id=message_id,
        user=user,
    )
    return taken


def without_recipient(draft: Draft | None) -> Draft | None:
    """Return a draft that ``deliver`` lets pass unsent: what is decided is then told in another way."""
    return replace(draft, to="") if draft else None


def send(*, event: MailEvent, booking: Booking, user: AbstractBaseUser | None = None, **how) -> bool:
    """Compose and deliver in one go; takes what ``compose`` takes."""
    return deliver(draft=compose(event=event, booking=booking, **how), booking=booking, user=user)


def fill(text: str, values: Mapping[str, str], *, keep: Collection[str] = (LINK,)) -> str:
    """Put values in the place of ``{names}``; those to ``keep`` stay.

    A name without a value is left out and logged: no reader shall see it. What a value holds is not filled in again.
    """

    def value(match: re.Match) -> str:
        name = match[1]
        if name in values:
            found = values[name]
            return "" if found is None else CONTROLS.sub("", str(found)).translate(NO_BRACES)
        if name in keep:
            return match[0]
        logger.error("An e-mail names something unknown in braces: %.40r", match[0])
        return ""

    return ANY_BRACE.sub(value, text)


def fill_subject(text: str, values: Mapping[str, str]) -> str:
    """Fill in a subject; it is one line whatever the values hold."""
    return " ".join(CONTROLS.sub(" ", fill(text, values, keep=())).split())


def fill_body(text: str, values: Mapping[str, str], *, keep: Collection[str] = (LINK,)) -> str:
    """Fill in a text. A line that only names what has no value is left out, and so is a heading just above it."""
    lines = []
    for line in LINE_ENDS.sub("\n", text).split("\n"):
        filled = fill(line, values, keep=keep)
        if line.strip() and not filled.strip():
            if lines and lines[-1].endswith(":"):
                lines.pop()
        else:
            lines.append(filled.rstrip())
    return tidy("\n".join(lines))


def tidy(text: str) -> str:
    """Return a text with plain line ends, without spaces at the end of lines, and one empty line at a time."""
    text = CONTROLS.sub("", LINE_ENDS.sub("\n", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+(?=\n|$)", "", text)).strip()


def date_and_time(slot: Slot) -> str:
    """Write a time as the active language does, in the time of Ljubljana: “12. maj 2027, 08:15–09:00”."""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return f"{formats.date_format(start, 'DATE_FORMAT')}, {start:%H:%M}–{end:%H:%M}"


def lines(slots) -> str:
    """Write times as a list, one on a line."""
    return "\n".join(f"– {date_and_time(slot)}" for slot in slots)


def _values(booking: Booking) -> dict[str, str]:
    wishes = booking.preferred_dates.all()
    now = timezone.now()
    offers = [one.slot for one in booking.offers.select_related("slot") if one.is_open and one.slot.starts_at > now]
    return {
        "reference": booking.reference,
        "school": _one_line(booking.school_name),
        "town": _one_line(booking.town),
        "contact": _one_line(booking.contact_name),
        "workshop": _one_line(booking.workshop_title),
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
        "desk_link": absolute(reverse("workshops_desk", args=[booking.pk])),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _text(event: MailEvent, language: str) -> tuple[str, str]:
    """Return the editors' subject and body; without them, words that say what happened: no mail is lost for it."""
    text = MailText.objects.filter(key=event, locale__language_code=language).first()
    if text:
        return text.subject, text.body
    with writing(language):
        needed = [f"{{{name}}}" for name in required_in(event)]
        facts = ["{workshop}", "{school}, {town}", "{offers}", "{dates}", "{reason}"]
        paragraphs = [_("Hello,"), *facts, *needed, "Društvo Ključ"]
        return f"{MailEvent(event).label} ({{reference}})", "\n\n".join(paragraphs)
