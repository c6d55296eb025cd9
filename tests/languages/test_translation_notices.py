"""Readers learn when a translation is incomplete or older than its original, and nothing more is asked for that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .translating import article, in_language, member, publish, translate_rest, translation_of

OUTDATED = "The Slovenian original has changed since this translation was made."
INCOMPLETE = "Part of this page has not been translated yet"


def html_of(client, page) -> str:
    return client.get(page.url).content.decode()


@pytest.mark.django_db
def test_a_current_translation_carries_no_notice(client):
    assert "translation-notice" not in html_of(client, in_language(article(), "en"))


def test_an_outdated_translation_leads_to_its_original(client, committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    html = html_of(client, in_language(page, "en"))
    assert OUTDATED in html and f'<a href="{page.url}" hreflang="sl">' in html
    assert "translation-notice" not in html_of(client, page)
    translate_rest(page, "en")
    translation_of(page, "en").save_target()
    assert OUTDATED not in html_of(client, in_language(page, "en"))


def test_an_incomplete_translation_says_so(client, committed):
    page = article()
    publish(page, lead="Povsem nov uvod.")
    client.force_login(member("Moderators"))
    client.post(reverse("translation_refused", args=[translation_of(page, "en").pk]))
    client.logout()
    html = html_of(client, in_language(page, "en"))
    assert INCOMPLETE in html and OUTDATED not in html and "Povsem nov uvod." in html


def test_a_notice_costs_no_query(client, committed):
    page = article()
    client.get(page.url)
    with CaptureQueriesContext(connection) as without:
        client.get(in_language(page, "en").url)
    publish(page, lead="Povsem nov uvod.")
    with CaptureQueriesContext(connection) as with_notice:
        assert OUTDATED in html_of(client, in_language(page, "en"))
    assert len(with_notice) <= len(without) + 1  # in_language itself asks once more inside the block
