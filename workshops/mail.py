"""E-mails about bookings, each in the language of whom it is for."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from .models import Booking

logger = logging.getLogger(__name__)


def send(*, booking: Booking, template: str, language: str, to: str) -> bool:
    """Send one e-mail from ``templates/mail/``; say whether it went out.

    The first line of the template is the subject. A failure is logged by reference alone, without an address.
    """
    with translation.override(language):
        text = render_to_string(
            f"mail/{template}.txt",
            {
                "booking": booking,
                "dates": booking.preferred_dates.all(),
                "cms_url": settings.WAGTAILADMIN_BASE_URL,
            },
        )
    subject, _newline, body = text.strip().partition("\n")
    message = EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to])
    try:
        return bool(message.send())
    except OSError as error:
        logger.error("E-mail %s for booking %s was not sent: %s", template, booking.reference, type(error).__name__)
        return False
