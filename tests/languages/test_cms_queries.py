"""What is asked about originals costs nothing in the page tree of the CMS."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import BasePage
from tests.languages.at_the_cms import page, translation_of

pytestmark = pytest.mark.django_db


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("language", ["sl", "uk"])
def test_a_listing_costs_no_more_than_with_the_rules_of_wagtail_alone(client, monkeypatch, language):
    client.force_login(User.objects.get(username="admin"))
    path = f"/admin/pages/{translation_of(page('novice'), language).pk}/"
    ours = queries(client, path)
    monkeypatch.delattr(BasePage, "permissions_for_user")
    assert ours <= queries(client, path)
