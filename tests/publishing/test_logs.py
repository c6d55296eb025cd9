"""No log line holds the private part of an address."""

import io
import logging

import pytest

from tests.workshops.making import make_booking
from workshops.private_links import new_token


@pytest.fixture
def written(settings):
    """What the site's own handlers write while a test runs."""
    (handler,) = [one for one in logging.getLogger().handlers if one.filters]
    stream, handler.stream = handler.stream, io.StringIO()
    yield handler.stream
    handler.stream = stream


@pytest.mark.django_db
def test_a_refused_request_is_logged_without_its_token(client, written):
    token = new_token(booking=make_booking(status="declined"))
    assert client.post(f"/sl/narocilo/moje/{token}/odpovej/", {"cancel-reason": ""}).status_code == 409
    assert client.get(f"/sl/narocilo/moje/{token}/odpovej/").status_code == 405
    assert "Conflict" in written.getvalue() and "/sl/narocilo/moje/…/odpovej/" in written.getvalue()
    assert token not in written.getvalue()


@pytest.mark.django_db
def test_a_code_of_pupils_is_not_logged(client, written):
    client.get("/sl/f/ABCD2345/")
    logging.getLogger("django.request").warning("Gone: %s", "/sl/f/7HXQ3MTD/")
    assert "/sl/f/…" in written.getvalue()
    assert "7HXQ3MTD" not in written.getvalue() and "ABCD2345" not in written.getvalue()
