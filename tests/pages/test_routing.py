"""The way from an address to a page: what is found, what is not, and what needs a password."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import AwarenessPage, StandardPage

pytestmark = pytest.mark.django_db


def below(parent: Page, **fields) -> Page:
    return parent.add_child(
        instance=AwarenessPage(lead="Uvod", body=[], **{"title": "Nova", "slug": "nova", **fields})
    )


@pytest.fixture
def section() -> Page:
    return AwarenessPage.objects.get(slug="kako-se-zascititi")


def test_a_page_is_found_however_deep_it_is(client, section):
    page = section
    for number in range(14):
        page = below(page, title=f"Stopnja {number}", slug=f"s-{number}")
    response = client.get(page.url)
    assert response.status_code == 200
    assert response.context["page"] == page


@pytest.mark.parametrize(
    "path",
    [
        "/sl/nova/",
        "/sl/kako-se-zascititi/nova/",
        "/sl/KAKO-SE-ZASCITITI/",
        "/sl/kako-se-zascitit_/",
        "/sl/" + "a/" * 400,
    ],
)
def test_an_address_of_no_page_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_not_found_and_a_page_below_it_is(client, section):
    draft = below(section)
    page = below(draft, slug="nizje")
    draft.unpublish()
    assert client.get(draft.url).status_code == 404
    assert client.get(page.url).status_code == 200


def test_a_page_of_another_site_tree_is_not_found(client, section):
    root = Page.get_first_root_node()
    other = root.add_child(instance=Page(title="Drugo", slug="drugo", locale=section.locale))
    other.add_child(instance=StandardPage(title="Tuja", slug="tuja", lead="Uvod", locale=section.locale))
    assert client.get("/sl/tuja/").status_code == 404


@pytest.mark.parametrize(("kind", "answer"), [(PageViewRestriction.LOGIN, 302), (PageViewRestriction.PASSWORD, 200)])
def test_a_page_below_a_restriction_is_not_shown_nor_linked_to(client, section, kind, answer):
    page = below(section, title="Za člane")
    PageViewRestriction.objects.create(page=section, restriction_type=kind, password="geslo")
    response = client.get(page.url)
    assert response.status_code == answer
    assert "Uvod" not in response.content.decode()
    assert section.url not in client.get("/sl/o-nas/").content.decode()


def test_the_right_password_opens_a_page(client, section):
    page = below(section, title="Za člane")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="geslo"
    )
    form = {"password": "geslo", "return_url": page.url}
    assert client.post(f"/sl/_util/authenticate_with_password/{restriction.pk}/{page.pk}/", form).status_code == 302
    response = client.get(page.url)
    assert "Za člane" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
