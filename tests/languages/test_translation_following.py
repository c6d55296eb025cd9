"""What is the same in every language reaches every language as soon as the original is published."""

from datetime import date

import pytest
from wagtail_localize.models import TranslationLog

from home.models import HelpContact
from programmes.models import Funder

from .translating import LANGUAGES, Status, article, in_language, publish, state, statuses, translate_rest


def contact(language: str) -> HelpContact:
    return HelpContact.objects.get(key="si-112", locale__language_code=language)


def test_a_date_reaches_every_language_at_once(committed):
    page = article()
    publish(page, date=date(2020, 2, 2))
    for language in LANGUAGES:
        assert in_language(page, language).specific.date == date(2020, 2, 2)


def test_publishing_without_a_change_makes_no_translation_anew(committed):
    page = article()
    before = TranslationLog.objects.count()
    publish(page)
    assert TranslationLog.objects.count() == before


def test_a_page_with_new_words_waits_with_its_date_too(committed):
    page = article()
    before = page.date
    publish(page, date=date(2020, 2, 2), lead="Povsem nov uvod.")
    assert in_language(page, "en").specific.date == before
    assert in_language(page, "en").specific.lead != "Povsem nov uvod."


def test_a_draft_of_the_original_changes_nothing(committed):
    page = article()
    page.lead, page.date = "Osnutek.", date(2020, 2, 2)
    page.save_revision()
    assert set(statuses(page).values()) == {Status.CURRENT}
    publish(article(), seo_title="")
    assert in_language(page, "en").specific.date != date(2020, 2, 2)


def test_a_number_reaches_all_languages_at_once(committed):
    publish(contact("sl"), number="112112", from_elsewhere=True)
    for language in LANGUAGES:
        assert (contact(language).number, contact(language).from_elsewhere) == ("112112", True)
        assert contact(language).live and not contact(language).has_unpublished_changes


def test_a_number_reaches_languages_whose_words_are_outdated(committed):
    words = contact("uk").purpose
    publish(contact("sl"), purpose="Povsem nov opis.", number="112112")
    assert (contact("uk").number, contact("uk").purpose) == ("112112", words)
    assert state(contact("sl"), "uk").status == Status.OUTDATED
    assert contact("uk").live and contact("uk").get_latest_revision_as_object().number == "112112"
    publish(contact("sl"), number="112113")
    assert (contact("uk").number, contact("uk").purpose) == ("112113", words)


def test_a_record_without_drafts_follows_as_well(committed):
    funder = Funder.objects.filter(locale__language_code="sl").first()
    funder.website = "https://example.si"
    funder.save()
    assert {one.website for one in funder.get_translations()} == {"https://example.si"}


def test_a_translation_that_its_editor_is_working_on_is_not_published_by_the_way(committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    translate_rest(page, "en")
    publish(page, date=date(2020, 2, 2))
    assert in_language(page, "en").specific.lead != "Translated."


@pytest.mark.django_db
def test_a_translation_whose_values_are_refused_stays_as_it_is(monkeypatch, caplog):
    from django.core.exceptions import ValidationError
    from wagtail_localize.models import Translation

    from languages.translations.following import save_quietly

    def refuse(*args, **kwargs):
        raise ValidationError("no")

    monkeypatch.setattr(Translation, "save_target", refuse)
    assert save_quietly(Translation.objects.first()) is False
    assert "could not follow" in caplog.text
