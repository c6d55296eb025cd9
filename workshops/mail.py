"""E-mails about bookings, each in the language of whom it is for."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from pages.navigation import absolute

from .models import Booking
from .private_links import new_token

logger = logging.getLogger(__name__)


def _private_address(booking: Booking) -> str:
    return absolute(reverse("workshops:booking", args=[new_token(booking=booking)]))


def send(*, booking: Booking, template: str, language: str, to: str, to_school: bool = True) -> bool:
    """Hand one e-mail from ``templates/mail/`` to the outbox, which retries; say whether it was taken.

    A mail to the school carries a private link of its own. The first line of the template is the subject. A failure
    is logged by reference alone, without an address.
    """
    with translation.override(language):
        text = render_to_string(
            f"mail/{template}.txt",
            {
                "booking": booking,
                "dates": booking.preferred_dates.all(),
                "offers": [offer for offer in booking.offers.select_related("slot") if offer.is_open],
                "slots": booking.slots.all(),
                "link": _private_address(booking) if to_school else "",
                "cms_url": settings.WAGTAILADMIN_BASE_URL,
            },
        )
    subject, _newline, body = text.strip().partition("\n")
    message = EmailMessage(subject=" ".join(subject.split()), body=body.strip() + "\n", to=[to])
    try:
        return bool(message.send())
    except OSError as error:
        logger.error("E-mail %s for booking %s was not sent: %s", template, booking.reference, type(error).__name__)
        return False
