"""The translations report and the strips on the first screen."""

import uuid
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import Translation

from home.models import HelpContact
from languages.models import Original, TranslationState
from news.models import NewsPage

from .translating import Status, article, in_language, member, publish

REPORT = "/admin/reports/translations/"


@pytest.fixture
def moderator(client, committed):
    client.force_login(member("Moderators"))
    return client


def rows(client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in soup.select(".translation-table tbody tr")]


def row_of(client, title: str) -> BeautifulSoup:
    soup = BeautifulSoup(client.get(REPORT, {"q": title}).content, "html.parser")
    return soup.select_one(".translation-table tbody tr")


def test_each_language_has_a_cell_that_leads_to_what_is_to_be_done(moderator):
    page = article()
    publish(page, title="Povsem nov naslov")
    in_language(page, "uk").delete()
    Translation.objects.filter(source__object_id=page.translation_key, target_locale__language_code="en").update(
        enabled=False
    )
    publish(page, lead="Povsem nov uvod.")
    row = row_of(moderator, "Povsem nov")
    english, serbian, ukrainian = row.select(".translation-cell a")
    assert "outdated" in english.text and "edited by hand" in row.text
    assert serbian.text.startswith("outdated, ")
    assert serbian["href"] == reverse("translation_changes", args=[page.translation_key])
    assert ukrainian.text == "missing" and f"/localize/submit/page/{page.pk}/" in ukrainian["href"]


def test_the_report_says_who_changed_the_original(moderator):
    from tests.publishing.test_editing import article as form

    page = article()
    moderator.post(f"/admin/pages/{page.pk}/edit/", form(title="Povsem nov", slug=page.slug, date=str(page.date)))
    assert "urednica" in row_of(moderator, "Povsem nov").text


def test_language_and_status_are_filtered_together(moderator):
    page = article()
    publish(page, title="Povsem nov naslov")
    english = Locale.objects.get(language_code="en")
    assert len(rows(moderator, f"{REPORT}?language={english.pk}&status=outdated")) == 1
    in_language(page, "uk").delete()
    assert rows(moderator, f"{REPORT}?language={english.pk}&status=missing") == []
    assert len(rows(moderator, f"{REPORT}?status=missing")) == 1


def test_records_stand_beside_pages_and_can_be_chosen(moderator):
    kind = ContentType.objects.get_for_model(HelpContact)
    found = rows(moderator, f"{REPORT}?content_type={kind.pk}")
    assert len(found) == 15 and all("ontact" in row for row in found)


@pytest.mark.parametrize(
    "query", ["?language=x", "?status=nonsense", "?content_type=0", "?p=x", "?ordering=nonsense", "?q=%00", "?p=999"]
)
def test_nonsense_in_the_address_is_answered(moderator, query):
    assert moderator.get(f"{REPORT}{query}").status_code == 200


def test_nothing_found_is_said_in_words(moderator):
    assert "Nothing matches" in moderator.get(f"{REPORT}?q=ničesartakega").content.decode()


def test_the_report_is_sorted_as_asked(moderator):
    publish(article(), title="Povsem nov naslov", lead="Povsem nov uvod.")
    assert "Povsem nov naslov" in rows(moderator, f"{REPORT}?ordering=-words_left")[0]
    assert "Povsem nov naslov" in rows(moderator, f"{REPORT}?ordering=-changed_at")[0]


def test_the_report_can_be_had_as_a_spreadsheet(moderator):
    publish(article(), title="=Povsem nov naslov")
    content = b"".join(moderator.get(f"{REPORT}?export=xlsx&q=Povsem").streaming_content)
    sheet = load_workbook(BytesIO(content)).active
    head, line = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head == ["Title", "Type", "Changed", "Changed by", "English", "Srpski", "Українська", "Words to translate"]
    assert line[0] == "=Povsem nov naslov" and line[4].startswith("outdated, ") and line[-1] == 9
    assert sheet.cell(2, 1).data_type == "s"
    assert b"Povsem" in b"".join(moderator.get(f"{REPORT}?export=csv&q=Povsem").streaming_content)


def test_the_old_report_leads_to_this_one_and_the_menu_has_one(moderator):
    assert moderator.get("/admin/localize/reports/translations/").url == REPORT
    html = moderator.get("/admin/").content.decode()
    assert html.count(REPORT) >= 1 and "/admin/localize/reports/" not in html


def test_the_first_screen_shows_how_far_each_language_is(moderator):
    publish(article(), lead="Povsem nov uvod.")
    soup = BeautifulSoup(moderator.get("/admin/").content, "html.parser")
    strips = soup.select(".translation-strip")
    assert [strip.h3.text for strip in strips] == ["English", "Srpski", "Українська"]
    outdated = strips[0].select_one(".translation-chip--outdated a")
    assert outdated.get_text(" ", strip=True) == "1 outdated"
    assert len(rows(moderator, outdated["href"])) == 1


def test_a_coordinator_sees_the_mail_texts_alone(client, committed):
    client.force_login(member("Coordinators"))
    titles = rows(client, REPORT)
    assert titles and all("E-mail text" in row for row in titles)


def test_a_translator_of_one_tree_sees_its_pages(client, committed):
    group = Group.objects.create(name="Translators")
    tree = in_language(article(), "en").get_parent()
    GroupPagePermission.objects.create(group=group, page=tree, permission_type="change")
    member("Translators")
    user = User.objects.get(username="urednica")
    user.user_permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    client.force_login(user)
    assert len(rows(client, REPORT)) == NewsPage.objects.filter(locale__language_code="sl", live=True).count() + 1


def test_somebody_without_any_right_is_turned_away(client, committed):
    user = User.objects.create_user("gost", password="x")
    user.user_permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    client.force_login(user)
    assert client.get(REPORT).status_code == 302
    assert "translation-strip" not in client.get("/admin/").content.decode()


def test_a_thousand_pages_cost_no_query_more(moderator):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    kind = ContentType.objects.get_for_model(HelpContact)
    addresses = [REPORT, f"{REPORT}?p=5", f"{REPORT}?status=outdated&ordering=-words_left", "/admin/"]
    few = [count(moderator, address) for address in addresses]
    # Contacts: an editor may see them without a page for each.
    originals = [
        Original(pk=uuid.uuid4(), content_type=kind, object_id=str(page.pk), title=f"Novica {number}", words=9)
        for number in range(1000)
    ]
    Original.objects.bulk_create(originals)
    locales = Locale.objects.exclude(language_code="sl")
    TranslationState.objects.bulk_create(
        TranslationState(original=original, locale=locale, status=Status.OUTDATED, target_id="1", total=9, done=3)
        for original in originals
        for locale in locales
    )
    many = [count(moderator, address) for address in addresses]
    assert max(many) <= 25 and all(after <= before + 1 for before, after in zip(few, many, strict=True)), (few, many)


def count(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
