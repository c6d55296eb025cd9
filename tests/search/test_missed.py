"""Editors see what readers did not find; nothing that one or two people wrote is ever stored."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from search import missed
from search.missed import countable
from search.models import MissedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def ask(client, query: str, times: int = 1, prefix: str = "sl") -> None:
    for _time in range(times):
        assert client.get(f"/{prefix}/search/", {"q": query}).status_code == 200


def stored() -> list[tuple]:
    return list(MissedSearch.objects.order_by("pk").values_list("language", "words", "count"))


def test_two_searches_leave_nothing_and_the_third_is_counted(client):
    ask(client, "Krompir", 2)
    assert stored() == []
    ask(client, "KROMPIR")
    assert stored() == [("sl", "krompir", 3)]
    ask(client, "krompir", 2)
    assert stored() == [("sl", "krompir", 5)]
    assert MissedSearch.objects.get().day == timezone.localdate()


def test_after_a_restart_counting_goes_on_in_the_same_row(client):
    ask(client, "krompir", 4)
    cache.clear()
    ask(client, "krompir", 2)
    assert stored() == [("sl", "krompir", 4)]
    ask(client, "krompir")
    assert stored() == [("sl", "krompir", 7)]


def test_what_is_found_is_not_counted(client):
    ask(client, "delavnice", 4)
    ask(client, "delavnca", 4)
    assert stored() == []


@pytest.mark.parametrize(
    "query",
    [
        "janez@example.org",
        "041 234 567",
        "EMŠO 1234567",
        "jaz sem Janez Novak iz Kranja",
        "https://example.org",
        "x" * 80,
        "!!!",
        "",
    ],
)
def test_what_may_be_about_a_person_is_never_counted(client, query):
    assert countable(query, "sl") == ""
    ask(client, query, 4)
    assert stored() == []


def test_the_cache_holds_no_words(client, monkeypatch):
    keys = []
    add = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *more, **named: keys.append(key) or add(key, *more, **named))
    ask(client, "krompir")
    assert keys and not any("krompir" in key for key in keys)


def test_a_flood_of_made_up_words_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(missed, "MOST_KINDS", 2)
    for query in ("asdfghjkla", "qwertzuiopa", "yxcvbnmasa"):
        ask(client, query, 3)
    assert len(stored()) == 2


def test_a_search_answers_though_it_cannot_be_counted(client, monkeypatch, caplog):
    def fail(*arguments):
        raise DatabaseError

    monkeypatch.setattr(missed, "_store", fail)
    ask(client, "krompir", 3)
    assert "krompir" not in caplog.text and "not counted" in caplog.text


def test_counts_are_forgotten_after_a_year():
    today = timezone.localdate()
    for days in (365, 366):
        MissedSearch.objects.create(day=today - timedelta(days=days), language="sl", words="krompir", count=3)
    call_command("purge_missed_searches")
    assert [row.day for row in MissedSearch.objects.all()] == [today - timedelta(days=365)]


def test_forgetting_runs_every_day(settings):
    assert "purge_missed_searches" in settings.DAILY_COMMANDS


@pytest.fixture
def editor(client):
    user = User.objects.create_user("urednik", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def test_editors_see_the_sums_and_filter_by_language(editor):
    today = timezone.localdate()
    for days, language, words, count in ((0, "sl", "krompir", 3), (1, "sl", "krompir", 4), (0, "uk", "борщ", 5)):
        MissedSearch.objects.create(day=today - timedelta(days=days), language=language, words=words, count=count)
    html = editor.get("/admin/reports/searches/").content.decode()
    assert (html.index("krompir") < html.index("борщ") and ">\n            7" in html) or "7" in html
    html = editor.get("/admin/reports/searches/results/?language=uk").content.decode()
    assert "борщ" in html and "krompir" not in html
    assert editor.get("/admin/reports/searches/?export=xlsx").status_code == 200
    assert editor.get("/admin/reports/searches/?language=nonsense&day_from=x").status_code == 200
    assert "/admin/reports/searches/" in editor.get("/admin/").content.decode()


def test_the_report_has_words_for_nothing(editor):
    assert (
        "Nothing was searched in vain"
        in editor.get("/admin/reports/searches/", headers={"accept-language": "en"}).content.decode()
    )


def test_the_report_is_not_for_everybody(client):
    user = User.objects.create_user("koordinatorka", password="x")
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    assert client.get("/admin/reports/searches/").status_code == 302
    assert "/admin/reports/searches/" not in client.get("/admin/").content.decode()
