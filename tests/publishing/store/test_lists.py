"""Lists by page, year, month, topic and kind are kept as pages are: those that links of ours lead to."""

import re
from datetime import date

import pytest
from wagtail.models import Page

from languages.models import TranslationState
from news.lists import list_paths
from news.models import PER_PAGE, NewsIndexPage, NewsPage, NewsTopic
from programmes.choices import Kind
from publishing import sitemaps
from publishing.store.background import Background
from publishing.store.live import live_paths
from publishing.store.render import CannotAnswerError
from tests.publishing.store.test_background import limit_to

INDEX = "/sl/novice/"


@pytest.fixture
def articles(db) -> NewsIndexPage:
    """So many articles of one month and topic that each of their lists has a second page."""
    index = NewsIndexPage.objects.get(locale__language_code="sl")
    topic = NewsTopic.objects.filter(locale=index.locale).first()
    for number in range(PER_PAGE + 1):
        page = NewsPage(title=f"Novica {number}", slug=f"novica-{number}", lead="Uvod", date=date(2020, 5, 1))
        page.topic, page.body = topic, "[]"
        index.add_child(instance=page)
    return index


def linked_from(client, path: str) -> set[str]:
    """Return what a list leads to, and what that leads to, as long as it is a list of articles."""
    found, waiting = set(), [path]
    while waiting:
        address = waiting.pop()
        text = client.get(address).content.decode()
        for link in re.findall(r'<a [^>]*href="([^"#]*)"', text):
            link = address.partition("?")[0] + link if link.startswith("?") else link
            is_list = re.fullmatch(rf"{INDEX}(\d+/(\d+/)?|t/[\w-]+/)?(\?page=\d+)?", link)
            if is_list and link not in found:
                found.add(link)
                waiting.append(link)
    return found


def test_all_lists_of_articles_that_links_lead_to_are_known_and_no_others(articles, client):
    linked = linked_from(client, INDEX)
    assert {f"{INDEX}2020/5/?page=2", f"{INDEX}?page=1", f"{INDEX}2014/7/"} < linked
    assert {path for path in list_paths() if path.startswith(INDEX)} == linked
    topic = NewsTopic.objects.filter(locale=articles.locale).first()
    TranslationState.objects.filter(original=topic.translation_key, locale=articles.locale).delete()
    state = {"original_id": topic.translation_key, "locale": articles.locale}
    TranslationState.objects.create(**state, incomplete=True)
    assert linked - set(list_paths()) == {path for path in linked if f"/t/{topic.slug}/" in path} != set()
    articles.unpublish()
    assert not any(path.startswith(INDEX) for path in list_paths())


def test_a_list_is_there_after_a_restart_when_all_else_is_down(articles, reader, other_reader):
    reader.notice()
    programmes = Page.objects.get(programmeindexpage__isnull=False, locale__language_code="uk").url
    lists = [(INDEX, "page=2"), (f"{INDEX}2020/5/", "x=1&page=2"), (programmes, f"kind={Kind.HEALTH}")]
    bodies = [reader.get(path, query=query).body for path, query in lists]
    assert len(set(bodies)) == 3
    other_reader.store.watch.known = type(other_reader.store.watch.known)()
    other_reader.store.watch.answers = False
    other_reader.store.make = fail
    answers = [other_reader.get(path, query=query) for path, query in lists]
    assert [answer.body for answer in answers] == bodies
    assert {answer.headers["X-Served"] for answer in answers} == {"last-good-copy"}


def fail(*args, **kwargs):
    raise CannotAnswerError("500")


def test_made_up_queries_do_not_come_to_the_disk(articles, reader):
    reader.notice()
    for query in ("page=2", "page=3", "page=02", "page=x", "kind=health", "page="):
        assert reader.get(INDEX, query=query).status == 200
    assert {path for path, _token in reader.store.disk.paths()} == {INDEX, f"{INDEX}?page=2"}


def test_a_list_that_is_gone_goes_from_the_disk(articles, reader):
    reader.notice()
    assert "/sl/novice/novica-1/" in reader.get(INDEX, query="page=2").text
    NewsPage.objects.get(slug="novica-3").delete()
    reader.notice()
    assert f"{INDEX}2020/5/?page=2" not in live_paths() and f"{INDEX}?page=2" in live_paths()
    for article in NewsPage.objects.filter(slug__startswith="novica-"):
        article.unpublish()
    reader.notice()
    assert {path for path, _token in reader.store.disk.paths()} == {INDEX}


def test_the_worker_makes_lists_after_pages(reader, other_reader, tmp_path):
    kinds = "/sl/programi/?kind=health"
    limit_to(other_reader, kinds, "/sl/programi/", "/sl/")
    Background(store=other_reader.store).work()
    assert other_reader.made[-1] == kinds
    assert kinds in {path for path, _token in reader.store.disk.paths()}
    assert (tmp_path / "pages/sl/programi/=kind=health.meta").exists()


def test_files_of_a_large_sitemap_are_kept(reader, monkeypatch):
    monkeypatch.setattr(sitemaps, "PER_FILE", 40)
    reader.notice()
    parts = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", reader.get("/sitemap.xml").text)
    assert len(parts) > 1 and set(parts) <= live_paths()
