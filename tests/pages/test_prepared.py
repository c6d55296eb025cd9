"""What makes a page cheap for the processor: SQL that is built once, and addresses that ask nobody."""

import pytest
from django.db.models import Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.utils import translation
from wagtail.models import Page

from languages import services
from news.models import NewsPage
from pages.prepared import rows, some

pytestmark = pytest.mark.django_db


def _pages(*, language: str, depth: int, **keys: int) -> QuerySet:
    wanted = Q(pk__in=keys.values()) if keys else Q(depth=depth)
    return Page.objects.filter(wanted, locale__language_code=language, depth=depth).select_related("locale")


def _with_topic(*, key: int) -> QuerySet:
    return NewsPage.objects.filter(pk=key).select_related("topic")


def _below(*, path: str) -> QuerySet:
    return Page.objects.filter(path__startswith=path)


def test_each_caller_gets_what_it_asked_for():
    for language in ("sl", "uk", "sl"):
        for depth in (2, 3):
            expected = Page.objects.filter(locale__language_code=language, depth=depth)
            assert set(rows(_pages, language=language, depth=depth)) == set(expected)


@pytest.mark.parametrize("number", [1, 7, 8, 9, 20])
def test_any_number_of_keys_can_be_given(number):
    keys = list(Page.objects.filter(locale__language_code="sl", depth=4).values_list("pk", flat=True)[:number])
    found = rows(_pages, language="sl", depth=4, **some("key", keys))
    assert sorted(page.pk for page in found) == sorted(keys)


def test_related_records_come_with_it(django_assert_num_queries):
    article = NewsPage.objects.exclude(topic=None).first()
    topic = article.topic
    with django_assert_num_queries(1):
        assert rows(_with_topic, key=article.pk)[0].topic == topic


def test_a_query_that_changes_what_it_is_given_is_refused():
    with pytest.raises(ValueError, match="path"):
        rows(_below, path="0001")


@pytest.mark.parametrize(
    "path",
    [
        "/sl/",
        "/sl/pomoc/",
        "/sl/osnovne-informacije/",
        "/sl/programi/",
        "/sl/programi/vijolica/",
        "/sl/delavnice/",
        "/sl/gradiva/",
        "/sl/novice/",
        "/sl/novice/dvajset-let-drustva-kljuc/",
    ],
)
def test_a_page_that_was_made_before_builds_no_sql(client, monkeypatch, path):
    monkeypatch.setattr(services, "REMEMBERED_FOR", 3600)
    client.get(path)
    built = []
    as_sql = SQLCompiler.as_sql

    def noted(self, *args, **more):
        built.append(str(self.query.model))
        return as_sql(self, *args, **more)

    monkeypatch.setattr(SQLCompiler, "as_sql", noted)
    monkeypatch.setattr(SQLCompiler, "get_converters", lambda self, columns: built.append(columns))
    assert client.get(path).status_code == 200
    assert built == []


@pytest.mark.parametrize("path", ["/sl/novice/", "/uk/", "/sr/"])
def test_no_address_costs_another_language(client, monkeypatch, path):
    activated = []
    activate = translation.activate
    monkeypatch.setattr(translation, "activate", lambda code: activated.append(code) or activate(code))
    assert client.get(path).status_code == 200
    assert len(activated) < 8


def test_addresses_are_those_of_wagtail():
    for page in Page.objects.filter(depth__gt=1).specific():
        assert page.url == Page.get_url(page)
    outside = Page(url_path="/elsewhere/page/", depth=3)
    assert outside.url is None
