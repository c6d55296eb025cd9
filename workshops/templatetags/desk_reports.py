"""Figures of reports as readers of the CMS know them."""

from django import template
from django.utils import formats

from workshops.reports.tables import DECIMAL, TENTHS

register = template.Library()
PLACES = {DECIMAL: 2, TENTHS: 1}


@register.filter
def figure(value: float | None, kind: str = "") -> str:
    """Write a figure as the active language does: 1.234 or 12,50; a dash where there is none."""
    if value is None:
        return "–"
    return formats.number_format(value, PLACES.get(kind), use_l10n=True, force_grouping=True)


@register.filter
def figures(row: list, kinds: list[str]) -> list[str]:
    """Write the figures of a row, which stand after its name."""
    return [figure(value, kind) for value, kind in zip(row[1:], kinds[1:], strict=True)]
