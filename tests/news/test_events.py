"""An editor who announces an event is told what is missing."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from news.models import NewsPage

DAY = date(2026, 12, 3)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"event_place": "Ljubljana"}, "event_starts_on"),
        ({"event_starts_at": time(0)}, "event_starts_on"),
        ({"event_starts_on": DAY}, "event_place"),
        ({"event_starts_on": DAY, "event_place": "x", "event_ends_on": date(2026, 12, 2)}, "event_ends_on"),
        ({"event_starts_on": DAY, "event_place": "x", "event_ends_at": time(18)}, "event_starts_at"),
        (
            {"event_starts_on": DAY, "event_place": "x", "event_starts_at": time(18), "event_ends_at": time(17)},
            "event_ends_at",
        ),
    ],
)
def test_an_event_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(ValidationError) as refused:
        NewsPage(title="Novica", slug="novica", **values).clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"event_starts_on": DAY, "event_online": "https://example.si/"},
        {"event_starts_on": DAY, "event_place": "x", "event_starts_at": time(22), "event_ends_on": date(2026, 12, 4)},
        {
            "event_starts_on": DAY,
            "event_place": "x",
            "event_starts_at": time(22),
            "event_ends_on": date(2026, 12, 4),
            "event_ends_at": time(1),
        },
    ],
)
def test_an_article_without_an_event_and_with_a_whole_one_are_accepted(values):
    NewsPage(title="Novica", slug="novica", **values).clean()
