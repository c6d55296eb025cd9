"""Unguessable links to a booking. The token stands in the e-mail alone; we keep its digest."""

import hashlib
import secrets

from .models import Booking, PrivateLink

TOKEN_BYTES = 24


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_secret() -> str:
    """Return an unguessable token, to stand in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_token(*, booking: Booking) -> str:
    """Make another link to a booking and return its token; earlier links keep working."""
    token = new_secret()
    PrivateLink.objects.create(booking=booking, digest=digest_of(token))
    return token


def booking_of(token: str) -> Booking | None:
    """Return the booking that a token leads to."""
    link = PrivateLink.objects.select_related("booking").filter(digest=digest_of(token)).first()
    return link.booking if link else None
