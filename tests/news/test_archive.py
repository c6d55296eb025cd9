"""The list of news takes any page number and any date without falling over."""

import pytest

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
