"""QR codes of the short address that leads pupils to their questions."""

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from pages.navigation import absolute

from .models import Session


def short_address(session: Session) -> str:
    """Return the full address that stands on the board: without a language, short enough to type."""
    return absolute(reverse("feedback", args=[session.feedback_code]))


def readable_address(session: Session) -> str:
    """Return the address as people type it, without the scheme and the last slash."""
    return short_address(session).split("://", 1)[1].rstrip("/")


def qr_svg(text: str) -> SafeString:
    """Draw a QR code as SVG without style and script, black on white in every colour scheme.

    Whoever shows it puts it into an element with ``role="img"`` and a name; the drawing itself says nothing.
    """
    code = segno.make(text, error="m", micro=False)
    # Drawn by segno from black and white squares: the text itself does not stand in it.
    return mark_safe(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, light="#fff"))  # noqa: S308
