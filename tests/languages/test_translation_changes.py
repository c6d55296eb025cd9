"""An editor sees what changed in the original, and says that a translation is still right."""

import pytest
from django.urls import reverse

from languages.translations.differences import changes, word_difference
from languages.translations.words import Piece

from .translating import LANGUAGES, Status, article, in_language, member, publish, state, statuses, translation_of


def screen(page) -> str:
    return reverse("translation_changes", args=[page.translation_key])


@pytest.fixture
def moderator(client, committed):
    client.force_login(member("Moderators"))
    return client


def test_words_are_compared_not_letters():
    before, now = "Pokličite na 112 takoj.", "Pokličite na 113, in to takoj."
    parts = word_difference(before, now)
    assert ("del", "112") in parts and ("ins", "113, in to") in parts
    assert "".join(text for kind, text in parts if kind != "ins") == before
    assert "".join(text for kind, text in parts if kind != "del") == now


def test_paragraphs_of_one_text_are_paired_by_what_stayed():
    before = [["body", "Ena.", "One."], ["body", "Dve.", "Two."], ["body", "Tri.", "Three."]]
    now = [Piece("body", "Ena.", "One."), Piece("body", "Dve in pol.", None), Piece("body", "Tri.", "Three.")]
    (change,) = changes(before, [*now, Piece("lead", "Novo.", None)][:3])
    assert (change.before, change.now, change.translation) == ("Dve.", "Dve in pol.", "Two.")
    assert [one.before for one in changes(before, [*now, Piece("lead", "Novo.", None)])] == ["Dve.", None]
    assert [one.now for one in changes(before, now[:1])] == [None, None]


def test_the_screen_shows_the_difference_and_the_present_translation(moderator):
    page = article()
    before = page.lead
    publish(page, lead=f"{before} Nova beseda.")
    html = moderator.get(screen(page)).content.decode()
    assert "<ins> Nova beseda.</ins>" in html and "<del>" not in html
    assert in_language(page, "en").specific.lead.split(".")[0] in html.replace("&#x27;", "'")
    assert html.count("Translate</a>") == 3


def test_nothing_to_show_is_said_in_words(moderator):
    assert "No translation is outdated" in moderator.get(screen(article())).content.decode()


def test_still_right_carries_the_translation_over_for_one_language(moderator):
    page = article()
    words = in_language(page, "en").specific.lead
    publish(page, lead=f"{page.lead} Popravek.")
    moderator.post(screen(page), {"language": "en"})
    assert statuses(page) == {"en": Status.CURRENT, "sr-latn": Status.OUTDATED, "uk": Status.OUTDATED}
    assert in_language(page, "en").specific.lead == words
    total, done = translation_of(page, "en").get_progress()
    assert total == done


def test_a_minor_change_is_carried_over_for_all_and_dates_follow_again(moderator):
    page = article()
    publish(page, lead=f"{page.lead} Popravek.")
    moderator.post(screen(page), {"language": "all"})
    assert statuses(page) == dict.fromkeys(LANGUAGES, Status.CURRENT)
    publish(page, date=page.date.replace(year=2019))
    assert in_language(page, "uk").specific.date.year == 2019


def test_a_new_text_cannot_be_declared_right(moderator):
    page = article()
    publish(page, picture_caption="Povsem nov vir")
    response = moderator.post(screen(page), {"language": "en"}, follow=True)
    assert "1 new text has still to be translated" in response.content.decode()
    assert state(page, "en").status == Status.OUTDATED
    assert in_language(page, "en").specific.picture_caption != "Povsem nov vir"


def test_a_stopped_translation_can_be_declared_right(moderator):
    page = article()
    translation_of(page, "en").source.translations.filter(target_locale__language_code="en").update(enabled=False)
    publish(page, lead=f"{page.lead} Popravek.")
    moderator.post(screen(page), {"language": "en"})
    assert state(page, "en").status == Status.CURRENT


@pytest.mark.parametrize("value", ["", "xx", "sl", "en' OR 1=1"])
def test_an_unknown_language_changes_nothing(moderator, value):
    page = article()
    publish(page, lead=f"{page.lead} Popravek.")
    response = moderator.post(screen(page), {"language": value}, follow=True)
    assert "Nothing was changed" in response.content.decode()
    assert set(statuses(page).values()) == {Status.OUTDATED}


def test_an_editor_who_may_not_publish_sees_the_changes_and_cannot_declare_anything(client, committed):
    client.force_login(member("Editors"))
    page = article()
    publish(page, lead=f"{page.lead} Popravek.")
    html = client.get(screen(page)).content.decode()
    assert "<ins>" in html and "still right" not in html
    client.post(screen(page), {"language": "all"})
    assert set(statuses(page).values()) == {Status.OUTDATED}


def test_after_publishing_the_editor_is_told_how_many_are_outdated(moderator):
    from tests.publishing.test_editing import article as form

    page = article()
    moderator.post(
        f"/admin/pages/{page.pk}/edit/", form(title="Povsem nov naslov", slug=page.slug, date=str(page.date))
    )
    html = moderator.get("/admin/").content.decode()
    assert "3 translations are now outdated" in html and screen(page) in html


@pytest.mark.django_db
def test_an_unknown_original_is_not_found(admin_client):
    assert admin_client.get("/admin/translations/00000000-0000-0000-0000-000000000000/changes/").status_code == 404
