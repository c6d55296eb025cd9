"""While one process makes a page, others serve the previous one for a moment; never one that may be gone."""

import threading

import pytest
from wagtail.models import Page

from home.models import StandardPage
from publishing.store import generation
from publishing.store import store as store_module

NEW = "Povsem nova vsebina"


@pytest.fixture
def page(reader, monkeypatch):
    monkeypatch.setattr(store_module, "BRIEFLY", 0.05)
    monkeypatch.setattr(store_module, "GRACE", 0.3)
    page = StandardPage.objects.filter(locale__language_code="sl").last()
    reader.get(page.url)
    return page


def change(page) -> None:
    page.lead = NEW
    page.save_revision().publish()


def test_who_comes_while_a_page_is_made_gets_the_previous_one(reader, other_reader, page):
    other_reader.get(page.url)
    change(page)
    reader.notice()
    with reader.store.disk.lock(page.url):
        previous = reader.get(page.url)
    assert previous.status == 200 and NEW not in previous.text
    assert NEW in reader.get(page.url).text


def test_not_for_longer_than_the_time_of_grace(reader, page):
    change(page)
    reader.notice()
    threading.Event().wait(0.35)
    with reader.store.disk.lock(page.url):
        # Whoever has the lock does not come back; the reader gets the page from Django.
        assert NEW in reader.get(page.url).text


def test_never_when_something_may_have_gone(reader, page):
    other = StandardPage.objects.filter(locale__language_code="sl").first()
    other.unpublish()
    page.refresh_from_db()
    change(page)
    reader.notice()
    with reader.store.disk.lock(page.url):
        assert NEW in reader.get(page.url).text


@pytest.mark.parametrize(
    ("act", "is_known_before"),
    [(change, True), (lambda page: page.unpublish(), False)],
    ids=["changed", "unpublished"],
)
def test_only_where_something_may_have_gone_a_change_waits_for_what_is_live(
    reader, page, monkeypatch, act, is_known_before
):
    watch, before, found = reader.store.watch, reader.store.watch.known, []
    live_paths = generation.live_paths
    monkeypatch.setattr(generation, "live_paths", lambda: found.append(watch.known.number) or live_paths())
    act(page)
    reader.notice()
    assert found == [before.number + is_known_before] and watch.known.number == before.number + 1
    assert (page.url in watch.known.live) is is_known_before


@pytest.mark.parametrize(
    "act", [lambda page: page.unpublish(), lambda page: page.delete()], ids=["unpublished", "deleted"]
)
def test_a_page_that_is_gone_is_gone_from_memory_and_disk_at_once(reader, other_reader, page, act):
    other_reader.get(page.url)
    act(Page.objects.get(pk=page.pk).specific)
    reader.notice()
    assert reader.store.memory.get(page.url) is None
    assert reader.store.disk.load(page.url) is None
    assert reader.get(page.url).status == 404
    # What the other process still had, it drops when it hears of it; and it cannot bring it back.
    other_reader.store.watch.look()
    assert other_reader.get(page.url).status == 404


def test_a_page_that_was_begun_before_a_change_is_not_kept_after_it(reader, page):
    make = reader.store.make

    def slow(path, query, **generation):
        made = make(path, query, **generation)
        StandardPage.objects.get(pk=page.pk).unpublish()
        reader.notice()
        return made

    reader.store.memory.drop(page.url)
    reader.store.disk.drop(page.url)
    reader.store.make = slow
    reader.get(page.url)
    assert reader.store.memory.get(page.url) is None and reader.store.disk.load(page.url) is None
