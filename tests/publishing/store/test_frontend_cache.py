"""A cache before the site keeps pages only where it is told to forget them; and it is told."""

import pytest

from home.models import StandardPage
from publishing.store import purging
from publishing.store.purging import Purger

SHARED = "max-age=0, must-revalidate, s-maxage=600"
OWN = "private, no-cache"


@pytest.fixture
def cached(reader, settings, monkeypatch):
    settings.FRONTEND_CACHE_SECONDS = 600
    monkeypatch.setattr(purging, "WAIT", 0)
    return reader


@pytest.fixture
def purged(monkeypatch):
    """Take down what the cache is told to forget."""
    told: list[set[str]] = []
    monkeypatch.setattr(purging.PurgeBatch, "purge", lambda batch: told.append(set(batch.urls)))
    monkeypatch.setattr(
        purging.threading, "Thread", lambda target, daemon: type("Now", (), {"start": lambda self: target()})()
    )
    return told


def test_without_one_nobody_keeps_a_page(reader, purged):
    assert reader.get("/sl/").headers["Cache-Control"] == OWN
    Purger().look(reader.store.watch.known, stored=reader.store.disk)
    assert not purged


def test_it_may_keep_a_page_under_its_own_address_alone(cached):
    assert cached.get("/sl/").headers["Cache-Control"] == SHARED
    assert cached.get("/sl/", query="utm=1").headers["Cache-Control"] == OWN


def test_it_never_keeps_a_page_that_is_not_current(cached):
    cached.get("/sl/")
    cached.store.watch.answers = False
    cached.store.watch.known = type(cached.store.watch.known)("other", 10**9, 0)
    answer = cached.get("/sl/")
    assert answer.headers["X-Served"] and answer.headers["Cache-Control"] == OWN


def test_it_is_told_once_of_each_generation_also_of_pages_that_are_gone(cached, purged):
    page = StandardPage.objects.filter(locale__language_code="sr-latn").last()
    purger = Purger()
    for _time in range(2):
        purger.look(cached.store.watch.known, stored=cached.store.disk)
    assert len(purged) == 1
    page.unpublish()
    cached.notice()
    purger.look(cached.store.watch.known, stored=cached.store.disk)
    assert len(purged) == 2
    for path in (page.url, page.url.replace("/sr/", "/sr-cyrl/")):
        assert any(address.endswith(path) and address.startswith("http") for address in purged[1])
