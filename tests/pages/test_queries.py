"""What a page costs the database when it is made anew: the same few queries, however much is on it and around it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import Page
from zeal import zeal_context

from home.models import AwarenessPage, HelpContact, StandardPage
from languages import services
from languages.models import SiteLanguage, protected
from news.models import NewsIndexPage, NewsPage
from pages.models import Picture, Rendition
from programmes.models import Funder, ProgrammeIndexPage, ProgrammePage
from tests.pages.test_every_page import CONTENT_LANGUAGES, LANGUAGES, paths
from workshops.models import WorkshopPage

pytestmark = pytest.mark.django_db

PAGE, LISTING = 8, 10
LISTINGS = {"homepage", "materialindexpage", "newsindexpage", "programmeindexpage", "workshopindexpage"}


@pytest.fixture(autouse=True)
def warm_process(monkeypatch):
    """A process that has answered before, less than a second ago, and keeps no page."""
    monkeypatch.setattr(services, "REMEMBERED_FOR", 3600)
    monkeypatch.setattr(protected, "REMEMBERED_FOR", 3600)


@contextmanager
def counting():
    with CaptureQueriesContext(connection) as queries:
        yield queries


def cost(client, path: str) -> int:
    """Return how many queries a page takes once the process knows its kinds of content."""
    assert client.get(path).status_code == 200
    with counting() as queries:
        client.get(path)
    return len(queries)


def everything(number: int = 0) -> list[tuple]:
    """Return a body with every block that needs the database; another number: others of each kind."""
    document = Document.objects.create(title="Letak", file=ContentFile(b"%PDF-", name="letak.pdf"))
    picture = Picture.objects.order_by("pk")[number]
    page = Page.objects.live().filter(depth__gt=2, locale__language_code="sl")[number]
    contact = HelpContact.objects.filter(live=True, locale__language_code="en")[number]
    link = f'<a linktype="page" id="{page.pk}">stran</a> <a linktype="document" id="{document.pk}">letak</a>'
    return [
        ("text", f"<p>{link}</p>"),
        ("picture", {"image": picture, "alt": "", "caption": "", "credit": ""}),
        ("contacts", {"title": "Koga poklicati", "contacts": [contact]}),
        ("downloads", {"title": "Za natis", "documents": [{"title": "Letak", "document": document}]}),
        ("related_pages", {"title": "Preberite tudi", "pages": [page]}),
        ("call_to_action", {"title": "Naprej", "text": "", "label": "Naprej", "page": page, "booking": False}),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_costs_at_most_eight_queries_and_a_list_ten(client, language):
    content = {page.url: page for page in Page.objects.live().filter(depth__gt=1)}
    assert len(paths(language)) > 30
    for path in paths(language):
        page = content[path.replace("/sr-cyrl/", "/sr/")]
        most = LISTING if page.specific_class._meta.model_name in LISTINGS else PAGE
        assert cost(client, path) <= most, path


@pytest.mark.parametrize("below", ["2022/", "2014/", "?page=2", "t/iz-drustva/"])
def test_parts_of_the_archive_cost_no_more_than_any_list(client, below):
    assert cost(client, f"/sl/novice/{below}") <= LISTING


@pytest.mark.parametrize(
    ("model", "fields", "most"),
    [
        (NewsPage, ["body"], PAGE),
        (AwarenessPage, ["body"], PAGE),
        (StandardPage, ["body"], PAGE),
        (WorkshopPage, ["body"], PAGE),
        (ProgrammePage, ["body", "results", "closing"], PAGE),
        (NewsIndexPage, ["body"], LISTING),
        (ProgrammeIndexPage, ["body"], LISTING),
    ],
)
def test_more_content_costs_nothing_more(client, model, fields, most):
    page = model.objects.live().filter(locale__language_code="sl", depth__gt=2).first()
    for field in fields:
        setattr(page, field, everything())
    if model is ProgrammePage:
        page.funding = [("funding", {"funder": funder, "note": ""}) for funder in Funder.objects.all()[:1]]
    page.save()
    once = cost(client, page.url)
    for field in fields:
        setattr(page, field, [block for number in range(4) for block in everything(number)])
    page.save()
    assert cost(client, page.url) == once <= most


def test_longer_lists_cost_nothing_more(client):
    news = NewsIndexPage.objects.get(locale__language_code="sl")
    programmes = ProgrammeIndexPage.objects.get(locale__language_code="sl")
    lists = ["/sl/", news.url, programmes.url, f"{news.url}2014/"]
    before = [cost(client, path) for path in lists]
    pictures = list(Picture.objects.all())
    for number in range(12):
        more = {"lead": "Uvod", "image": pictures[number % len(pictures)], "slug": f"dodana-{number}"}
        day = date(2014, number + 1, 1)
        news.add_child(instance=NewsPage(title=f"Novica {number}", date=day, body=[], **more))
        programme = ProgrammePage(
            title=f"Program {number}", kind="prevention", goal="Cilj", beneficiaries="Vsi", **more
        )
        programmes.add_child(instance=programme)
    assert [cost(client, path) for path in lists] == before


def test_a_larger_and_deeper_tree_costs_nothing_more(client):
    page = AwarenessPage.objects.live().filter(locale__language_code="sl", depth=4).first()
    page.add_child(instance=AwarenessPage(title="Spodaj", slug="spodaj", lead="Uvod", body=everything()))
    deepest = page.get_children().get(slug="spodaj").specific
    before = cost(client, page.url), cost(client, deepest.url)
    for number in range(6):
        beside = AwarenessPage(title="Poleg", slug=f"poleg-{number}", lead="Uvod", show_in_menus=True)
        page.get_parent().add_child(instance=beside)
        deepest = deepest.add_child(instance=AwarenessPage(title="Niže", slug="nize", lead="Uvod", body=everything()))
    assert (cost(client, page.url), cost(client, deepest.url)) == before


@pytest.mark.parametrize("path", ["/sl/", "/sl/novice/", "/sl/programi/vijolica/", "/sl/pomoc/"])
def test_another_language_costs_nothing_more(client, path):
    four = cost(client, path)
    for code in ("uk", "en"):
        SiteLanguage.objects.filter(locale__language_code=code).update(is_on=False)
        services.forget()
        assert cost(client, path) == four


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_no_page_asks_for_each_thing_by_itself(client, language):
    for path in paths(language):
        client.get(path)
        with zeal_context():
            assert client.get(path).status_code == 200, path


def test_a_reader_never_makes_a_size_of_a_picture(client):
    page = NewsPage.objects.live().filter(image__isnull=False, locale__language_code="sl").first()
    page.image.renditions.filter(filter_spec__contains="560").delete()
    left = set(Rendition.objects.values_list("pk", flat=True))
    for path in (page.url, "/sl/novice/", "/sl/"):
        assert client.get(path).status_code == 200
    assert set(Rendition.objects.values_list("pk", flat=True)) == left
    page.image.renditions.all().delete()
    assert "<picture>" not in client.get(page.url).content.decode()
    assert page.image.renditions.count() == 0


def test_publishing_makes_the_sizes_that_a_page_lacks(client):
    page = NewsPage.objects.live().filter(image__isnull=False, locale__language_code="sl").first()
    page.image.renditions.all().delete()
    page.save_revision().publish()
    assert page.image.renditions.count() == 6
    assert "<picture>" in client.get(page.url).content.decode()
