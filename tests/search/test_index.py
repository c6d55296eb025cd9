"""The index follows what editors do with pages and documents."""

import io
import logging

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import HelpContact
from search import documents
from search.models import Posting, SearchEntry
from search.services import search
from tests.search.conftest import finds, pks
from tests.search.pdf import pdf_of

pytestmark = pytest.mark.django_db


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_published_change_is_found_and_what_it_replaced_is_not(page_of):
    page = page_of("contact")
    publish(page, title="Stopite v stik s čebelarji")
    assert finds(page, "čebelar")
    publish(page, title="Kontakt")
    assert not finds(page, "čebelar")


def test_a_draft_is_not_found(page_of):
    page = page_of("contact")
    page.title = "Čebelarji"
    page.save_revision()
    assert not finds(page, "čebelar")


def test_an_unpublished_page_is_found_no_more(page_of):
    page = page_of("privacy")
    assert finds(page, "zasebnost")
    page.unpublish()
    assert not finds(page, "zasebnost")
    assert not SearchEntry.objects.filter(kind=1, object_id=page.pk).exists()


def test_a_deleted_page_and_those_below_it_are_found_no_more(page_of):
    page, below = page_of("staying-safe"), page_of("parents")
    assert finds(below, "starši")
    page.delete()
    assert not SearchEntry.objects.filter(kind=1, object_id__in=[page.pk, below.pk]).exists()


def test_a_restricted_page_and_those_below_it_are_not_found_until_the_restriction_ends(page_of):
    page, below = page_of("staying-safe"), page_of("parents")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not finds(page, "zaščititi") and not finds(below, "starši")
    restriction.delete()
    assert finds(page, "zaščititi") and finds(below, "starši")


def test_pages_that_move_below_a_restriction_are_not_found(page_of):
    secret, page, below = page_of("about"), page_of("staying-safe"), page_of("parents")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert finds(page, "zaščititi") and finds(below, "starši")
    page.move(secret, pos="last-child")
    assert not finds(page, "zaščititi") and not finds(below, "starši")


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(page_of):
    page = page_of("contact")
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(page, title="Čebelarji")
        raise RuntimeError
    assert not finds(page, "čebelar")


def test_the_help_page_is_found_by_its_contacts(page_of):
    page = page_of("help")
    assert not finds(page, "0801722")
    contact = HelpContact.objects.get(key="si-080-17-22", locale__language_code="sl")
    publish(contact, purpose="Za vprašanja.", number="080 17 22")
    assert finds(page, "0801722")
    contact.refresh_from_db()
    contact.unpublish()
    assert not finds(page, "0801722")


def test_rebuilding_twice_changes_nothing_and_heals_what_was_lost(page_of):
    out = io.StringIO()
    call_command("rebuild_search_index", stdout=out)
    before = set(Posting.objects.values_list("pk", flat=True))
    # Whatever language whoever saves a page reads the CMS in.
    for language in ("en", "uk"):
        with translation.override(language):
            call_command("rebuild_search_index", stdout=out)
    assert out.getvalue().count("0 changed") == 3
    assert set(Posting.objects.values_list("pk", flat=True)) == before
    page = page_of("contact")
    SearchEntry.objects.filter(object_id=page.pk).delete()
    Page.objects.filter(pk=page_of("privacy").pk).update(live=False)
    call_command("rebuild_search_index", stdout=out)
    assert "2 changed" in out.getvalue()
    assert finds(page, "kontakt") and not finds(page_of("privacy"), "zasebnost")


@pytest.fixture
def document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_document(file_hash="0" * 40)


def make_document(content: bytes | None = None, **values):
    content = pdf_of("Vodnik za lastnike kanarčkov v stanovanju.") if content is None else content
    return get_document_model().objects.create(
        title="Priročnik", file=ContentFile(content, name="prirocnik.pdf"), **values
    )


def documents_in(answer) -> list[int]:
    return [found.object_id for found in answer.found if found.kind == SearchEntry.Kind.DOCUMENT]


def test_the_text_of_a_pdf_is_found_in_every_language_until_a_page_leads_to_it(document, page_of):
    assert documents_in(search(query="kanarčkov", language="sl")) == [document.pk]
    assert documents_in(search(query="kanarckov", language="en")) == [document.pk]
    page = page_of("contact")
    link = f'<p><a linktype="document" id="{document.pk}">Priročnik</a></p>'
    publish(page, body=[("text", link)])
    assert documents_in(search(query="kanarček", language="sl")) == [document.pk]
    assert documents_in(search(query="kanarckov", language="en")) == []


def test_a_document_of_a_restricted_collection_is_not_found(document):
    collection = Collection.get_first_root_node().add_child(name="Interno")
    document.collection = collection
    document.save()
    assert documents_in(search(query="kanarčkov", language="sl")) == [document.pk]
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert documents_in(search(query="kanarčkov", language="sl")) == []
    restriction.delete()
    assert documents_in(search(query="kanarčkov", language="sl")) == [document.pk]


def test_a_deleted_document_is_found_no_more(document):
    document.delete()
    assert pks(search(query="kanarčkov", language="sl")) == []


def test_a_renamed_document_is_not_read_again(document, monkeypatch):
    monkeypatch.setattr("search.sources.text_of", lambda document: pytest.fail("read again"))
    document.title = "Knjižica o papigah"
    document.save()
    assert documents_in(search(query="papige", language="sl")) == [document.pk]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", pdf_of("x")[:200], b"\x00" * 5000], ids=range(4))
def test_a_broken_pdf_can_be_saved_and_is_found_by_its_title(settings, tmp_path, content, caplog):
    settings.MEDIA_ROOT = tmp_path
    caplog.set_level(logging.ERROR)
    broken = make_document(content)
    assert documents_in(search(query="priročnik", language="sl")) == [broken.pk]


def test_a_pdf_is_read_within_limits(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(documents, "MOST_LETTERS", 20)
    long = make_document(pdf_of(*["Ena dve tri štiri pet."] * 30))
    assert len(SearchEntry.objects.filter(object_id=long.pk, kind=2).first().text) <= 20
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    assert documents.text_of(long) == ""
