"""Bars stand in proportion and inside the drawing."""

from pages.charts import chart_of


def value(rows, second="b"):
    return {"series_1": "a", "series_2": second, "rows": rows}


def test_bars_are_in_proportion_and_inside_the_drawing():
    chart = chart_of(
        value([{"year": 2019, "value_1": 10, "value_2": 5}, {"year": 2020, "value_1": 0, "value_2": None}])
    )
    tall, half, none, empty = chart.bars
    assert (tall.height, half.height, none.height, empty.height) == (200, 100, 0, 0)
    assert all(0 <= bar.x < chart.width and bar.y + bar.height == chart.baseline for bar in chart.bars)


def test_one_series_has_one_bar_for_each_year():
    assert len(chart_of(value([{"year": 2019, "value_1": 1}], second="")).bars) == 1


def test_no_rows_and_only_zeros_do_not_fail():
    assert chart_of(value([])).bars == []
    assert chart_of(value([{"year": 2019, "value_1": 0, "value_2": 0}])).bars[0].height == 0
