"""Editors see how hard pages are to read: in a report, and where they edit a page."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import Readability, SearchEntry
from tests.languages.at_the_cms import member_of, page, translation_of

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/readability/"
LONG = "Stavek " + "z veliko besedami " * 12 + "ima preveč besed."


@pytest.fixture
def editor(client):
    client.force_login(member_of("Editors"))
    return client


def rows(client, **query) -> list[list[str]]:
    soup = BeautifulSoup(client.get(REPORT, query).content, "html.parser")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in soup.select("table tbody tr")]


def lix(listed: list[list[str]]) -> list[float]:
    return [float(row[2].replace(",", ".")) for row in listed]


def test_each_public_page_has_its_figures():
    pages = SearchEntry.objects.filter(kind=SearchEntry.Kind.PAGE)
    assert pages.count() == pages.filter(readability__isnull=False).count() > 100


def test_the_report_begins_with_the_hardest_page_and_leads_to_its_editor(editor):
    soup = BeautifulSoup(editor.get(REPORT).content, "html.parser")
    listed = rows(editor)
    assert lix(listed) == sorted(lix(listed), reverse=True)
    hardest = Readability.objects.order_by("-lix").first()
    assert soup.find("a", href=f"/admin/pages/{hardest.entry.object_id}/edit/")


def test_the_report_is_sorted_by_any_figure_and_narrowed_to_a_language(editor):
    english = rows(editor, language="en", ordering="words_a_sentence")
    assert {row[1] for row in english} == {"English"}
    words = [float(row[4].replace(",", ".")) for row in english]
    assert words == sorted(words)


def test_the_report_can_be_taken_away_as_a_spreadsheet(editor):
    response = editor.get(REPORT, {"export": "csv", "language": "uk"})
    text = b"".join(response.streaming_content).decode()
    assert "LIX" in text.splitlines()[0]
    assert len(text.splitlines()) > 30


def test_an_unknown_language_or_order_is_no_error(editor):
    for query in ({"language": "xx"}, {"ordering": "nothing"}, {"p": "x"}):
        assert editor.get(REPORT, query).status_code == 200


def test_whoever_changes_no_page_does_not_see_the_report(client):
    client.force_login(member_of("Coordinators"))
    assert client.get(REPORT).status_code in (302, 403)


def test_the_report_costs_few_queries(editor):
    editor.get(REPORT)
    with CaptureQueriesContext(connection) as captured:
        editor.get(REPORT)
    assert len(captured) <= 25


def test_publishing_a_long_sentence_changes_the_figures_and_shows_it_beside_the_form(client):
    client.force_login(User.objects.get(username="admin"))
    help_page = page("pomoc")
    help_page.lead = LONG
    help_page.save_revision().publish()
    kept = Readability.objects.get(entry__object_id=help_page.pk, entry__kind=SearchEntry.Kind.PAGE)
    assert kept.long_sentences == 1 and kept.hardest[0] == LONG
    html = client.get(f"/admin/pages/{help_page.pk}/edit/").content.decode()
    assert LONG in BeautifulSoup(html, "html.parser").select_one("[data-side-panel='checks']").get_text()


def test_the_panel_costs_one_query(client):
    client.force_login(User.objects.get(username="admin"))
    address = f"/admin/pages/{page('pomoc').pk}/edit/"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert sum("site_search_readability" in query["sql"] for query in captured) == 1


def test_long_sentences_of_a_translation_are_named_in_the_translation_editor(client):
    client.force_login(User.objects.get(username="admin"))
    ours = translation_of(page("pomoc"), "uk")
    address = f"/admin/pages/{ours.pk}/edit/"
    Readability.objects.filter(entry__object_id=ours.pk).update(long_sentences=0)
    assert LONG not in client.get(address).content.decode()
    Readability.objects.filter(entry__object_id=ours.pk).update(long_sentences=1, hardest=[LONG])
    assert LONG in client.get(address).content.decode()


def test_an_unpublished_page_has_no_figures():
    about = page("o-nas")
    about.unpublish()
    assert not Readability.objects.filter(entry__object_id=about.pk, entry__kind=SearchEntry.Kind.PAGE).exists()
