"""Editors keep the words that mean the same, and those that sound like need."""

import pytest
from django.contrib.auth.models import Group, User

from search.models import SearchWords
from search.services import search
from tests.search.conftest import finds

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/site_search/searchwords/add/"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("urednik", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def add(client, words: str, kind: str = "synonyms", language: str = "sl"):
    return client.post(ADD, {"language": language, "kind": kind, "words": words})


def test_an_editor_adds_a_synonym_and_readers_find_by_it(editor, page_of):
    page = page_of("accessibility")
    assert not finds(page, "bralnik za slepe kužke")
    assert add(editor, "dostopnost, kužek").status_code == 302
    assert finds(page, "kužki")
    html = editor.get("/admin/snippets/site_search/searchwords/?q=kužek").content.decode()
    assert "dostopnost, kužek" in html
    SearchWords.objects.get(words="dostopnost, kužek").delete()
    assert not finds(page, "kužki")


def test_a_phrase_may_stand_for_a_word_and_a_word_for_a_phrase(editor, page_of):
    add(editor, "rdeči križ, karambol")
    assert finds(page_of("red-cross-serbia"), "karambol")
    add(editor, "kje brskati, brskanje")
    assert finds(page_of("safe-browsing"), "kje brskati")


def test_what_was_written_comes_before_what_means_the_same(editor):
    add(editor, "zasebnost, novica")
    answer = search(query="zasebnost", language="sl")
    assert answer.found[0].object_id == search(query="varovanje zasebnosti", language="sl").found[0].object_id


def test_a_word_of_need_shows_contacts_in_every_language(editor):
    assert not search(query="rumena ruta", language="en").sounds_like_need
    add(editor, "rumena ruta", kind="need")
    assert search(query="Rumene rute!", language="en").sounds_like_need
    assert not search(query="ruta", language="sl").sounds_like_need


@pytest.mark.parametrize(
    ("words", "kind"), [("", "synonyms"), ("sama", "synonyms"), (" , ;", "need"), ("!!!", "need")]
)
def test_a_group_that_would_do_nothing_is_refused_and_nothing_typed_is_lost(editor, words, kind):
    before = SearchWords.objects.count()
    response = add(editor, words, kind=kind)
    assert response.status_code == 200 and SearchWords.objects.count() == before
    assert response.context["form"].errors["words"] and response.context["form"]["words"].value() == words


def test_words_to_begin_with_are_there_in_each_language():
    for language in ("sl", "en", "sr-latn", "uk"):
        assert SearchWords.objects.filter(language=language, kind="synonyms").count() >= 20
        assert SearchWords.objects.filter(language=language, kind="need").count() == 1


def test_who_may_not_keep_words_cannot(client):
    user = User.objects.create_user("koordinatorka", password="x")
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    assert client.get(ADD).status_code == 302
