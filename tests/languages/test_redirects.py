"""Old addresses lead to the new ones, in each language, in one step."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.languages.at_the_cms import CODES, page, translation_of

ALL = ("sl", *CODES)


def rename(one: Page, slug: str) -> Page:
    one = Page.objects.get(pk=one.pk).specific
    one.slug = slug
    one.save_revision().publish()
    return Page.objects.get(pk=one.pk).specific


def leads_to(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 301, address
    return response["Location"]


def assert_no_circles(client) -> None:
    """Follow every redirect there is: it ends after one step."""
    for redirect in Redirect.objects.all():
        response = client.get(redirect.old_path + "/")
        if response.status_code == 301:
            assert client.get(response["Location"]).status_code in (200, 404)


@pytest.mark.parametrize("language", ALL)
def test_a_new_slug_leaves_a_redirect_in_its_language_also_for_pages_below(committed, client, language):
    index = translation_of(page("novice"), language)
    article = index.get_children().live().first()
    before, before_below = index.url, article.url
    renamed = rename(index, "premaknjeno")
    assert renamed.url != before and renamed.url.startswith(before[:4])
    assert leads_to(client, before) == renamed.url
    assert leads_to(client, before_below) == Page.objects.get(pk=article.pk).url
    assert leads_to(client, f"{before}?page=2") == renamed.url
    others = [translation_of(index, code) for code in ALL if code != language]
    assert all(client.get(other.url).status_code == 200 for other in others)


def test_a_move_leaves_redirects_in_every_language(committed, client):
    moved, below = page("kontakt"), page("o-nas")
    before = {code: translation_of(moved, code).url for code in ALL}
    moved.move(below, pos="last-child")
    for code in ALL:
        after = translation_of(moved, code).url
        assert leads_to(client, before[code]) == after
        assert client.get(after).status_code == 200
    assert before["sr-latn"].startswith("/sr/")
    assert not Redirect.objects.filter(old_path__startswith="/sr-latn").exists()


def test_many_changes_lead_to_the_last_address_in_one_step(committed, client):
    one = translation_of(page("vijolica"), "sr-latn")
    addresses = [one.url]
    for slug in ("a", "b", "c"):
        one = rename(one, slug)
        addresses.append(one.url)
    assert [leads_to(client, address) for address in addresses[:-1]] == [one.url] * 3
    assert client.get(one.url).status_code == 200


def test_a_slug_that_comes_back_makes_no_circle_even_if_the_page_is_unpublished(committed, client):
    one = page("vijolica")
    first = one.url
    one = rename(rename(one, "drugje"), "vijolica")
    assert one.url == first and client.get(first).status_code == 200
    one.unpublish()
    assert client.get(first).status_code == 404
    assert_no_circles(client)


def test_two_pages_that_change_places_make_no_circle(committed, client):
    one, other = page("vijolica"), page("pogum")
    first, second = one.slug, other.slug
    rename(one, "vmes")
    rename(other, first)
    rename(one, second)
    assert client.get(Page.objects.get(pk=one.pk).url).status_code == 200
    for each in (one, other):
        Page.objects.get(pk=each.pk).specific.unpublish()
    assert_no_circles(client)
    Redirect.objects.get(old_path__endswith="/vmes")


def test_a_new_page_at_an_old_address_is_read_and_leaves_no_redirect(committed, client):
    one = page("vijolica")
    address = one.url
    rename(one, "drugje")
    texts = {"lead": "x", "goal": "<p>x</p>", "beneficiaries": "<p>x</p>"}
    new = type(one)(title="Nova", slug="vijolica", kind=one.kind, live=False, **texts)
    one.get_parent().add_child(instance=new)
    new.save_revision().publish()
    assert client.get(address).status_code == 200
    assert not Redirect.objects.filter(old_path=address.rstrip("/")).exists()


def test_a_redirect_that_an_editor_made_stays(committed):
    Redirect.add_redirect("/sl/nekoc/", "/sl/")
    Redirect.add_redirect(page("vijolica").url, "/sl/")
    rename(rename(page("vijolica"), "drugje"), "vijolica")
    assert Redirect.objects.filter(automatically_created=False).count() == 2


def test_the_name_of_a_home_page_is_in_no_address(committed, client):
    home = Page.objects.get(depth=2, locale__language_code="sr-latn")
    below = page("vesti", "sr-latn").url
    rename(home, "naslovna")
    assert client.get("/sr/").status_code == 200
    assert client.get(below).status_code == 200
