"""Only published contacts are shown, and emergency numbers on every page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.contacts import by_country, live_contacts
from home.models import HelpContact, HelpPage

pytestmark = pytest.mark.django_db


def test_help_page_shows_each_live_contact_with_a_link_to_call(client):
    for page in HelpPage.objects.live().select_related("locale"):
        html = client.get(page.url).content.decode()
        contacts = HelpContact.objects.filter(live=True, locale=page.locale)
        assert contacts.count() == 15
        for contact in contacts:
            assert contact.name in html or contact.name.replace("’", "&#x27;") in html
            if contact.tel:
                assert f'href="tel:{contact.tel}"' in html


def test_drafts_are_in_the_cms_and_nowhere_else(client):
    drafts = HelpContact.objects.filter(live=False, locale__language_code="sl")
    assert {draft.key for draft in drafts} == {"si-kljuc-phone", "si-karitas", "si-116-006", "si-080-17-22"}
    assert not any(draft.number or draft.number_abroad for draft in drafts)
    html = client.get(HelpPage.objects.get(locale__language_code="sl").url).content.decode()
    for draft in drafts:
        assert draft.internal_note
        assert draft.internal_note not in html
    for number in ("116006", "0801722"):
        for page in Page.objects.live().filter(depth__gt=1).select_related("locale"):
            assert number not in re.sub(r"[^\d<]", "", client.get(page.url).content.decode()), page.url


def test_slovenia_comes_first_and_emergency_before_all():
    groups = by_country(live_contacts(language="uk"))
    assert [group.code for group in groups] == ["si", "rs", "ua"]
    assert [contact.number for contact in groups[0].contacts[:2]] == ["112", "113"]


def test_every_page_carries_the_emergency_numbers_and_the_way_to_help(client):
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale"):
        html = client.get(page.url).content.decode()
        assert html.count('href="tel:112"') >= 1 and html.count('href="tel:113"') >= 1, page.url
        assert 'class="button button--help"' in html


def test_a_contact_without_number_or_address_is_not_published_and_never_shown(admin_client):
    contact = HelpContact.objects.get(key="si-karitas", locale__language_code="sl")
    fields = {"country": "si", "kind": "organisation", "name": contact.name, "purpose": "Pomoč", "sort_order": "1"}
    address = f"/admin/snippets/home/helpcontact/edit/{contact.pk}/"
    response = admin_client.post(address, {**fields, "key": contact.key, "action-publish": "1"})
    assert "number" in response.context["form"].errors
    contact.refresh_from_db()
    assert not contact.live
    HelpContact.objects.filter(pk=contact.pk).update(live=True)
    assert contact.pk not in [one.pk for group in by_country(live_contacts(language="sl")) for one in group.contacts]


def test_emergency_numbers_stand_even_without_records(client):
    HelpContact.objects.all().delete()
    html = client.get("/uk/").content.decode()
    assert 'href="tel:112"' in html and 'href="tel:113"' in html


@pytest.mark.parametrize(("path", "most"), [("/sl/novice/", 2), ("/sl/", 6), ("/sl/pomoc/", 15)])
def test_a_page_reads_contacts_once_and_no_more_of_them_than_it_shows(client, monkeypatch, path, most):
    read = []
    from_db = HelpContact.from_db.__func__
    monkeypatch.setattr(HelpContact, "from_db", classmethod(lambda cls, *row: read.append(row) or from_db(cls, *row)))
    with CaptureQueriesContext(connection) as queries:
        assert 'href="tel:112"' in client.get(path).content.decode()
    assert sum('FROM "home_helpcontact"' in query["sql"] for query in queries) == 1
    assert 2 <= len(read) <= most
