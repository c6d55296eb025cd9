"""Numbers as each language writes them."""

from django import template
from django.utils import formats

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """Write a number with the thousands separator of the active language: 48.011, 48,011."""
    return formats.number_format(number, force_grouping=True)
