"""How far each translation is, and that it is judged on words alone."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from home.models import HelpContact
from languages.models import Original, TranslationState
from news.models import NewsIndexPage, NewsPage, NewsTopic
from programmes.models import Funder

from .translating import LANGUAGES, Status, article, in_language, publish, state, statuses, translate_rest


def new_article(**values) -> NewsPage:
    index = NewsIndexPage.objects.get(locale__language_code="sl")
    page = NewsPage(
        title="Nova novica", slug="nova-novica", lead="O čem gre.", date=date(2026, 11, 20), body=[], **values
    )
    index.add_child(instance=page)
    return page


@pytest.mark.django_db
def test_everything_that_was_loaded_is_current():
    assert set(TranslationState.objects.values_list("status", flat=True)) == {Status.CURRENT}
    live = (
        Page.objects.live().filter(depth__gt=1, locale__language_code="sl").values_list("translation_key", flat=True)
    )
    assert set(live) <= set(Original.objects.values_list("pk", flat=True))
    assert Original.objects.filter(content_type__model="mailtext").exists()
    assert Original.objects.filter(content_type__model="organisation").exists()


def test_a_new_page_goes_from_missing_over_in_progress_and_draft_to_current(committed):
    page = new_article()
    publish(page)
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.MISSING)
    assert state(page, "en").words_left > 0
    translate_object(page, Locale.objects.filter(language_code="en"))
    assert state(page, "en").status == Status.IN_PROGRESS
    assert state(page, "uk").status == Status.MISSING
    translate_rest(page, "en")
    assert (state(page, "en").status, state(page, "en").words_left) == (Status.DRAFT, 0)
    Translation.objects.get(source__object_id=page.translation_key).save_target()
    assert state(page, "en").status == Status.CURRENT


def test_a_draft_that_nobody_sent_to_translation_is_not_listed(committed):
    page = new_article(live=False)
    page.save_revision()
    call_command("refresh_translation_states")
    assert not Original.objects.filter(pk=page.translation_key).exists()


def test_changed_words_make_every_translation_outdated_and_say_who_changed_them(committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.OUTDATED)
    assert (state(page, "en").total - state(page, "en").done, state(page, "en").words_left) == (1, 3)
    assert Original.objects.get(pk=page.translation_key).changed_at


def test_publishing_again_a_date_and_a_picture_make_nothing_outdated(committed):
    page = article()
    publish(page)
    publish(page, date=page.date + timedelta(days=3), image=None)
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.CURRENT)


def test_words_that_are_taken_back_make_the_translations_current_again(committed):
    page = article()
    before = page.lead
    publish(page, lead="Povsem nov uvod.")
    publish(page, lead=before)
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.CURRENT)


def test_a_new_address_makes_nothing_outdated(committed):
    page = article()
    publish(page, slug="nov-naslov-strani")
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.CURRENT)


def test_translated_anew_stays_outdated_for_readers_until_it_is_published(committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    translate_rest(page, "en")
    assert state(page, "en").status == Status.OUTDATED
    Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en").save_target()
    assert statuses(page) == {"en": Status.CURRENT, "sr-latn": Status.OUTDATED, "uk": Status.OUTDATED}
    assert in_language(page, "en").specific.lead == "Translated."


def test_an_improved_translation_is_a_draft_until_it_is_published(committed):
    page = article()
    words = StringTranslation.objects.filter(context__object_id=page.translation_key, locale__language_code="en")
    words = words.get(context__path="lead")
    words.data = "A better lead."
    words.save()
    assert state(page, "en").status == Status.DRAFT


def test_an_unpublished_translation_is_a_draft_and_a_deleted_one_is_missing(committed):
    page = article()
    in_language(page, "en").specific.unpublish()
    assert state(page, "en").status == Status.DRAFT
    in_language(page, "uk").delete()
    assert state(page, "uk").status == Status.MISSING


def test_a_deleted_original_leaves_the_report(committed):
    page = article()
    page.delete()
    assert not Original.objects.filter(pk=page.translation_key).exists()


def test_a_stopped_translation_says_so_and_is_still_outdated_by_changes(committed):
    page = article()
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    assert (state(page, "en").by_hand, state(page, "en").status) == (True, Status.CURRENT)
    publish(page, lead="Povsem nov uvod.")
    assert (state(page, "en").status, state(page, "en").words_left) == (Status.OUTDATED, 0)


def test_records_with_and_without_drafts_are_judged_alike(committed):
    contact = HelpContact.objects.get(key="si-112", locale__language_code="sl")
    publish(contact, purpose="Povsem nov opis.")
    topic = NewsTopic.objects.filter(locale__language_code="sl").first()
    topic.name = "Povsem nova tema"
    topic.save()
    funder = Funder.objects.filter(locale__language_code="sl").first()
    funder.website = "https://example.si"
    funder.save()
    assert set(statuses(contact).values()) == {Status.OUTDATED}
    assert set(statuses(topic).values()) == {Status.OUTDATED}
    assert set(statuses(funder).values()) == {Status.CURRENT}


def test_rebuilding_the_states_changes_nothing_and_mends_what_is_missing(committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    before = list(TranslationState.objects.order_by("original", "locale").values_list("original", "status", "basis"))
    call_command("refresh_translation_states")
    assert before == list(
        TranslationState.objects.order_by("original", "locale").values_list("original", "status", "basis")
    )
    other = NewsTopic.objects.filter(locale__language_code="sl").first()
    Original.objects.filter(pk=other.translation_key).delete()
    call_command("refresh_translation_states")
    assert statuses(other) == dict.fromkeys(LANGUAGES, Status.CURRENT)
