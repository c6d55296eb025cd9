"""A counter against floods of requests, which knows no addresses and costs no booking."""

import pytest
from django.core.cache import cache

from tests.workshops.test_booking_form import URLS, answers
from workshops import limits
from workshops.models import Booking

pytestmark = pytest.mark.django_db
HOME, OTHER = "193.2.1.66", "193.2.1.67"


@pytest.fixture(autouse=True)
def two_an_hour(settings):
    settings.BOOKING_REQUESTS_PER_HOUR = 2
    cache.clear()


def send(client, number: int, address=HOME, **extra):
    return client.post(URLS["sl"], answers(participants=str(number)), REMOTE_ADDR=address, **extra).status_code


def test_too_many_requests_are_asked_to_wait_and_nothing_typed_is_lost(client):
    assert [send(client, number) for number in (10, 11)] == [302, 302]
    response = client.post(URLS["sl"], answers(participants="12"), REMOTE_ADDR=HOME)
    html = response.content.decode()
    assert response.status_code == 429
    assert 'value="Živa Žagar"' in html and 'value="12"' in html and "info@drustvo-kljuc.si" in html
    assert Booking.objects.count() == 2
    assert send(client, 13, OTHER) == 302


def test_a_form_with_errors_is_not_counted(client):
    for _time in range(5):
        client.post(URLS["sl"], answers(email="x"), REMOTE_ADDR=HOME)
    assert send(client, 10) == 302


def test_an_address_is_neither_stored_nor_logged(client, monkeypatch, caplog):
    seen = []
    monkeypatch.setattr(limits, "cache", type("Cache", (), {"add": lambda *a: seen.append(a), "incr": lambda *a: 1}))
    send(client, 10)
    assert len(seen) == 1 and HOME not in str(seen) and HOME not in caplog.text


def test_the_salt_changes_every_day(monkeypatch):
    from ipaddress import ip_address

    from freezegun import freeze_time

    keys = set()
    for day in ("2027-03-01", "2027-03-02"):
        with freeze_time(f"{day} 10:00:00"):
            keys.add(limits._key(ip_address(HOME)))
    assert len(keys) == 2


def test_a_cache_that_is_down_costs_no_booking(client, settings, caplog):
    settings.CACHES = {
        "default": {"BACKEND": "publishing.cache.OptionalRedisCache", "LOCATION": "redis://127.0.0.1:9/0"}
    }
    assert [send(client, number) for number in (10, 11, 12)] == [302, 302, 302]
    assert "not counted" in caplog.text and HOME not in caplog.text


def test_behind_a_proxy_without_a_named_header_nobody_is_counted_for_all(client):
    assert [send(client, number, "127.0.0.1") for number in (10, 11, 12)] == [302, 302, 302]
    header = {"HTTP_X_REAL_IP": HOME}
    assert send(client, 13, "127.0.0.1", **header) == 302


def test_the_proxys_header_is_believed_when_the_settings_name_it(client, settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    forged = [{"HTTP_X_FORWARDED_FOR": f"8.8.8.{number}, {HOME}"} for number in range(3)]
    assert [send(client, number, "127.0.0.1", **forged[number - 1]) for number in (1, 2, 3)][2:] == [429]
    assert send(client, 4, "127.0.0.1", HTTP_X_FORWARDED_FOR=OTHER) == 302
    assert send(client, 5, "127.0.0.1", HTTP_X_FORWARDED_FOR="nonsense") == 302


def test_a_household_has_one_ipv6_network(client):
    addresses = ["2001:67c:1234:5::1", "2001:67c:1234:5:ffff::2", "2001:67c:1234:5::3", "2001:67c:1234:6::1"]
    assert [send(client, number, address) for number, address in enumerate(addresses, start=10)] == [
        *(302, 302, 429, 302)
    ]
