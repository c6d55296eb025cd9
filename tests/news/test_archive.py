"""The list of news takes any page number and any date without falling over."""

import re
from datetime import date

import pytest
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from news.models import NewsIndexPage, NewsPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return NewsIndexPage.objects.get(locale__language_code="sl")


def test_list_shows_articles_newest_first(client, index):
    html = client.get(index.url).content.decode()
    titles = [article.title for article in NewsPage.objects.child_of(index).live().order_by("-date")]
    positions = [html.index(f">{title}</a>") for title in titles]
    assert len(titles) == 6
    assert positions == sorted(positions)


@pytest.mark.parametrize("number", ["0", "-1", "999", "abc", "1e9", "", "1'--", "٣"])
def test_a_bad_page_number_shows_a_page(client, index, number):
    assert client.get(index.url, {"page": number}).status_code == 200


@pytest.mark.parametrize("path", ["2022/", "2014/", "2022/6/"])
def test_archive_lists_a_period(client, index, path):
    response = client.get(index.url + path)
    assert response.status_code == 200
    assert b'class="card"' in response.content


@pytest.mark.parametrize(
    "path",
    [
        "1800/",
        "99999/",
        "2022/13/",
        "2022/0/",
        "2015/",
        "2022/1/",
        "abc/",
        "t/nic/",
        "2022/6/1/",
        "999999999999/1/",
    ],
)
def test_a_bad_or_empty_period_is_a_friendly_404(client, index, path):
    response = client.get(index.url + path)
    assert response.status_code == 404
    assert b'href="tel:112"' in response.content


def test_topics_list_their_articles(client, index):
    article = NewsPage.objects.child_of(index).filter(topic__isnull=False).first()
    html = client.get(f"{index.url}t/{article.topic.slug}/").content.decode()
    assert article.title in html


def test_an_article_whose_day_is_unknown_shows_its_year_alone(client, index):
    article = NewsPage.objects.get(locale__language_code="sl", date_precision="year")
    html = client.get(article.url).content.decode()
    assert f'<time datetime="{article.date.year}">{article.date.year}</time>' in html


def test_an_article_whose_month_is_unknown_is_in_its_year_and_in_no_month(client, index):
    article = NewsPage.objects.get(locale__language_code="sl", date_precision="year")
    assert article.title in client.get(f"{index.url}{article.date.year}/").content.decode()
    assert article.title not in client.get(f"{index.url}{article.date:%Y}/{article.date.month}/").content.decode()


@pytest.fixture
def many(index):
    """Add 23 articles to one month; the day of every other one is unknown."""
    for number in range(23):
        known = {"date": date(2014, 7, number + 1), "date_precision": "month" if number % 2 else "day"}
        index.add_child(
            instance=NewsPage(title=f"Julij {number}", slug=f"julij-{number}", lead="Uvod", body=[], **known)
        )


def archive_of(client, path: str, what: str) -> dict[str, int]:
    """Return how many articles the archive on a page counts, by the address of each year or month below the list."""
    html = client.get(path).content.decode()
    index = re.match(r"/\w+/\w+/", path)[0]
    return {path: int(count) for path, count in re.findall(rf'{index}({what})"[^>]*>[^<]+</a> \((\d+)\)', html)}


def years_of(client, index) -> dict[str, int]:
    return archive_of(client, index.url, r"\d+/")


def months_of(client, index) -> dict[str, int]:
    """Return the months of all years: each year names its own."""
    found = [archive_of(client, index.url + year, r"\d+/\d+/") for year in years_of(client, index)]
    return {month: count for months in found for month, count in months.items()}


def titles_at(client, path: str, pages: int) -> list[str]:
    htmls = [client.get(path, {"page": number + 1}).content.decode() for number in range(pages)]
    return [title for html in htmls for title in re.findall(r'class="card__link"[^>]*>([^<]+)<', html)]


def test_each_article_stands_once_in_the_pages_of_the_list(client, index, many):
    expected = NewsPage.objects.child_of(index).live().order_by("-date", "-pk")
    titles = [escape(article.title) for article in expected]
    assert titles_at(client, index.url, 3) == titles
    assert len(titles) == 29


def test_the_archive_counts_what_its_years_and_months_list(client, index, many):
    months, years = months_of(client, index), years_of(client, index)
    assert months["2014/7/"] >= 23 and years["2014/"] >= 23
    for path, count in (months | years).items():
        assert len(titles_at(client, index.url + path, (count + 9) // 10)) == count, path


def test_only_the_year_that_is_open_names_its_months(client, index, many):
    def named(path: str) -> set[str]:
        return {month[:4] for month in archive_of(client, index.url + path, r"\d+/\d+/")}

    last = max(years_of(client, index))[:4]
    assert named("") <= {last} and last != "2014"
    assert named("2014/") == named("2014/7/") == {"2014"}


def test_the_archive_does_not_count_what_readers_may_not_see(client, index):
    before, of_years = sum(months_of(client, index).values()), sum(years_of(client, index).values())
    article = NewsPage.objects.child_of(index).exclude(date_precision="year").first()
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert sum(months_of(client, index).values()) == before - 1
    assert sum(years_of(client, index).values()) == of_years - 1


def test_an_empty_list_says_so(client, index):
    for article in NewsPage.objects.child_of(index):
        article.unpublish()
    assert 'class="empty"' in client.get(index.url).content.decode()


def test_articles_of_a_programme_stand_on_its_page_in_each_language(client):
    from programmes.models import ProgrammePage

    for programme in ProgrammePage.objects.filter(slug="pogum").select_related("locale"):
        html = client.get(programme.url).content.decode()
        article = NewsPage.objects.get(locale=programme.locale, date_precision="year")
        assert article.title in html
