"""A Redis that is away is an empty cache; nobody waits for it twice in a moment."""

import pytest
from redis.exceptions import ConnectionError as RedisAwayError

from publishing import cache as optional
from publishing.cache import OptionalRedisCache
from tests.pages.test_every_page import BOOKING


@pytest.fixture
def away(monkeypatch, tmp_path):
    """A cache whose Redis does not answer, in a process that knows nothing of it yet."""
    monkeypatch.setattr(OptionalRedisCache, "_rests_until", 0.0)
    monkeypatch.setattr(OptionalRedisCache, "_said", -optional.BETWEEN_MESSAGES)
    return OptionalRedisCache(f"unix://{tmp_path}/none.sock", {})


def test_nothing_is_found_and_nothing_fails(away):
    assert away.get("a", "else") == "else"
    assert away.get_or_set("a", 1) == 1
    assert away.add("a", 1) is True
    assert away.get_many(["a"]) == {} and "a" not in away
    away.set("a", 1)
    away.delete("a")
    away.clear()
    with pytest.raises(ValueError):
        away.incr("a")


def test_it_is_left_alone_for_a_while_and_spoken_of_once(away, monkeypatch, caplog):
    asked = []

    def refuse(*args, **kwargs):
        asked.append(args)
        raise RedisAwayError

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", refuse)
    for _time in range(3):
        away.get("a")
    assert len(asked) == 1
    monkeypatch.setattr(OptionalRedisCache, "_rests_until", 0.0)
    away.get("a")
    assert len(asked) == 2
    assert [record.name for record in caplog.records] == ["publishing.cache"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sl/", "/sr-cyrl/", *BOOKING.values(), "/en/search/?q=help", "/sitemap.xml"])
def test_every_kind_of_page_is_made_without_it(client, settings, path):
    settings.CACHES = {
        "default": {"BACKEND": "publishing.cache.OptionalRedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    assert client.get(path).status_code == 200
