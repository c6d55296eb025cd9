"""Files of handouts follow their content, and readers are never offered what is no longer true."""

import os
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from home.models import HelpContact
from materials.handouts import making, rendering
from materials.models import Handout, HandoutFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_poster(media, monkeypatch):
    """Only the Slovenian poster is live, and its files are made; drawing them is looked at elsewhere."""
    monkeypatch.setattr(rendering, "pdf_of", lambda html, **how: rendering.Pdf(b"%PDF" + html.encode(), 1, True))
    handouts = Handout.objects.filter(key="poster", locale__language_code="sl")
    Handout.objects.exclude(pk=handouts.get().pk).update(live=False)
    HandoutFile.objects.all().delete()
    assert making.make_missing() == 2
    return handouts.get()


def names() -> set[str]:
    return set(HandoutFile.objects.values_list("name", flat=True))


def test_what_is_made_is_not_made_again(one_poster, monkeypatch):
    monkeypatch.setattr(rendering, "pdf_of", lambda *args, **kwargs: pytest.fail("made again"))
    assert making.make_missing() == 0


def change_a_contact():
    HelpContact.objects.filter(key="si-080-1200").update(number="080 1201")


def unpublish_a_contact():
    HelpContact.objects.filter(key="si-080-1200").update(live=False)


def change_the_help_page():
    page = Page.objects.get(slug="pomoc", locale__language_code="sl").specific
    page.slug = "pomoc-in-kontakti"
    page.save_revision().publish()


def change_the_text():
    handout = Handout.objects.get(key="poster", locale__language_code="sl")
    handout.closing = "Vprašate lahko tudi za koga drugega."
    handout.save_revision().publish()


@pytest.mark.parametrize("change", [change_a_contact, unpublish_a_contact, change_the_help_page, change_the_text])
def test_a_change_makes_the_file_anew_under_another_name(one_poster, media, change):
    before = names()
    change()
    assert making.make_missing() == 2
    assert not before & names()
    assert all((media / "handouts" / name).is_file() for name in names())


def test_a_draft_changes_nothing(one_poster):
    handout = Handout.objects.get(pk=one_poster.pk)
    handout.closing = "Osnutek"
    handout.save_revision()
    assert making.make_missing() == 0


def test_an_earlier_address_leads_to_the_file_of_today(one_poster, client):
    before = HandoutFile.objects.get(variant="").url
    change_a_contact()
    making.make_missing()
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (302, HandoutFile.objects.get(variant="").url)


def test_earlier_files_are_removed_after_a_day(one_poster, media):
    earlier = media / "handouts" / HandoutFile.objects.get(variant="").name
    change_a_contact()
    making.make_missing()
    assert earlier.exists()
    for path in (media / "handouts").iterdir():
        os.utime(path, (0, 0))
    making.make_missing()
    assert {path.name for path in (media / "handouts").iterdir()} == names()


def test_a_file_is_served_for_ever_and_named_by_its_content(one_poster, client):
    row = HandoutFile.objects.get(variant="")
    response = client.get(row.url)
    content = b"".join(response.streaming_content)
    assert response["Content-Type"] == "application/pdf" and content.startswith(b"%PDF") and len(content) == row.size
    assert "public" in response["Cache-Control"] and "immutable" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    "name", ["poster-sl-000000000000.pdf", "x.pdf", "..%2Fsite.sqlite3", "card-xx-000000000000.pdf"]
)
def test_nothing_else_is_served(media, client, name):
    Handout.objects.all().delete()
    assert client.get(f"/media/handouts/{name}").status_code == 404


def test_what_is_unpublished_is_not_offered_any_more(one_poster, client):
    url = HandoutFile.objects.get(variant="").url
    one_poster.unpublish()
    assert client.get(url).status_code == 404
    assert client.get("/sl/gradiva-za-tisk/poster/").status_code == 404
    assert "poster" not in client.get("/sl/gradiva/").content.decode().split("<main")[1].split("</main")[0]


def test_without_pango_the_print_view_is_offered_and_the_log_and_the_cms_say_why(
    media, no_pango, client, admin_client, caplog
):
    call_command("make_handouts")
    assert len([line for line in caplog.messages if "No PDF can be made here" in line]) == 1
    page = client.get("/sl/gradiva/")
    assert page.status_code == 200 and ".pdf" not in page.content.decode()
    for address in (
        "/sl/gradiva-za-tisk/poster/",
        "/sr-cyrl/listovi-za-stampu/card/",
        "/uk/rozdatkovi-materialy/poster/",
    ):
        assert address in page.content.decode()
        assert client.get(address).status_code == 200
    handout = Handout.objects.get(key="poster", locale__language_code="sl")
    edit = admin_client.get(f"/admin/snippets/materials/handout/edit/{handout.pk}/").content.decode()
    assert str(HandoutFile.Problem.LIBRARY.label) in edit


def test_without_pango_a_file_made_beforehand_is_offered_until_it_is_no_longer_true(one_poster, no_pango, client):
    url = HandoutFile.objects.get(variant="").url
    making.make_missing()
    assert url in client.get("/sl/gradiva/").content.decode()
    change_a_contact()
    making.make_missing()
    assert url not in client.get("/sl/gradiva/").content.decode()
    assert client.get(url).status_code == 404


def test_a_sheet_that_cannot_be_made_keeps_nobody_waiting_and_is_tried_again(one_poster, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("no such picture")

    change_a_contact()
    works = rendering.pdf_of
    monkeypatch.setattr(rendering, "pdf_of", fail)
    assert making.make_missing() == 0
    assert set(HandoutFile.objects.values_list("problem", flat=True)) == {HandoutFile.Problem.FAILED}
    monkeypatch.setattr(rendering, "pdf_of", works)
    assert making.make_missing() == 0
    HandoutFile.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert making.make_missing() == 2


def test_nothing_heavy_is_imported_before_it_is_needed(run_python):
    loaded = run_python(
        "import django; django.setup(); from django.test import Client; import sys;"
        "from django.urls import get_resolver; get_resolver().url_patterns; print('weasyprint' in sys.modules)"
    )
    assert loaded == "False"


def test_the_worker_looks_every_minute(settings):
    assert "make_handouts" in settings.MINUTE_COMMANDS
