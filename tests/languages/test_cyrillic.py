"""The site in Serbian Cyrillic: every page of it, and nothing but it."""

import re

import pytest
from bs4 import BeautifulSoup, NavigableString
from bs4.element import TemplateString
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.urls import reverse

from languages import conversion, scripts
from languages.markup import TEXT_ATTRIBUTES
from languages.models import LoadedRecord, ProtectedWord, protected_words
from languages.scripts import cyrillic_address, in_script, use_script, writing
from languages.serbian import to_cyrillic

pytestmark = pytest.mark.django_db
HOME = "/sr-cyrl/"
NOT_OURS = ["script", "style", "address", "code", "textarea"]
ATTRIBUTES = TEXT_ATTRIBUTES - {"label", "summary"}


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def texts_of(soup: BeautifulSoup) -> list[str]:
    """Return all that a reader is told, but for names of other languages and what is marked as not to be changed."""
    for element in [*soup(NOT_OURS), *soup(translate="no"), *soup("a", hreflang=True, lang=True)]:
        element.extract()
    # Scripts show what stands in templates.
    texts = [text.strip() for text in soup._all_strings(types=(NavigableString, TemplateString))]
    for element in soup.find_all(True):
        texts += [element[name] for name in ATTRIBUTES if element.get(name)]
    for meta in soup.find_all("meta", {"name": "description"}) + soup.find_all("meta", property="og:title"):
        texts.append(meta["content"])
    return texts


def left_in_latin(soup: BeautifulSoup) -> list[str]:
    """Return the texts with a Serbian word that was not converted."""
    protected = protected_words()
    return [text for text in texts_of(soup) if to_cyrillic(text, protected=protected) != text]


def test_one_can_walk_to_every_page_without_leaving_cyrillic(client):
    latin = set(re.findall(r"<loc>[^<]+(/sr/[^<]*)</loc>", client.get("/sitemap.xml").content.decode()))
    pages = {cyrillic_address(path) for path in latin}
    waiting, seen, left = [HOME], set(), {}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert (response.status_code, response["Content-Language"]) == (200, "sr-Cyrl"), path
        assert not response.cookies or path.startswith("/sr-cyrl/zakazivanje/"), path
        soup = soup_of(response)
        assert soup.html["lang"] == "sr-Cyrl"
        canonical = soup.find("link", rel="canonical")["href"].removeprefix(settings.SITE_URL)
        # A part of an archive names the whole of it.
        assert canonical == path or (path not in pages and canonical in pages)
        assert soup.find("meta", property="og:url")["content"] == settings.SITE_URL + canonical
        links = [link["href"] for link in soup("a", href=True) if not link.get("hreflang")]
        links += [form["action"] for form in soup("form", action=True)]
        ours = {link.split("#")[0].split("?")[0] for link in links if re.match(r"/[a-z-]+/", link)}
        assert [link for link in ours if not link.startswith(HOME) and not link.startswith("/documents/")] == [], path
        waiting += {path for path in ours if not path.endswith("/feed/")} - seen - set(waiting)
        left |= {text: path for text in left_in_latin(soup)}
    assert len(pages) > 36
    assert pages <= seen
    assert left == {}


def test_names_that_stay_do_stay_and_names_that_serbian_writes_do_not(client):
    text = soup_of(client.get("/sr-cyrl/programi/")).get_text(" ")
    assert "SOOS TzL" in text and "Вијолица" in text and "Друштво Кључ" in text


def test_the_switcher_names_both_scripts_and_marks_the_one_that_is_read(client):
    for path, current in (("/sr-cyrl/programi/", "sr-Cyrl"), ("/sr/programi/", "sr-Latn"), ("/en/programmes/", "en")):
        links = soup_of(client.get(path)).find(class_="languages").find_all("a")
        assert [link["hreflang"] for link in links] == ["sl", "en", "sr-Latn", "sr-Cyrl", "uk"]
        assert [link.get_text() for link in links][2:4] == ["Srpski", "Српски"]
        assert [link["href"] for link in links][2:4] == ["/sr/programi/", "/sr-cyrl/programi/"]
        assert [link["lang"] for link in links][2:4] == ["sr-Latn", "sr-Cyrl"]
        assert [link["hreflang"] for link in links if link.get("aria-current")] == [current]


def test_a_page_without_an_address_in_the_tree_leads_to_itself_in_the_other_script(client):
    links = soup_of(client.get("/sr-cyrl/zakazivanje/")).find(class_="languages").find_all("a")
    assert [link["href"] for link in links][1:4] == ["/en/booking/", "/sr/zakazivanje/", "/sr-cyrl/zakazivanje/"]


@pytest.mark.parametrize("path", ["/sr-cyrl/nema/", "/sr-cyrl/f/NEMA/", "/sr-cyrl/zakazivanje/moje/nema/"])
def test_what_is_not_here_is_said_in_cyrillic(client, path):
    response = client.get(path)
    soup = soup_of(response)
    assert (response.status_code, soup.html["lang"]) == (404, "sr-Cyrl")
    assert left_in_latin(soup) == []
    assert f'href="{HOME}' in response.content.decode()


