"""Young people reached: a dated base and what was delivered since, never what was asked for."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.workshops.making import make_booking, make_session
from workshops.models import DeskSettings
from workshops.reached import young_people_reached

pytestmark = pytest.mark.django_db


def delivered(participants: int | None = 20, **booking):
    return make_session(
        make_booking(**{"status": "delivered", **booking}), state="delivered", participants=participants
    )


def test_participants_of_delivered_sessions_are_added_to_the_base():
    delivered(20)
    delivered(3, status="reported")
    delivered(None)
    count = young_people_reached()
    assert (count.base, count.since, count.total) == (48_011, 23, 48_034)
    assert count.first_day == date(2023, 1, 1)


def test_requests_adults_demo_data_and_what_was_not_delivered_never_count():
    make_booking(participants=500)
    delivered(audience="parents")
    delivered(source="demo")
    for state in ("planned", "cancelled", "no_show"):
        make_session(state=state, participants=20)
    assert young_people_reached().since == 0


def test_nobody_is_counted_twice_around_the_day_of_the_base():
    for day, hour in (((2022, 12, 31), 23), ((2023, 1, 1), 0)):
        start = timezone.make_aware(datetime(*day, hour, 30))
        one = delivered(10)
        type(one).objects.filter(pk=one.pk).update(starts_at=start)
    assert young_people_reached().since == 10
    DeskSettings.objects.update_or_create(pk=DeskSettings.load().pk, defaults={"reached_until": date(2022, 12, 30)})
    assert young_people_reached().since == 20


def test_the_home_page_shows_the_sum_and_says_since_when(client, django_assert_max_num_queries):
    before = client.get("/en/").content.decode()
    assert "48,011" in before and "of which" not in before
    delivered(1_234)
    with django_assert_max_num_queries(20):
        html = client.get("/en/").content.decode()
    today = timezone.localdate()
    assert "49,245" in html and "48,011 in our first twenty years, to 2022" in html
    assert f"of which 1,234 since 1 January 2023, as of {today.day} {today:%B %Y}" in html
    assert "49.245" in client.get("/sl/").content.decode()
    for prefix in ("sr", "uk"):
        assert "48.011" not in client.get(f"/{prefix}/").content.decode().split("number__label")[0]


def test_a_figure_without_a_counter_or_with_an_unknown_one_looks_as_before(client):
    from home.blocks import CountedFigureBlock

    block = CountedFigureBlock()
    for counter in ("", None, "unknown"):
        value = block.to_python({"number": 500, "prefix": "", "label": "x", "as_of": "2022", "counter": counter})
        assert "500" in block.render(value)
