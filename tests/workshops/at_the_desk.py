"""What the tests of the booking's screen share."""

import re
from datetime import timedelta
from html import unescape

from django.urls import reverse

from tests.workshops.making import make_booking, moment
from workshops.models import Booking, BookingMessage
from workshops.offers import Proposal, confirm_date


def address(booking: Booking, slug: str) -> str:
    return reverse("workshops_desk_act", args=[booking.pk, slug])


def fields_of(html: str) -> dict:
    """Return what a preview would send if its button were pressed."""
    form = html[html.index('class="desk-narrow"') :]
    found = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', form))
    found.pop("csrfmiddlewaretoken", None)
    subject = re.search(r'name="mail-subject"(?: value="([^"]*)")?', form)
    body = re.search(r'<textarea name="mail-body"[^>]*>\n?(.*?)</textarea>', form, re.S)
    if subject:
        found |= {"mail-subject": unescape(subject[1] or ""), "mail-body": unescape(body[1]), "mail-send": "yes"}
    return {**{name: unescape(value) for name, value in found.items()}, "step": "send"}


def agreed(days: int = -1, **values) -> Booking:
    start = moment(days)
    booking = make_booking(**values)
    length = timedelta(minutes=45 * booking.groups)
    proposal = Proposal(starts_at=start, ends_at=start + length)
    booking = confirm_date(booking=booking, proposal=proposal, user=None)
    BookingMessage.objects.all().delete()
    return booking
