"""QR codes that lead to a page of this site: black squares on white, without style and script."""

from base64 import b64encode
from io import BytesIO

import segno

from languages.scripts import address_in_script

from .navigation import SiteNavigation, absolute


def help_address(navigation: SiteNavigation | None = None) -> str:
    """Return the full address of the help page in the active language and script; without one, of the home page.

    Args:
        navigation: of the page that is being made, if there is one: it has asked already.
    """
    navigation = navigation or SiteNavigation(request=None)
    page = navigation.help_page
    return absolute(address_in_script(page.url if page else navigation.home_url))


def readable(address: str) -> str:
    """Return an address as people type it."""
    return address.split("://", 1)[-1].rstrip("/")


def qr_svg(address: str) -> bytes:
    """Draw an address as an SVG file, with the quiet zone that readers of codes need."""
    target = BytesIO()
    segno.make(address, error="m", micro=False).save(
        target, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff"
    )
    return target.getvalue().strip()


def qr_data_address(address: str) -> str:
    """Return the drawing as a ``data:`` address, for a document that has nothing beside it."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(address)).decode()}"
