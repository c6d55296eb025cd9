"""Programmes: running and completed, filtered by kind, with figures that read without the drawing."""

import pytest

from programmes.models import ProgrammeIndexPage, ProgrammePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return ProgrammeIndexPage.objects.get(locale__language_code="sl")


def test_running_programmes_come_before_completed_ones(client, index):
    response = client.get(index.url)
    assert len(response.context["running"]) == 4
    assert len(response.context["completed"]) == 3


def test_list_can_be_filtered_by_kind(client, index):
    response = client.get(index.url, {"kind": "health"})
    assert [page.slug for page in response.context["completed"]] == ["soos-tzl"]
    assert response.context["running"] == []


@pytest.mark.parametrize("kind", ["nothing", "", "<script>", "health' OR 1=1"])
def test_an_unknown_kind_shows_all(client, index, kind):
    assert len(client.get(index.url, {"kind": kind}).context["running"]) == 4


def test_a_kind_without_programmes_says_so(client, index):
    ProgrammePage.objects.filter(kind="health", locale__language_code="sl").delete()
    assert 'class="empty' in client.get(index.url, {"kind": "health"}).content.decode()


def test_chart_carries_its_figures_as_a_table_and_never_a_sum(client):
    page = next(
        p
        for p in ProgrammePage.objects.filter(locale__language_code="en")
        if any(b.block_type == "chart" for b in p.results) and p.start_year is None
    )
    html = client.get(page.url).content.decode()
    for year, ours, others in [(2019, 3, 1), (2020, 2, 1), (2021, 3, 1), (2022, 3, 4), (2023, 3, 5)]:
        assert f'<tr><th scope="row">{year}</th><td>{ours}</td><td>{others}</td></tr>' in html
    assert 'role="img"' in html


@pytest.mark.parametrize(
    ("status", "start", "end", "written"),
    [
        ("running", 2002, None, "since 2002"),
        ("completed", 2015, 2016, "2015–2016"),
        ("completed", 2021, 2021, "2021"),
        ("completed", None, 2022, "2022"),
        ("running", None, None, ""),
    ],
)
def test_years_as_readers_write_them(status, start, end, written):
    from django.utils import translation

    with translation.override("en"):
        assert str(ProgrammePage(status=status, start_year=start, end_year=end).years) == written
