"""No half-translated page goes public, whichever way somebody publishes, unless an editor says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from home.models import HelpContact
from languages.models import TranslationState
from languages.translations.guard import IncompleteTranslation
from news.models import NewsTopic

from .test_translation_states import new_article
from .translating import Status, article, in_language, member, publish, state, translate_rest, translation_of


@pytest.fixture
def moderator(client, committed):
    client.force_login(member("Moderators"))
    return client


@pytest.fixture
def half_translated(committed):
    """The English page of an article whose original has one new text."""
    page = article()
    publish(page, lead="Povsem nov uvod.")
    return in_language(page, "en").specific


def refusal(page) -> str:
    return reverse("translation_refused", args=[translation_of(page, page.locale.language_code).pk])


def test_publishing_in_the_editor_leads_to_the_list_of_what_is_missing(moderator, half_translated):
    response = moderator.post(f"/admin/pages/{half_translated.pk}/edit/", {"action": "publish"}, follow=True)
    assert response.redirect_chain == [(refusal(half_translated), 302)]
    html = response.content.decode()
    assert "1 text is not translated into" in html and "Povsem nov uvod." in html
    half_translated.refresh_from_db()
    assert half_translated.lead != "Povsem nov uvod."


def test_saving_the_translation_is_refused_before_the_public_row_is_touched(half_translated):
    for publish_it in (True, False):
        try:
            translation_of(half_translated, "en").save_target(publish=publish_it)
        except IncompleteTranslation as error:
            assert [piece.text for piece in error.missing] == ["Povsem nov uvod."]
    half_translated.refresh_from_db()
    assert half_translated.lead != "Povsem nov uvod." and not half_translated.has_unpublished_changes


def test_publishing_a_revision_is_refused(half_translated):
    with pytest.raises(IncompleteTranslation):
        half_translated.get_latest_revision().publish()


def test_publishing_from_a_listing_leads_to_the_list_of_what_is_missing(moderator, half_translated):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = moderator.post(f"{address}?id={half_translated.pk}", {"next": "/admin/"})
    assert (response.status_code, response.url) == (302, refusal(half_translated))


def test_a_schedule_waits_until_the_translation_is_complete_and_holds_up_nothing_else(half_translated):
    due = timezone.now() - timedelta(minutes=1)
    before = half_translated.last_published_at
    for page in (half_translated, article()):
        page.get_latest_revision().__class__.objects.filter(pk=page.latest_revision_id).update(
            approved_go_live_at=due
        )
    call_command("publish_scheduled")
    half_translated.refresh_from_db()
    assert half_translated.last_published_at == before and half_translated.live
    assert article().last_published_at > before
    translate_rest(article(), "en")
    call_command("publish_scheduled")
    half_translated.refresh_from_db()
    assert half_translated.last_published_at > before


def test_sync_with_publishing_names_the_languages_that_it_left_alone(moderator, half_translated):
    translate_rest(article(), "uk", "Perekladeno.")
    source = translation_of(half_translated, "en").source
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    html = moderator.post(address, {"publish_translations": "on"}, follow=True).content.decode()
    assert html.count("was not published: texts are not translated yet") == 2
    assert in_language(article(), "uk").specific.lead == "Perekladeno."
    half_translated.refresh_from_db()
    assert half_translated.lead != "Povsem nov uvod."


def test_an_editor_who_confirms_publishes_with_a_notice_that_goes_by_itself(moderator, half_translated):
    moderator.post(refusal(half_translated))
    half_translated.refresh_from_db()
    assert half_translated.lead == "Povsem nov uvod."
    assert state(half_translated, "en").incomplete and not state(half_translated, "en").confirmed
    assert state(half_translated, "en").status == Status.IN_PROGRESS
    moderator.post(f"/admin/pages/{half_translated.pk}/edit/", {"action": "publish"})
    translate_rest(article(), "en")
    moderator.post(f"/admin/pages/{half_translated.pk}/edit/", {"action": "publish"})
    assert (state(half_translated, "en").incomplete, state(half_translated, "en").status) == (False, Status.CURRENT)


def test_a_confirmation_holds_for_one_publication(moderator, half_translated):
    moderator.post(refusal(half_translated))
    response = moderator.post(f"/admin/pages/{half_translated.pk}/edit/", {"action": "publish"})
    assert response.url == refusal(half_translated)


def test_a_confirmation_of_what_could_not_be_published_is_taken_back(moderator, half_translated, monkeypatch):
    def refuse(*args, **kwargs):
        raise ValidationError("The address is taken.")

    monkeypatch.setattr(Translation, "save_target", refuse)
    html = moderator.post(refusal(half_translated), follow=True).content.decode()
    assert "could not be published: The address is taken." in html
    assert not state(half_translated, "en").confirmed


def test_a_complete_translation_is_published_without_a_question(moderator, half_translated):
    translate_rest(article(), "en", "A new lead.")
    response = moderator.post(f"/admin/pages/{half_translated.pk}/edit/", {"action": "publish"})
    assert response.url == f"/admin/pages/{half_translated.pk}/edit/"
    half_translated.refresh_from_db()
    assert half_translated.lead == "A new lead."


def test_sending_a_live_page_to_translation_makes_drafts(moderator):
    page = new_article()
    publish(page)
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    locales = Locale.objects.exclude(language_code="sl").values_list("pk", flat=True)
    moderator.post(address, {"locales": list(locales)})
    assert [one.live for one in page.get_translations()] == [False] * 3


def test_sending_a_page_to_translation_leaves_the_contacts_on_it_public(committed):
    topic = NewsTopic.objects.filter(locale__language_code="sl").first()
    contact = HelpContact.objects.get(key="si-112", locale__language_code="sl")
    translate_object(contact, Locale.objects.exclude(language_code="sl"))
    assert HelpContact.objects.filter(key="si-112", live=True).count() == 4
    page = new_article(topic=topic)
    publish(page)
    translate_object(page, Locale.objects.exclude(language_code="sl"))
    assert page.get_translations().count() == 3


def test_a_contact_is_guarded_like_a_page(moderator):
    contact = HelpContact.objects.get(key="si-112", locale__language_code="sl")
    publish(contact, purpose="Povsem nov opis.")
    english = HelpContact.objects.get(key="si-112", locale__language_code="en")
    response = moderator.post(f"/admin/snippets/home/helpcontact/edit/{english.pk}/", {"action": "publish"})
    assert response.url == refusal(english)
    with pytest.raises(IncompleteTranslation):
        english.save_revision().publish()
    english.refresh_from_db()
    assert english.purpose != "Povsem nov opis."


def test_a_new_topic_is_not_listed_in_slovenian_on_pages_of_other_languages(client, committed):
    topic = NewsTopic(name="Povsem nova tema", slug="nova-tema", locale=Locale.objects.get(language_code="sl"))
    topic.save()
    translate_object(topic, Locale.objects.filter(language_code="en"))
    assert TranslationState.objects.get(original=topic.translation_key, locale__language_code="en").incomplete
    assert "Povsem nova tema" in client.get("/sl/novice/").content.decode()
    assert "Povsem nova tema" not in client.get("/en/news/").content.decode()
    assert client.get("/en/news/t/nova-tema/").status_code == 404


def test_an_editor_without_the_right_to_publish_reads_the_list_and_cannot_confirm(client, half_translated):
    client.force_login(member("Editors"))
    assert "all the same" not in client.get(refusal(half_translated)).content.decode()
    client.post(refusal(half_translated))
    half_translated.refresh_from_db()
    assert half_translated.lead != "Povsem nov uvod."


def test_a_coordinator_does_not_see_the_list(client, half_translated):
    client.force_login(member("Coordinators"))
    assert client.get(refusal(half_translated)).status_code == 302
