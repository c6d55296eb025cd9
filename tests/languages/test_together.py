"""Translations stay with their originals: moved, sorted, deleted, unpublished and made private together."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from tests.languages.at_the_cms import CODES, member_of, page, said, translation_of
from tests.languages.trees import assert_same_trees, shape

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    client.force_login(member_of("Moderators"))
    return client


@pytest.fixture
def administrator(client):
    from django.contrib.auth.models import User

    client.force_login(User.objects.get(username="admin"))
    return client


def families(original: Page) -> dict[str, Page]:
    return {code: translation_of(original, code) for code in CODES}


def test_the_seeded_trees_have_the_same_shape():
    assert len(shape("sl")) > 30
    assert_same_trees()


# Moving


def test_a_moved_page_takes_its_translations_along(administrator):
    moved, below = page("kontakt"), page("o-nas")
    before = families(moved)
    confirm = f"/admin/pages/{moved.pk}/move/{below.pk}/confirm/"
    html = administrator.get(confirm).content.decode()
    assert all(translation.title in html for translation in before.values())
    assert administrator.post(confirm).status_code == 302
    for code, translation in families(moved).items():
        assert translation.get_parent().pk == translation_of(below, code).pk
        assert translation.url == translation_of(below, code).url + f"{before[code].slug}/"
    assert_same_trees()


def test_a_translation_is_not_moved_alone(administrator):
    original, below = page("kontakt"), page("o-nas")
    translation = translation_of(original, "uk")
    first = administrator.get(f"/admin/pages/{translation.pk}/move/").content.decode()
    assert original.title in first and f"/admin/pages/{original.pk}/move/" in first
    for method in (administrator.get, administrator.post):
        response = method(f"/admin/pages/{translation.pk}/move/{translation_of(below, 'uk').pk}/confirm/")
        assert response.status_code == 302
        assert original.title in said(response)
    assert_same_trees()


def test_a_move_is_refused_where_the_new_parent_has_no_translation(administrator):
    moved, below = page("kontakt"), page("o-nas")
    translation_of(below, "uk").delete()
    response = administrator.post(f"/admin/pages/{moved.pk}/move/{below.pk}/confirm/")
    assert "Українська" in said(response) and below.title in said(response)
    assert Page.objects.get(pk=moved.pk).depth == moved.depth


def test_a_move_into_another_language_is_refused(administrator):
    moved = page("kontakt")
    response = administrator.post(f"/admin/pages/{moved.pk}/move/{translation_of(page('o-nas'), 'en').pk}/confirm/")
    assert "English" in said(response)
    assert_same_trees()


def test_a_move_is_refused_where_a_translated_address_is_taken(administrator):
    moved, below = page("kontakt"), page("o-nas")
    taken = translation_of(page("kontakt"), "en").slug
    english = translation_of(below, "en")
    english.add_child(instance=type(moved)(title="Taken", slug=taken, lead="x", locale_id=english.locale_id))
    response = administrator.post(f"/admin/pages/{moved.pk}/move/{below.pk}/confirm/")
    assert "English" in said(response) and taken in said(response)
    assert Page.objects.get(pk=moved.pk).depth == moved.depth


def test_many_pages_are_moved_together(administrator):
    moved, below = [page("kontakt"), page("zasebnost")], page("o-nas")
    address = "/admin/bulk/wagtailcore/page/move/?next=/admin/" + "".join(f"&id={one.pk}" for one in moved)
    html = administrator.get(address).content.decode()
    assert all(translation.title in html for one in moved for translation in families(one).values())
    administrator.post(address, {"chooser": below.pk})
    assert [Page.objects.get(pk=one.pk).get_parent().pk for one in moved] == [below.pk, below.pk]
    assert_same_trees()


@pytest.mark.parametrize("action", ["move", "delete"])
def test_many_actions_on_a_translation_alone_are_refused(administrator, action):
    original = page("kontakt")
    translation = translation_of(original, "uk")
    address = f"/admin/bulk/wagtailcore/page/{action}/?next=/admin/&id={translation.pk}"
    assert 'method="POST"' not in administrator.get(address).content.decode()
    response = administrator.post(address, {"chooser": translation_of(page("o-nas"), "uk").pk})
    assert original.title in said(response)
    assert_same_trees()


@pytest.mark.parametrize("position", ["0", "3", "", "999", "x", "-1"])
def test_sorted_pages_keep_the_same_order_in_every_language(moderator, position):
    moved = page("zasebnost")
    order = shape("sl")
    moderator.post(f"/admin/pages/{moved.pk}/set_position/?position={position}")
    assert_same_trees()
    if position in ("0", "3"):
        assert shape("sl") != order


def test_the_order_of_a_translation_is_not_changed_alone(moderator):
    translation = translation_of(page("zasebnost"), "en")
    order = shape("en")
    assert moderator.post(f"/admin/pages/{translation.pk}/set_position/?position=0").status_code in (302, 403)
    assert shape("en") == order
    parent = translation.get_parent()
    assert "ordering=ord" not in moderator.get(f"/admin/pages/{parent.pk}/").content.decode()
    assert "ordering=ord" in moderator.get(f"/admin/pages/{page('zasebnost').get_parent().pk}/").content.decode()


def test_code_cannot_move_one_language_alone_either():
    from languages.together.refusals import TreesWouldDriftError

    translation = translation_of(page("kontakt"), "en")
    with pytest.raises(TreesWouldDriftError, match="Kontakt"):
        translation.move(translation_of(page("o-nas"), "en"), pos="last-child")
    assert_same_trees()


def test_a_page_translated_later_stands_where_its_original_stands():
    from wagtail.models import Locale
    from wagtail_localize.models import Translation, TranslationSource

    original = page("vijolica")
    translation_of(original, "uk").delete()
    source, _created = TranslationSource.update_or_create_from_instance(original)
    locale = Locale.objects.get(language_code="uk")
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    assert_same_trees()


# Deleting


def test_a_deleted_page_takes_its_translations_along(administrator):
    original = page("o-nas")
    titles = [translation.title for translation in families(original).values()]
    html = administrator.get(f"/admin/pages/{original.pk}/delete/").content.decode()
    assert all(title in html for title in titles)
    administrator.post(f"/admin/pages/{original.pk}/delete/")
    assert not Page.objects.filter(translation_key=original.translation_key).exists()
    assert_same_trees()


def test_pages_below_a_deleted_one_go_in_every_language(administrator):
    original = page("novice")
    keys = list(original.get_descendants(inclusive=True).values_list("translation_key", flat=True))
    administrator.post(f"/admin/pages/{original.pk}/delete/", {"confirm_site_name": "Društvo Ključ"})
    assert not Page.objects.filter(translation_key__in=keys).exists()
    assert_same_trees()


def test_many_pages_are_deleted_together(administrator):
    originals = [page("kontakt"), page("vijolica")]
    address = "/admin/bulk/wagtailcore/page/delete/?next=/admin/" + "".join(f"&id={one.pk}" for one in originals)
    administrator.post(address)
    assert not Page.objects.filter(translation_key__in=[one.translation_key for one in originals]).exists()
    assert_same_trees()


def test_a_translation_is_not_deleted_alone(administrator):
    original = page("kontakt")
    translation = translation_of(original, "uk")
    for method in (administrator.get, administrator.post):
        response = method(f"/admin/pages/{translation.pk}/delete/")
        assert original.title in said(response)
    assert_same_trees()


def test_who_may_not_delete_a_translation_does_not_delete_its_original(client):
    user = member_of("Moderators")
    group = Group.objects.get(name="Moderators")
    sl = page("kontakt").get_ancestors().get(depth=2)
    permissions = list(GroupPagePermission.objects.filter(group=group))
    GroupPagePermission.objects.filter(group=group).delete()
    for one in permissions:
        GroupPagePermission.objects.create(group=group, page=sl, permission=one.permission)
    client.force_login(user)
    original = page("kontakt")
    response = client.post(f"/admin/pages/{original.pk}/delete/")
    assert "Українська" in said(response)
    assert_same_trees()


# Unpublishing


def test_translations_are_unpublished_with_their_original_unless_the_editor_says_no(moderator):
    original = page("vijolica")
    address = f"/admin/pages/{original.pk}/unpublish/"
    html = moderator.get(address).content.decode()
    assert all(translation.title in html for translation in families(original).values())
    assert 'name="include_translations"' in html and "checked" in html
    assert "Українська" in said(moderator.post(address, {"include_translations": "on"}))
    assert not Page.objects.filter(translation_key=original.translation_key, live=True).exists()


def test_without_the_tick_translations_stay_published(moderator):
    original = page("vijolica")
    moderator.post(f"/admin/pages/{original.pk}/unpublish/", {})
    assert not page("vijolica").live
    assert all(translation.live for translation in families(original).values())


def test_pages_below_are_unpublished_in_every_language(moderator):
    original = page("novice")
    moderator.post(
        f"/admin/pages/{original.pk}/unpublish/", {"include_translations": "on", "include_descendants": "on"}
    )
    keys = original.get_descendants(inclusive=True).values("translation_key")
    assert not Page.objects.filter(translation_key__in=keys, live=True).exists()


def test_a_translation_may_be_unpublished_alone(moderator):
    original = page("vijolica")
    translation = translation_of(original, "uk")
    html = moderator.get(f"/admin/pages/{translation.pk}/unpublish/").content.decode()
    assert original.title in html and "include_translations" not in html
    moderator.post(f"/admin/pages/{translation.pk}/unpublish/", {"include_translations": "on"})
    assert [one.live for one in families(original).values()] == [True, True, False]
    assert page("vijolica").live


def test_many_pages_are_unpublished_together(moderator):
    originals = [page("kontakt"), page("vijolica")]
    address = "/admin/bulk/wagtailcore/page/unpublish/?next=/admin/" + "".join(f"&id={one.pk}" for one in originals)
    html = moderator.get(address).content.decode()
    assert "include_translations" in html and translation_of(originals[0], "uk").title in html
    moderator.post(address, {"include_translations": "on"})
    keys = [one.translation_key for one in originals]
    assert not Page.objects.filter(translation_key__in=keys, live=True).exists()


# Copying


def test_a_copy_is_in_one_language_and_says_so(moderator):
    original = page("kontakt")
    response = moderator.post(
        f"/admin/pages/{original.pk}/copy/",
        {"new_title": "Kopija", "new_slug": "kopija", "new_parent_page": original.get_parent().pk},
    )
    assert "Slovenščina" in said(response)
    assert Page.objects.filter(translation_key=page("kopija").translation_key).count() == 1


# Privacy


def test_a_page_made_private_is_private_in_every_language_at_once(moderator, client):
    original = page("vijolica")
    group = Group.objects.get(name="Moderators")
    answer = moderator.post(
        f"/admin/pages/{original.pk}/privacy/",
        {"restriction_type": "groups", "groups": [group.pk], "password": ""},
    )
    assert answer.status_code == 200
    moderator.logout()
    for translation in [original, *families(original).values()]:
        assert client.get(translation.url).status_code == 302, translation.url
        assert list(translation.view_restrictions.get().groups.all()) == [group]
    assert "vijolica" not in client.get("/sitemap.xml").content.decode()


def test_a_page_made_public_again_is_public_in_every_language(moderator, client):
    original = page("vijolica")
    PageViewRestriction.objects.create(page=original, restriction_type="login")
    moderator.post(f"/admin/pages/{original.pk}/privacy/", {"restriction_type": "none", "password": ""})
    moderator.logout()
    for translation in [original, *families(original).values()]:
        assert client.get(translation.url).status_code == 200


def test_privacy_is_not_set_in_one_language_alone(moderator):
    translation = translation_of(page("vijolica"), "uk")
    moderator.post(f"/admin/pages/{translation.pk}/privacy/", {"restriction_type": "login", "password": ""})
    assert not PageViewRestriction.objects.exists()


def test_a_translation_of_a_private_page_is_never_public():
    from wagtail.models import Locale

    original = page("vijolica")
    translation_of(original, "uk").delete()
    PageViewRestriction.objects.create(page=original, restriction_type="login")
    new = original.copy_for_translation(Locale.objects.get(language_code="uk"))
    assert new.view_restrictions.get().restriction_type == "login"
