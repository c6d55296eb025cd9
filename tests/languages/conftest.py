"""What tests of the languages share."""

import pytest
from django.utils import translation


@pytest.fixture
def english(client):
    """Let the CMS and its services speak English, so that tests can name what they say."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield
