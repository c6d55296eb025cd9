"""After an original is published, its finished translations are offered for publishing."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import StandardPage
from tests.languages.at_the_cms import CODES, member_of, page, said, translation_of
from tests.languages.trees import assert_same_trees


@pytest.fixture
def moderator(client, committed):
    client.force_login(member_of("Moderators"))
    return client


@pytest.fixture
def draft(committed):
    """A Slovenian draft, sent to translation: finished in English and Serbian, not in Ukrainian."""
    above = page("o-nas")
    original = above.add_child(instance=StandardPage(title="Nova stran", slug="nova-stran", lead="Uvod.", live=False))
    original.save_revision()
    source, _created = TranslationSource.update_or_create_from_instance(original)
    for code in CODES:
        translation = Translation.objects.create(source=source, target_locale=translation_of(above, code).locale)
        translation.save_target(publish=False)
        for segment in source.stringsegment_set.all():
            if code != "uk" or segment.context.path != "lead":
                translate(segment, translation, f"{segment.context.path} {code}")
    return original


def translate(segment, translation, words: str) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": words},
    )


def publish(client, original, **values) -> str:
    """Publish in the CMS; return what the editor reads next."""
    empty = ("image", "picture_alt", "seo_title", "search_description", "show_in_menus")
    data = {
        **dict.fromkeys(empty, ""),
        **{name: getattr(original, name) for name in ("title", "slug", "lead")},
        "body": streamfield([]),
        "comments": inline_formset([]),
        "action-publish": "1",
        **values,
    }
    return client.post(f"/admin/pages/{original.pk}/edit/", nested_form_data(data), follow=True).content.decode()


def are_live(original) -> list[bool]:
    return [translation_of(original, code).live for code in CODES]


def test_finished_translations_are_offered_and_published_together(moderator, draft):
    offer = f"/admin/publish-translations/{draft.pk}/"
    html = publish(moderator, draft)
    assert offer in html and "2 " in html
    screen = moderator.get(offer).content.decode()
    assert "title en" in screen and 'value="uk"' not in screen and "Українська" in screen
    moderator.post(offer, {"language": ["en", "sr-latn", "uk"]})
    assert are_live(draft) == [True, True, False]
    moderator.logout()
    assert "lead en" in moderator.get(translation_of(draft, "en").url).content.decode()
    assert_same_trees()


def test_only_the_chosen_languages_are_published(moderator, draft):
    publish(moderator, draft)
    moderator.post(f"/admin/publish-translations/{draft.pk}/", {"language": ["sr-latn", "xx"]})
    assert are_live(draft) == [False, True, False]
    nothing = moderator.post(f"/admin/publish-translations/{draft.pk}/", {})
    assert said(nothing) and are_live(draft) == [False, True, False]


def test_a_text_that_changed_since_is_not_published_untranslated(moderator, draft):
    html = publish(moderator, draft, lead="Drugačen uvod.")
    assert "/admin/publish-translations/" not in html
    moderator.post(f"/admin/publish-translations/{draft.pk}/", {"language": list(CODES)})
    assert are_live(draft) == [False, False, False]


def test_nothing_is_offered_below_a_page_that_readers_cannot_see(moderator, draft):
    translation_of(page("o-nas"), "en").unpublish()
    publish(moderator, draft)
    moderator.post(f"/admin/publish-translations/{draft.pk}/", {"language": list(CODES)})
    assert are_live(draft) == [False, True, False]


def test_who_may_not_publish_a_language_does_not(client, draft):
    user = member_of("Moderators")
    group = Group.objects.get(name="Moderators")
    allowed = [page("o-nas").get_ancestors().get(depth=2), translation_of(page("o-nas"), "sr-latn")]
    permissions = {one.permission for one in GroupPagePermission.objects.filter(group=group)}
    GroupPagePermission.objects.filter(group=group).delete()
    for permission in permissions:
        for one in allowed:
            GroupPagePermission.objects.create(group=group, page=one, permission=permission)
    client.force_login(user)
    publish(client, draft)
    client.post(f"/admin/publish-translations/{draft.pk}/", {"language": list(CODES)})
    assert are_live(draft) == [False, True, False]


def test_editors_without_the_right_publish_nothing(client, draft):
    draft.save_revision().publish()
    client.force_login(member_of("Editors"))
    client.post(f"/admin/publish-translations/{draft.pk}/", {"language": list(CODES)})
    assert are_live(draft) == [False, False, False]


def test_the_screen_answers_every_address(moderator, draft):
    assert moderator.get("/admin/publish-translations/999999/").status_code == 404
    assert moderator.get("/admin/publish-translations/1/").status_code == 404
    assert moderator.get(f"/admin/publish-translations/{translation_of(draft, 'en').pk}/").status_code == 404
    waiting = moderator.get(f"/admin/publish-translations/{draft.pk}/")
    assert waiting.status_code == 302 and said(waiting)


@pytest.mark.parametrize(
    ("chosen", "live"), [({}, [False] * 3), ({"include_translations": "on"}, [True, True, False])]
)
def test_many_pages_are_published_with_finished_translations_if_the_editor_says_so(moderator, draft, chosen, live):
    address = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={draft.pk}"
    assert "include_translations" in moderator.get(address).content.decode()
    moderator.post(address, chosen)
    assert page("nova-stran").live
    assert are_live(draft) == live
