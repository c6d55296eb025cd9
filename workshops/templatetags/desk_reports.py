"""Figures of reports as readers of the CMS know them."""

from django import template
from django.utils import formats

register = template.Library()


@register.filter
def figure(value: int | float | None) -> str:
    """Write a figure as the active language does: 1.234 or 12,5; a dash where there is none."""
    if value is None:
        return "–"
    text = formats.number_format(round(value, 2), use_l10n=True, force_grouping=True)
    separator = formats.get_format("DECIMAL_SEPARATOR")
    return text.rstrip("0").rstrip(separator) if separator in text and isinstance(value, float) else text
