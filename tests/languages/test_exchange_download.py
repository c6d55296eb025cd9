"""Taking texts out: what is in the file, what it is called, who gets it."""

import re

import polib
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.languages.po_files import entry, file_of, locale, original, plan_of
from tests.workshops.members import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def admin(client):
    user = User.objects.get(username="admin")
    client.force_login(user)
    return user


def download(client, **query):
    query = {"download": 1, "language": locale(query.pop("code", "uk")).pk, **query}
    return client.get(reverse("languages_translators"), query)


def parsed(response) -> polib.POFile:
    assert "attachment" in response.headers.get("Content-Disposition", ""), response.content.decode()[:2000]
    return polib.pofile(response.content.decode())


@pytest.mark.parametrize("code", ["en", "sr-latn", "uk"])
def test_the_whole_site_comes_back_with_nothing_to_change(client, admin, code):
    home = Page.objects.get(depth=2, locale__language_code="sl")
    response = download(client, code=code, what="section", page=home.pk)
    plan = plan_of(response.content, admin)
    assert (plan.changes, plan.problems, plan.missing) == ([], [], 0)
    assert plan.same > 1200


@pytest.mark.parametrize("code", ["en", "sr-latn", "uk"])
def test_the_records_of_each_kind_come_back_with_nothing_to_change(client, admin, code):
    form = client.get(reverse("languages_translators")).context["form"]
    assert len(form.kinds) == 6
    for kind in form.kinds:
        plan = plan_of(download(client, code=code, what="records", kind=kind).content, admin)
        assert (plan.changes, plan.problems) == ([], []), kind
        assert plan.same > 0, kind


def test_a_section_holds_the_page_and_what_is_below_it_in_the_order_of_the_tree(client, admin):
    section = original("delavnice")
    file = parsed(download(client, what="section", page=section.pk))
    keys = list(dict.fromkeys(one.msgctxt.split(":")[0] for one in file))
    pages = Page.objects.descendant_of(section, inclusive=True).order_by("path")
    assert keys == [str(page.translation_key) for page in pages]
    assert len(keys) == 5


def test_one_page_is_one_page(client, admin):
    page = original("delavnice")
    file = parsed(download(client, what="page", page=page.pk))
    assert {one.msgctxt.split(":")[0] for one in file} == {str(page.translation_key)}


def test_an_entry_says_where_the_text_stands_and_how_long_it_may_be(client, admin):
    file = parsed(download(client, what="page", page=original("vijolica").pk))
    title = entry(file, ":title")
    assert title.msgid == "Vijolica"
    assert title.comment.splitlines()[0] == "Vijolica · Title"
    assert re.match(r"https?://\S+/sl/\S*vijolica/$", title.comment.splitlines()[1])
    assert "255" in title.comment
    assert " › " in next(one.comment for one in file if ":body." in one.msgctxt)
    assert file.metadata["Language"] == "uk" and "nplurals=3" in file.metadata["Plural-Forms"]
    assert not file.obsolete_entries()


def test_the_file_has_a_readable_name(client, admin):
    response = download(client, what="section", page=original("delavnice").pk, code="sr-latn")
    assert re.search(r'"kljuc-sr-delavnice-\d{4}-\d\d-\d\d\.po"', response.headers["Content-Disposition"])


def test_only_what_is_missing_leaves_out_what_is_translated(client, admin):
    page = original("vijolica")
    ours = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale())
    ours.get(context__path="lead").delete()
    file = parsed(download(client, what="page", page=page.pk, missing_only="on"))
    assert [one.msgctxt.split(":")[1] for one in file] == ["lead"]


def test_where_nothing_is_missing_the_screen_says_so(client, admin):
    response = download(client, what="page", page=original("vijolica").pk, missing_only="on")
    assert "every text of this part has its translation" in str(response.context["form"].non_field_errors())


def test_a_translation_with_a_mistake_is_marked(admin):
    page = original("vijolica")
    StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=locale(), context__path="title"
    ).update(has_error=True)
    assert entry(file_of(page), ":title").fuzzy


def test_the_queries_of_a_download_do_not_grow_with_the_pages(client, admin, django_assert_max_num_queries):
    section = original("delavnice")
    with CaptureQueriesContext(connection) as one:
        download(client, what="page", page=section.pk)
    with django_assert_max_num_queries(len(one) + 1):
        download(client, what="section", page=Page.objects.get(depth=2, locale__language_code="sl").pk)


def test_coordinators_get_the_texts_of_their_mails_and_no_pages(client):
    sign_in(client, "Coordinators")
    form = client.get(reverse("languages_translators")).context["form"]
    assert list(form.kinds) == ["workshops.mailtext"] and "page" not in form.fields
    assert parsed(download(client, what="records", kind="workshops.mailtext"))
    assert download(client, what="page", page=original("vijolica").pk).context["form"].errors
    assert download(client, what="record", record="home.helpcontact:1").context["form"].errors


def test_editors_get_no_texts_of_mails(client):
    sign_in(client, "Editors")
    assert parsed(download(client, what="page", page=original("vijolica").pk))
    assert download(client, what="records", kind="workshops.mailtext").context["form"].errors


def test_who_may_change_nothing_does_not_see_the_screen(client):
    sign_in(client, "Safeguarding")
    assert client.get(reverse("languages_translators")).status_code in (302, 403)
    assert download(client, what="page", page=original("vijolica").pk).status_code in (302, 403)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"page": "9" * 40},
        {"record": "home.helpcontact:x"},
        {"record": "no.such:1"},
        {"record": ":::"},
        {"language": "zz"},
        {"download": "1"},
        {"download": "1", "what": "page", "page": "x", "language": "x"},
        {"download": "1", "what": "record", "record": "a", "language": "1"},
        {"download": "1", "what": "records", "kind": "auth.user", "language": "1"},
    ],
)
def test_an_address_that_makes_no_sense_shows_the_screen(client, admin, query):
    response = client.get(reverse("languages_translators"), query)
    assert response.status_code == 200 and "form" in response.context


def test_the_menus_of_pages_and_records_lead_to_the_screen(client, admin):
    page = original("vijolica")
    listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert f"{reverse('languages_translators')}?page={page.pk}" in listing
    chosen = client.get(reverse("languages_translators"), {"page": page.pk}).context["form"]
    assert chosen.initial["page"].pk == page.pk and chosen.initial["what"] == "page"
    contacts = client.get(reverse("wagtailsnippets_home_helpcontact:list")).content.decode()
    assert "record=home.helpcontact%3A" in contacts


def test_a_translation_leads_to_its_original_and_its_language(client, admin):
    page = original("vijolica")
    ours = page.get_translation(locale("uk"))
    chosen = client.get(reverse("languages_translators"), {"page": ours.pk}).context["form"]
    assert chosen.initial["page"].pk == page.pk and chosen.initial["language"] == locale("uk")


def test_the_button_of_the_translation_editor_gives_our_file(client, admin):
    page = original("vijolica")
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale())
    file = parsed(client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])))
    assert all(one.msgctxt.startswith(f"{page.translation_key}:") for one in file)
