"""The short address that leads pupils to their questions, and its QR code."""

from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from pages.navigation import absolute

from .models import Session


@dataclass(frozen=True, kw_only=True)
class ShortAddress:
    """A session's address as it stands on the board: without a language and a scheme, short enough to type.

    Attributes:
        url: the full address, for the QR code.
        start: what people type before the code, such as ``drustvo-kljuc.si/f/``.
        code: the session's code.
    """

    session: Session
    url: str
    start: str
    code: str

    def __str__(self) -> str:
        return self.start + self.code

    @property
    def svg(self) -> SafeString:
        """Draw the QR code as SVG without style and script, black on white in every colour scheme.

        Whoever shows it puts it into an element with ``role="img"`` and a name; the drawing itself says nothing.
        """
        drawing = segno.make(self.url, error="m", micro=False)
        # Black and white squares: the address itself does not stand in it.
        return mark_safe(drawing.svg_inline(omitsize=True, svgclass=None, lineclass=None, light="#fff"))  # noqa: S308


def short_address(session: Session) -> ShortAddress:
    """Return the address of a session's questions."""
    url = absolute(reverse("feedback", args=[session.feedback_code]))
    readable = url.split("://", 1)[1].rstrip("/")
    return ShortAddress(
        session=session, url=url, start=readable.removesuffix(session.feedback_code), code=session.feedback_code
    )
