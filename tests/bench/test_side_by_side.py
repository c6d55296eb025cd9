"""What stands in the tables: ratios to a bare application and to a fresh Wagtail site."""

import pytest

from bench import side_by_side
from bench.load import Run
from bench.side_by_side import BARE, HEAD, PLAIN, table


def run(*, rate: float, cpu: float) -> Run:
    return Run(rate=rate, p50=1, p99=2, cpu=cpu, failed=0)


@pytest.fixture
def rows(monkeypatch) -> dict[str, dict]:
    """Return the table of three servers, by their names and its last columns of a name."""
    monkeypatch.setattr(side_by_side, "memory_megabytes", lambda pid: 100)
    results = {
        BARE: [run(rate=1000, cpu=0.1)],
        PLAIN: [run(rate=50, cpu=4.0), run(rate=40, cpu=5.0)],
        "our list": [run(rate=25, cpu=6.0), run(rate=20, cpu=9.0)],
    }
    lines = table(results, {name: (1, 0.954) for name in results})
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return {one[0]: dict(zip(HEAD, one, strict=True)) for one in cells}


def test_each_server_is_compared_with_a_fresh_wagtail_site_by_the_least_processor_time(rows):
    column = f"of {PLAIN}"
    assert {name: one[column] for name, one in rows.items()} == {BARE: "0.0250", PLAIN: "1.00", "our list": "1.50"}


def test_the_first_answer_is_told_finely_enough_to_be_compared(rows):
    assert rows["our list"]["first answer s"] == "0.95"
