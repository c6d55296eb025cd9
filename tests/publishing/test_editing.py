"""An editor publishes news and sends it to translation, without a developer."""

import pytest
from django.contrib.auth.models import Group, User
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import TranslationSource

from news.models import NewsIndexPage, NewsPage


@pytest.fixture
def moderator(client, committed):
    user = User.objects.create_user("urednica", password="x")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client


def article(**values) -> dict:
    return nested_form_data(
        {
            "title": "Nova novica",
            "slug": "nova-novica",
            "lead": "O čem gre.",
            "date": "2026-11-20",
            "date_precision": "day",
            "topic": "",
            "programme": "",
            "image": "",
            "picture_alt": "",
            "picture_caption": "",
            "picture_credit": "",
            "seo_title": "",
            "search_description": "",
            "show_in_menus": "",
            "body": streamfield([("heading", "Naslov"), ("text", rich_text("<p>Besedilo novice.</p>"))]),
            "comments": inline_formset([]),
            "action-publish": "1",
            **values,
        }
    )


def test_an_editor_publishes_news_that_readers_see_at_once(moderator):
    index = NewsIndexPage.objects.get(locale__language_code="sl")
    assert moderator.get(f"/admin/pages/add/news/newspage/{index.pk}/").status_code == 200
    moderator.post(f"/admin/pages/add/news/newspage/{index.pk}/", article())
    page = NewsPage.objects.get(slug="nova-novica")
    assert page.live
    moderator.logout()
    assert "Besedilo novice." in moderator.get(page.url).content.decode()
    assert "Nova novica" in moderator.get(index.url).content.decode()


def test_a_changed_original_shows_as_out_of_date_in_the_translation_editor(moderator):
    page = NewsPage.objects.filter(locale__language_code="sl").first()
    source = TranslationSource.objects.get_for_instance(page)
    page.lead = "Nov uvod, ki ga prevodi še nimajo."
    page.save_revision().publish()
    source.update_from_db()
    totals = {t.target_locale.language_code: t.get_progress() for t in source.translations.all()}
    assert all(done == total - 1 for total, done in totals.values())
    ukrainian = page.get_translations().get(locale__language_code="uk")
    html = moderator.get(f"/admin/pages/{ukrainian.pk}/edit/").content.decode()
    assert "Nov uvod, ki ga prevodi" in html


@pytest.mark.parametrize(
    "path",
    [
        "",
        "pages/",
        "images/",
        "snippets/",
        "snippets/home/helpcontact/",
        "documents/",
        "reports/site-history/",
    ],
)
def test_screens_of_the_cms_open(moderator, path):
    assert moderator.get(f"/admin/{path}").status_code == 200


def test_every_page_can_be_edited_and_previewed(moderator):
    from wagtail.models import Page

    kinds = {}
    for page in Page.objects.filter(depth__gt=1, locale__language_code="sl"):
        kinds.setdefault(page.content_type_id, page)
    for page in kinds.values():
        assert moderator.get(f"/admin/pages/{page.pk}/edit/").status_code == 200, page
        request_page = page.specific.get_latest_revision_as_object()
        assert request_page.make_preview_request().status_code == 200, page
