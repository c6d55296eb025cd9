"""A facilitator's private calendar, to subscribe to: its address can be made anew and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.codes import content_language
from languages.scripts import in_script, writing
from pages.navigation import absolute

from .calendars import CANCELLED, CONFIRMED, NOT_HELD, TENTATIVE, all_day, new_calendar, session_summary, timed_event
from .choices import Place, Status
from .models import BlockedPeriod, Booking, Facilitator, Invitation, Offer, Session, WorkshopPage
from .private_links import digest_of, new_secret

if TYPE_CHECKING:
    from icalendar import Event

PAST = timedelta(days=60)
REFRESH = timedelta(hours=4)
# A second click within this time sends no second address, which would make the first one useless.
MAIL_PAUSE = 300


def new_address(*, facilitator: Facilitator) -> str:
    """Make an address and return it; it is nowhere else, and an earlier one stops working."""
    token = new_secret()
    Facilitator.objects.filter(pk=facilitator.pk).update(feed_digest=digest_of(token))
    return absolute(reverse("facilitator_calendar", args=[token]))


def revoke_address(*, facilitator: Facilitator) -> None:
    """Make the address of the calendar useless."""
    Facilitator.objects.filter(pk=facilitator.pk).update(feed_digest=None)


def send_new_address(*, facilitator: Facilitator) -> bool:
    """Make an address and send it to the facilitator; say whether it was sent. Not twice within five minutes."""
    if not facilitator.email or not cache.add(f"calendar-address-{facilitator.pk}", True, MAIL_PAUSE):
        return False
    with transaction.atomic(), writing(facilitator.locale):
        address = new_address(facilitator=facilitator)
        paragraphs = [
            _("Hello,"),
            _("this is the address of your calendar of workshops. Subscribe to it in your calendar program:"),
            address,
            _("It is for you alone: whoever knows it can read your calendar. An earlier address no longer works."),
            "Društvo Ključ",
        ]
        message = EmailMessage(
            subject=in_script(_("Your calendar of workshops")),
            body=in_script("\n\n".join(paragraphs)) + "\n",
            to=[facilitator.email],
        )
        return bool(message.send())


def facilitator_of(token: str) -> Facilitator | None:
    """Return whose calendar a token leads to; nobody's once it is revoked or the person is no longer active."""
    return Facilitator.objects.filter(feed_digest=digest_of(token), is_active=True).first()


def feed_of(facilitator: Facilitator) -> bytes:
    """Return sessions, open offers and days away as iCalendar, in the facilitator's language.

    Contacts of schools are not in it: calendar programs pass feeds through their makers' servers.
    """
    since = timezone.now() - PAST
    with writing(facilitator.locale):
        calendar = new_calendar()
        calendar.add("x-wr-calname", in_script(_("Workshops: %(name)s")) % {"name": facilitator.name})
        calendar.add("x-wr-timezone", str(timezone.get_default_timezone()))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
        titles = _titles(content_language(facilitator.locale))
        for event in (
            *_sessions(facilitator, since, titles),
            *_offers(facilitator, titles),
            *_blocked(facilitator, since),
        ):
            calendar.add_component(event)
    return calendar.to_ical()


def _titles(language: str) -> dict:
    """Return the workshops' titles in a language, by what all translations of a page share."""
    pages = WorkshopPage.objects.live().filter(locale__language_code=language)
    return dict(pages.values_list("translation_key", "title"))


def _title(booking: Booking, titles: dict) -> str:
    key = booking.workshop.translation_key if booking.workshop_id else None
    return titles.get(key, booking.workshop_title)


def _where(booking: Booking, place: str = "") -> str:
    if booking.place == Place.ONLINE:
        return place or in_script(_("online"))
    return place or f"{booking.school_name}, {booking.town}"


def _sessions(facilitator: Facilitator, since: datetime, titles: dict) -> list[Event]:
    unanswered = set(
        Invitation.objects.filter(facilitator=facilitator, state=Invitation.State.SENT).values_list(
            "slot_id", flat=True
        )
    )
    events = []
    for session in facilitator.sessions.filter(starts_at__gte=since).select_related("booking__workshop"):
        booking = session.booking
        open_question = session.slot_id in unanswered and session.state == Session.State.PLANNED
        summary = session_summary(session, _title(booking, titles))
        status = CANCELLED if session.state in NOT_HELD else TENTATIVE if open_question else CONFIRMED
        event = timed_event(
            uid=f"session-{session.pk}",
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            summary=in_script(_("Please answer: %(what)s")) % {"what": summary} if open_question else summary,
            location=_where(booking, session.place),
            status=status,
            revision=booking.sequence,
            description="\n".join(
                [
                    booking.school_name,
                    in_script(_("Booking %(reference)s") % {"reference": booking.reference}),
                    in_script(_("For: %(audience)s") % {"audience": booking.get_audience_display()}),
                    in_script(
                        _("Expected participants, all groups together: %(count)s") % {"count": booking.participants}
                    ),
                ]
            ),
        )
        events.append(event)
    return events


def _offers(facilitator: Facilitator, titles: dict) -> list[Event]:
    """Return what is offered with this person: one event for a time, however many schools it is offered to."""
    offers = Offer.objects.filter(
        slot__facilitator=facilitator,
        slot__taken_by=None,
        slot__starts_at__gt=timezone.now(),
        withdrawn_at=None,
        booking__status=Status.OFFERED,
    ).select_related("slot", "booking__workshop")
    by_slot: dict[int, list[Offer]] = {}
    for offer in offers:
        by_slot.setdefault(offer.slot_id, []).append(offer)
    return [
        timed_event(
            uid=f"slot-{same[0].slot_id}",
            starts_at=same[0].slot.starts_at,
            ends_at=same[0].slot.ends_at,
            summary=in_script(_("Offered: %(title)s") % {"title": _title(same[0].booking, titles)}),
            location=" / ".join(dict.fromkeys(_where(offer.booking) for offer in same)),
            status=TENTATIVE,
            revision=max(offer.booking.sequence for offer in same),
        )
        for same in by_slot.values()
    ]


def _blocked(facilitator: Facilitator, since: datetime) -> list[Event]:
    away = in_script(_("Away"))
    periods = BlockedPeriod.objects.filter(facilitator=facilitator, last_day__gte=since.date())
    return [
        all_day(
            uid=f"blocked-{period.pk}",
            first=period.first_day,
            last=period.last_day,
            summary=f"{away}: {period.reason}" if period.reason else away,
        )
        for period in periods
    ]
