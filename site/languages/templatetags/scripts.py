"""What people wrote themselves is shown as they wrote it, whatever the script of the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def as_typed(value: object) -> str | SafeString:
    """Mark what somebody typed, so that neither we nor a browser's translator changes it."""
    return format_html('<span translate="no">{}</span>', value) if value else ""
