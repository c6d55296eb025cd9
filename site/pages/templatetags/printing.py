"""What a page shows on paper alone."""

from django import template

from pages.navigation import SiteNavigation
from pages.qr import help_address, readable

register = template.Library()


@register.simple_tag
def printed_address(navigation: SiteNavigation) -> str:
    """Return the address of the help page as people type it, in the language and script of this page."""
    return readable(help_address(navigation))
