"""Bar charts drawn as SVG from rows of figures; positions are computed here, the template only draws."""

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT = 200
BAND = 96
BAR = 34
GAP = 4


@dataclass(frozen=True)
class Bar:
    """A bar: its place in the drawing, in user units, and the value it stands for."""

    x: int
    y: int
    height: int
    value: int
    series: int
    label_y: int


@dataclass(frozen=True)
class Chart:
    """Everything the template needs: bars, years with their places, and the size of the drawing."""

    bars: list[Bar]
    years: list[tuple[int, int]]
    width: int
    height: int
    baseline: int
    series: list[str]


def chart_of(value: Mapping) -> Chart:
    """Lay out a chart.

    Args:
        value: ``series_1``, ``series_2`` (may be empty) and ``rows`` of ``year``, ``value_1``, ``value_2``.
    """
    rows = list(value["rows"])
    series = [name for name in (value["series_1"], value["series_2"]) if name]
    values = [(row["value_1"] or 0, row.get("value_2") or 0)[: len(series)] for row in rows]
    top = max((number for pair in values for number in pair), default=0) or 1
    group_width = len(series) * BAR + (len(series) - 1) * GAP
    bars = []
    years = []
    for index, (row, pair) in enumerate(zip(rows, values, strict=True)):
        left = index * BAND + (BAND - group_width) // 2
        years.append((row["year"], index * BAND + BAND // 2))
        for number, amount in enumerate(pair):
            height = round(amount / top * HEIGHT)
            y = HEIGHT - height + 24
            bars.append(Bar(left + number * (BAR + GAP), y, height, amount, number + 1, y - 6))
    return Chart(bars, years, max(len(rows), 1) * BAND, HEIGHT + 56, HEIGHT + 24, series)