def test_a_failure_is_told_in_cyrillic_even_without_the_database(client, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    client.raise_request_exception = False
    monkeypatch.setattr("workshops.views.BookingForm", fail)
    protected_words()
    monkeypatch.setattr(ProtectedWord.objects, "values_list", fail)
    response = client.get("/sr-cyrl/zakazivanje/")
    assert response.status_code == 500
    assert '<html lang="sr-Cyrl">' in response.content.decode() and "полиција" in response.content.decode()
    assert f'href="{HOME}"' in response.content.decode()


@pytest.mark.parametrize("path", ["/sr-cyrl", "/sr-cyrl/programi"])
def test_an_address_without_its_last_slash_leads_on_in_cyrillic(client, path):
    assert client.get(path)["Location"] == f"{path}/"


@pytest.mark.parametrize("path", ["/sr-cyrl-x/", "/sr-cyrlpomoc/", "/sr-latn/", "/sr-Cyrl/"])
def test_only_its_own_address_is_cyrillic(client, path):
    assert client.get(path).status_code == 404


def test_a_refused_form_is_explained_in_cyrillic():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/sr-cyrl/zakazivanje/", {})
    assert response.status_code == 403
    assert left_in_latin(soup_of(response)) == []


def test_the_next_request_is_not_in_cyrillic_any_more(client):
    client.get(HOME)
    assert in_script("reč") == "reč"
    assert "Početna" not in client.get(HOME).content.decode()
    assert '<html lang="sr-Latn">' in client.get("/sr/").content.decode()


def test_a_page_is_converted_once(client, monkeypatch):
    conversion._kept.cache_clear()
    done = []
    convert = conversion.convert_document
    monkeypatch.setattr(conversion, "convert_document", lambda *args: done.append(1) or convert(*args))
    first, again = client.get("/sr-cyrl/programi/"), client.get("/sr-cyrl/programi/")
    assert (len(done), first.content) == (1, again.content)
    client.get("/sr-cyrl/zakazivanje/")
    assert len(done) == 2 and conversion._kept.cache_info().currsize == 1


def test_the_length_that_is_said_is_the_length_that_is_sent(client):
    response = client.get(HOME)
    assert int(response["Content-Length"]) == len(response.content)


def test_a_protected_word_shows_at_once_on_every_page(client):
    assert "Вијолица" in client.get("/sr-cyrl/programi/").content.decode()
    ProtectedWord.objects.create(text="Vijolica")
    assert "Вијолица" not in client.get("/sr-cyrl/programi/").content.decode()


def test_cyrillic_costs_one_query_more_than_latin(client, django_assert_max_num_queries):
    for path in ("/sr-cyrl/", "/sr-cyrl/programi/", "/sr-cyrl/pomoc/"):
        with django_assert_max_num_queries(20, info=path):
            client.get(path)


def test_writing_ends_where_its_block_ends():
    use_script("")
    with writing("sr-cyrl"):
        assert (in_script("Ključ"), scripts.current_code()) == ("Кључ", "sr-cyrl")
        with writing("sl"):
            assert (in_script("Ključ"), scripts.current_code()) == ("Ključ", "sl")
        assert in_script("Ključ") == "Кључ"
    assert in_script("Ključ") == "Ključ"


class TestWordsOfEditors:
    def test_what_is_protected_is_loaded_once_and_stays_away_when_it_was_deleted(self, copy_of_content):
        from languages.loading.protected import load_protected_words

        path = copy_of_content / "protected-words.yaml"
        known = LoadedRecord.objects.filter(kind="languages.ProtectedWord").count()
        assert known == ProtectedWord.objects.count() > 30
        ProtectedWord.objects.filter(text="PDF").delete()
        assert load_protected_words(path) == {"loaded": 0, "unchanged": known}
        path.write_text(path.read_text(encoding="utf-8") + "- Nova\n", encoding="utf-8")
        assert load_protected_words(path)["loaded"] == 1
        assert set(ProtectedWord.objects.filter(text__in=["PDF", "Nova"]).values_list("text", flat=True)) == {"Nova"}

    def test_an_editor_adds_a_word_and_sees_before_what_becomes_of_it(self, admin_client):
        namespace = ProtectedWord.snippet_viewset.get_url_name
        answers = {"text": "  Netflix  i  Disney ", "example": "Gledamo Netflix i Disney."}
        preview = reverse(namespace("preview_on_add"))
        assert admin_client.post(preview, answers).json()["is_valid"]
        shown = admin_client.get(preview).content.decode()
        assert "Гледамо Netflix i Disney." in shown and "Гледамо Netflix и Disney." in shown
        assert admin_client.post(reverse(namespace("add")), answers).status_code == 302
        assert ProtectedWord.objects.filter(text="Netflix i Disney").exists()

    def test_editors_keep_the_list_not_administrators_alone(self):
        permissions = Group.objects.get(name="Editors").permissions.filter(content_type__app_label="languages")
        assert permissions.filter(codename__endswith="_protectedword").count() == 3

    @pytest.mark.parametrize("text", ["", "  ", "…", "PDF"])
    def test_what_is_no_word_or_is_there_already_is_refused_in_plain_words(self, admin_client, text):
        response = admin_client.post(reverse(ProtectedWord.snippet_viewset.get_url_name("add")), {"text": text})
        assert response.status_code == 200
        assert response.context["form"].errors["text"]
