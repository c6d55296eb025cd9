"""Slovenian is the one source: pages come into other languages by translation, and none repeats another."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, TranslationSource

from news.models import NewsIndexPage

from .translating import article, in_language, member

EXPLANATION = "Pages and records are written in Slovenian."


@pytest.fixture
def moderator(client, committed):
    client.force_login(member("Moderators"))
    return client


def english_index() -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code="en")


@pytest.mark.django_db
def test_a_source_in_another_language_is_refused():
    with translation.override("en"), pytest.raises(ValidationError, match="Slovenian original"):
        TranslationSource.update_or_create_from_instance(in_language(article(), "en").specific)


@pytest.mark.parametrize("name", ["add", "add_subpage"])
def test_no_page_is_added_in_another_language_and_the_editor_reads_why(moderator, name):
    index = english_index()
    args = ["news", "newspage", index.pk] if name == "add" else [index.pk]
    response = moderator.get(reverse(f"wagtailadmin_pages:{name}", args=args), follow=True)
    assert response.redirect_chain[0][0] == reverse("wagtailadmin_explore", args=[index.pk])
    assert EXPLANATION in response.content.decode()


def test_the_button_for_a_new_page_is_offered_in_slovenian_alone(moderator):
    slovenian = NewsIndexPage.objects.get(locale__language_code="sl")
    for index, offered in ((slovenian, True), (english_index(), False)):
        html = moderator.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
        assert (reverse("wagtailadmin_pages:add_subpage", args=[index.pk]) in html) is offered


def test_translating_is_offered_on_originals_alone(moderator):
    original = article()
    in_language(original, "uk").delete()
    offer = "/localize/submit/page/"
    assert offer in moderator.get(reverse("wagtailadmin_explore", args=[original.pk])).content.decode()
    english = in_language(original, "en")
    assert offer not in moderator.get(reverse("wagtailadmin_explore", args=[english.pk])).content.decode()
    response = moderator.get(reverse("wagtail_localize:submit_page_translation", args=[english.pk]), follow=True)
    assert response.redirect_chain[0][0] == reverse("wagtail_localize:submit_page_translation", args=[original.pk])
    assert EXPLANATION in response.content.decode()


def test_there_is_no_way_to_an_alias_page(moderator):
    page = article()
    english = in_language(page, "en")
    copying = moderator.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).content.decode()
    assert 'name="new_title"' in copying and 'name="alias"' not in copying
    response = moderator.post(reverse("wagtail_localize:convert_to_alias", args=[english.pk]), follow=True)
    assert "There are no alias pages" in response.content.decode()
    english.refresh_from_db()
    assert english.alias_of_id is None


def test_a_page_is_neither_copied_nor_moved_into_another_language(committed):
    page = article()
    assert not page.can_move_to(english_index())
    assert not page.permissions_for_user(member("Moderators")).can_copy_to(english_index())


@pytest.mark.django_db
def test_languages_are_not_filled_with_copies(admin_client):
    english = Locale.objects.get(language_code="en")
    html = admin_client.get(reverse("wagtaillocales:edit", args=[english.pk])).content.decode()
    assert "sync_from" not in html
    with pytest.raises(ValidationError):
        LocaleSynchronization.objects.create(locale=english, sync_from=Locale.objects.get(language_code="sl"))
    assert not Page.objects.filter(alias_of__isnull=False).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("pk", ["0", "999999", "x"])
def test_a_record_that_is_not_there_is_not_found(admin_client, pk):
    address = reverse("wagtail_localize:submit_snippet_translation", args=["news", "newstopic", pk])
    assert admin_client.get(address).status_code == 404
