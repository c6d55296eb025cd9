"""The search page, as readers use it without JavaScript."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing.views import page_not_found
from search.models import SearchEntry
from search.services import search

pytestmark = pytest.mark.django_db
PREFIXES = {"sl": "sl", "en": "en", "sr-latn": "sr", "uk": "uk"}


def soup_of(client, query: str | None = None, prefix: str = "sl", **more) -> BeautifulSoup:
    response = client.get(f"/{prefix}/search/", {"q": query, **more} if query is not None else {})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select(".result__title a")]


@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_the_form_has_a_label_and_keeps_what_was_typed(client, prefix):
    soup = soup_of(client, 'a"<b>', prefix)
    field = soup.select_one("main input[name=q]")
    assert field["value"] == 'a"<b>' and field["type"] == "search" and field["autocomplete"] == "off"
    assert soup.find("label", {"for": field["id"]}).get_text(strip=True)
    form = field.find_parent("form")
    assert form["action"] == f"/{prefix}/search/" and form.get("method", "get") == "get"


def test_without_a_query_there_is_a_form_and_nothing_else(client):
    for query in (None, "", "   ", "\x00"):
        soup = soup_of(client, query)
        assert soup.select("main form") and not soup.select(".outcome, .results, .need")


def test_results_lead_to_pages_and_mark_the_words_in_every_form(client):
    soup = soup_of(client, "delavnico")
    assert titles(soup)[0] == "Delavnice"
    assert soup.select_one(".result__title a")["href"] == "/sl/delavnice/"
    marks = {mark.get_text().lower() for mark in soup.select(".result mark")}
    assert {"delavnice", "delavnica", "delavnico"} <= marks
    assert all(len(excerpt.get_text()) < 400 for excerpt in soup.select(".result__excerpt"))


def test_pages_of_results_keep_the_query_and_bad_numbers_lead_to_the_nearest(client):
    first = soup_of(client, "društvo & ključ")
    link = first.select_one(".pagination a[rel=next]")["href"]
    assert "q=dru%C5%A1tvo%20%26%20klju%C4%8D" in link
    second = BeautifulSoup(client.get(link).content, "html.parser")
    assert titles(second) and set(titles(second)).isdisjoint(titles(first))
    for number in ("0", "-1", "x", "1e9", "", "99999999999999999999"):
        assert titles(soup_of(client, "društvo", page=number))


def test_a_typing_error_gives_results_and_says_what_was_meant(client):
    soup = soup_of(client, "delavnca")
    meant = soup.select_one(".outcome__meant")
    assert meant.get_text() == "delavnica" and meant["href"] == "/sl/search/?q=delavnica"
    assert titles(soup)[0] == "Delavnice"


def test_some_of_the_words_are_better_than_nothing_and_it_says_so(client):
    soup = soup_of(client, "nogomet žrtev")
    assert titles(soup) and soup.select_one(".outcome p")


def test_where_nothing_is_found_other_languages_are_offered(client):
    soup = soup_of(client, "workshop & parents")
    assert not titles(soup)
    link = soup.select_one(".elsewhere a[hreflang=en]")
    assert link["href"] == "/en/search/?q=workshop%20%26%20parents" and "(" in link.get_text()
    assert titles(BeautifulSoup(client.get(link["href"]).content, "html.parser"))


@pytest.mark.parametrize(
    ("prefix", "query"),
    [("sl", "pomoč"), ("sl", "help"), ("sl", "beg"), ("en", "допомога"), ("uk", "допоможіть"), ("sr", "упомоћ")],
)
def test_words_that_sound_like_need_show_help_contacts_above_the_results(client, prefix, query):
    soup = soup_of(client, query, prefix)
    need = soup.select_one(".need")
    assert need.select_one("a[href='tel:112']") and need.select_one("a.button--help")
    later = need.find_next(class_="outcome")
    assert later is not None


def test_other_words_show_no_contacts(client):
    assert not soup_of(client, "delavnice").select(".need")


def test_the_answer_is_stored_nowhere_and_indexed_by_nobody(client):
    response = client.get("/sl/search/", {"q": "beg"})
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex" and b'name="robots" content="noindex"' in response.content
    assert response["Referrer-Policy"] == "no-referrer" and not response.cookies
    html = response.content.decode()
    assert "beg" not in BeautifulSoup(html, "html.parser").title.get_text()
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_only_reading_is_allowed(client):
    assert client.post("/sl/search/", {"q": "x"}).status_code == 405
    assert client.head("/sl/search/?q=x").status_code == 200


def test_no_log_holds_what_was_searched(client, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    client.get("/sl/search/", {"q": "skrivnost"})
    client.post("/sl/search/?q=skrivnost")
    monkeypatch.setattr("search.views.search", lambda **query: 1 / 0)
    client.raise_request_exception = False
    assert client.get("/sl/search/", {"q": "skrivnost"}).status_code == 500
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert any("/sl/search/" in message for message in said)
    assert not any("skrivnost" in message for message in said)


@pytest.mark.parametrize(
    "query", ["delavnice", "delavnca", "krompir in čebula", "допомога", "pomoč", "nogomet žrtev", "112"]
)
def test_a_search_costs_at_most_twenty_queries(client, django_assert_max_num_queries, query):
    client.get("/sl/search/", {"q": query})
    with django_assert_max_num_queries(20, info=query):
        client.get("/sl/search/", {"q": query})


def test_queries_do_not_grow_with_results(client, page_of, monkeypatch):
    from django.db import connection

    monkeypatch.setattr("languages.services.REMEMBERED_FOR", 3600)
    counts = set()
    for query in ("trgovina z ljudmi", "soos"):
        client.get("/sl/search/", {"q": query})
        with CaptureQueriesContext(connection) as captured:
            client.get("/sl/search/", {"q": query})
        counts.add(len(captured))
    assert len(counts) == 1


def test_an_entry_whose_page_is_gone_is_not_shown(client, page_of):
    SearchEntry.objects.filter(object_id=page_of("workshops").pk).update(object_id=999_999)
    assert "Delavnice" not in titles(soup_of(client, "delavnice"))


def test_the_page_that_is_not_here_offers_a_search_without_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0), translation.override("uk"):
        response = page_not_found(rf.get("/uk/nowhere/"))
    form = BeautifulSoup(response.content, "html.parser").select_one("form")
    assert form["action"] == "/uk/search/" and form.select_one("label") and form.select_one("[name=q]")


def test_every_page_leads_to_the_search(client):
    for prefix in PREFIXES.values():
        link = BeautifulSoup(client.get(f"/{prefix}/").content, "html.parser").select_one(".site-nav__search")
        assert link["href"] == f"/{prefix}/search/"


ANYTHING = st.text(max_size=300) | st.text(
    alphabet="абвгžčš ()'’\"%_*\\+-&|!:@#0123456789\x00\n\t\u202e\ud800", max_size=80
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=ANYTHING, language=st.sampled_from([*PREFIXES, "sr", "de"]))
def test_no_query_is_harmful(query, language):
    answer = search(query=query, language=language)
    assert len(answer.query) <= 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=ANYTHING.map(lambda text: text.encode("utf-8", "ignore").decode()), page=st.text(max_size=5))
def test_no_address_gives_an_error(client, query, page):
    page = page.encode("utf-8", "ignore").decode()
    assert client.get("/uk/search/", {"q": query, "page": page}).status_code == 200


@pytest.mark.parametrize(
    "raw", ["%ff%fe", "%00", "%ed%a0%80", "a" * 100_000, "%F0%9F%98%80" * 50, "q&q=x&q=y"], ids=range(6)
)
def test_bytes_that_are_no_text_are_harmless(client, raw):
    assert client.get(f"/sl/search/?q={raw}").status_code == 200
