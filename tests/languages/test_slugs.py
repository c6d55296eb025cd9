"""Addresses of translated pages: proposed in Latin letters, kept when the original's address changes."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from languages.slugs import latin_slug
from news.models import NewsPage, NewsTopic
from tests.languages.at_the_cms import CODES, page, translation_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Тривожні ознаки", "tryvozhni-oznaky"),
        ("Європейський день у школі", "yevropeiskyi-den-u-shkoli"),
        ("Двадцять років товариства «Ключ»", "dvadtsiat-rokiv-tovarystva-kliuch"),
        ("Зґвалтування; згода, Їжа та м’ята", "zgvaltuvannia-zghoda-yizha-ta-miata"),
        ("Йод і щастя", "yod-i-shchastia"),
        ("Znaci upozorenja: čuvajte se, đaci", "znaci-upozorenja-cuvajte-se-djaci"),
        ("Žvižgač 2026", "zvizgac-2026"),
        ("already-a-slug", "already-a-slug"),
        ("?!", ""),
        ("  ", ""),
        ("日本", ""),
    ],
)
def test_a_slug_is_in_latin_letters(text, slug):
    assert latin_slug(text) == slug


def test_a_long_slug_is_cut():
    assert latin_slug("х" * 300) == "kh" * 40


def publish(original):
    """Publish a changed original and let its translations know."""
    original.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(original)
    source.update_from_db()
    return TranslationSource.objects.get_for_instance(original)


@pytest.mark.parametrize("slug", ["vijolica-nova", "uk"])
def test_a_new_slug_of_the_original_changes_no_translation(committed, slug):
    original = page("vijolica")
    before = {code: translation_of(original, code).url for code in CODES}
    original.slug = slug
    source = publish(original)
    for translation in source.translations.all():
        total, done = translation.get_progress()
        assert total == done
        Translation.objects.get(pk=translation.pk).save_target(publish=True)
    assert {code: translation_of(original, code).url for code in CODES} == before


def test_a_slug_used_again_does_not_bring_back_an_older_translation(committed):
    original = page("novice")
    first, ukrainian = original.slug, translation_of(original, "uk")
    original.slug = "aktualno"
    source = publish(original)
    segment = StringSegment.objects.get(source=source, context__path="slug")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=ukrainian.locale,
        defaults={"data": "aktualne"},
    )
    original.slug = first
    source = publish(original)
    segment = StringSegment.objects.get(source=source, context__path="slug")
    kept = StringTranslation.objects.filter(translation_of=segment.string, context=segment.context)
    assert kept.get(locale=ukrainian.locale).data == "aktualne"


@pytest.fixture
def new_translation(committed):
    """An article sent to translation into Ukrainian, with no text translated yet."""
    index = page("novice")
    original = index.add_child(
        instance=NewsPage(title="Nova novica", slug="nova-novica", lead="Uvod.", date="2026-11-20", body=[])
    )
    source, _created = TranslationSource.update_or_create_from_instance(original)
    translation = Translation.objects.create(source=source, target_locale=translation_of(index, "uk").locale)
    translation.save_target(publish=False)
    return translation


def translate(client, translation, path, words):
    """Type a translation as the editor's screen stores it."""
    segment = StringSegment.objects.get(source=translation.source, context__path=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(url, f"value={words}", content_type="application/x-www-form-urlencoded")


def slug_string(translation) -> str:
    segment = StringSegment.objects.get(source=translation.source, context__path="slug")
    strings = StringTranslation.objects.filter(translation_of=segment.string, context=segment.context)
    return strings.get(locale=translation.target_locale).data


def test_a_slug_is_proposed_from_a_translated_title_and_may_be_changed(client, new_translation):
    client.force_login(User.objects.get(username="admin"))
    assert translate(client, new_translation, "title", "Новина дня").status_code == 201
    assert slug_string(new_translation) == "novyna-dnia"
    translate(client, new_translation, "title", "Інша новина")
    assert slug_string(new_translation) == "novyna-dnia"
    assert translate(client, new_translation, "slug", "Моя адреса").json()["data"] == "moia-adresa"
    translate(client, new_translation, "title", "Третя")
    Translation.objects.get(pk=new_translation.pk).save_target(publish=False)
    assert new_translation.get_target_instance().slug == "moia-adresa"


@pytest.mark.parametrize("words", ["???", "日本", "%20"])
def test_a_slug_is_never_empty(client, new_translation, words):
    client.force_login(User.objects.get(username="admin"))
    translate(client, new_translation, "slug", words)
    Translation.objects.get(pk=new_translation.pk).save_target(publish=False)
    assert new_translation.get_target_instance().slug == "nova-novica"


@pytest.mark.django_db
def test_a_topic_keeps_its_slugs_too():
    topic = NewsTopic.objects.filter(locale__language_code="sl").first()
    ukrainian = topic.get_translations().get(locale__language_code="uk")
    source, _created = TranslationSource.update_or_create_from_instance(topic)
    topic.slug = "nekaj-drugega"
    topic.save()
    TranslationSource.objects.get(pk=source.pk).update_from_db()
    for translation in source.translations.all():
        total, done = translation.get_progress()
        assert total == done
    source.translations.get(target_locale=ukrainian.locale).save_target()
    assert NewsTopic.objects.get(pk=ukrainian.pk).slug == ukrainian.slug
