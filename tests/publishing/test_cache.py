"""Redis may be away: readers and teachers notice nothing."""

import pytest
from django.core.cache import cache

from publishing.cache import RedisCache
from tests.pages.test_every_page import BOOKING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_answers(settings):
    settings.CACHES = {"default": {"BACKEND": "publishing.cache.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}}


@pytest.mark.parametrize(
    "path", ["/sl/", "/uk/", "/sr-cyrl/", *BOOKING.values(), "/en/search/?q=help", "/sitemap.xml"]
)
def test_every_kind_of_page_is_made_without_it(client, path):
    assert client.get(path).status_code == 200


def test_what_it_cannot_be_asked_is_not_in_it(caplog):
    cache.set("key", 1)
    assert cache.get("key", "nothing") == "nothing" and cache.get_many(["key"]) == {}
    assert cache.add("key", 1) is False and "key" not in cache
    assert len([line for line in caplog.messages if "does not answer" in line]) == 1


def test_it_is_asked_again_after_a_rest(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("publishing.cache.time.monotonic", lambda: now[0])
    asked = []
    monkeypatch.setattr(RedisCache, "_cache", property(lambda self: asked.append(1)), raising=False)
    cache._rests_until = 104.0
    assert cache.get("key") is None and asked == []
    now[0] = 105.0
    with pytest.raises(AttributeError):
        cache.get("key")
    assert asked == [1]
