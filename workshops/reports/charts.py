"""Bars beside each row of a report: their lengths are computed here, the template only draws."""

from dataclasses import dataclass

from .tables import FIGURES

SHOWN = ("participants", "sessions")


@dataclass(frozen=True)
class Bar:
    """A bar: its length in per cent of the longest of its figure, and the value it stands for."""

    figure: str
    value: int
    length: float


@dataclass(frozen=True)
class Chart:
    """Each figure has a scale of its own: the longest bar is the highest value.

    Attributes:
        figures: (name of the field, heading) of what is drawn.
        rows: (label, bars), one bar for each figure.
        summary: (heading, label, value) of the highest value of each figure, for those who do not see the bars.
    """

    figures: list[tuple[str, str]]
    rows: list[tuple[str, list[Bar]]]
    summary: list[tuple[str, str, int]]


def chart_of(table: dict) -> Chart | None:
    """Lay out the bars of a table; none where there is nothing to draw."""
    positions = {name: index for index, (name, *_rest) in enumerate(FIGURES, start=1)}
    rows = table["rows"]
    highest = {name: max((row[positions[name]] for row in rows), default=0) for name in SHOWN}
    if not any(highest.values()):
        return None

    def bars(row: list) -> list[Bar]:
        values = [(name, row[positions[name]]) for name in SHOWN]
        return [Bar(name, value, round(100 * value / (highest[name] or 1), 1)) for name, value in values]

    best = {name: max(rows, key=lambda row, at=positions[name]: row[at]) for name in SHOWN}
    return Chart(
        figures=[(name, table["columns"][positions[name]]) for name in SHOWN],
        rows=[(row[0], bars(row)) for row in rows],
        summary=[(table["columns"][positions[name]], best[name][0], highest[name]) for name in SHOWN],
    )
