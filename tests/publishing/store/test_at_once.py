"""What the event loop sends itself is what the store would send, and nothing that is not for everybody."""

import pytest
from django.conf import settings

from publishing.store.at_once import AtOnce
from publishing.store.changes import start_generation
from tests.publishing.store.conftest import commit
from tests.publishing.test_in_threads import SCOPE

PAGE = "/sl/"
HOST = (b"host", b"testserver")


def ask(reader, path: str = PAGE, *headers: tuple[bytes, bytes], **scope):
    scope = {**SCOPE, "path": path, "raw_path": path.encode(), "headers": [HOST, *headers], **scope}
    return AtOnce(reader.site)(scope)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, br"])
@pytest.mark.parametrize("asked", ["nothing", "other", "same", "*"])
def test_it_is_what_the_store_sends(reader, method, accepted, asked):
    tag = reader.get(PAGE, HTTP_ACCEPT_ENCODING=accepted).headers["ETag"]
    condition = {"nothing": None, "other": '"x"', "same": tag, "*": "*"}[asked]
    extra = {"HTTP_IF_NONE_MATCH": condition} if condition else {}
    expected = reader.get(PAGE, method=method, HTTP_ACCEPT_ENCODING=accepted, **extra)
    more = [(b"if-none-match", condition.encode())] if condition else []
    start, body = ask(reader, PAGE, (b"accept-encoding", accepted.encode()), *more, method=method)
    assert (start["status"], body["body"]) == (expected.status, expected.body)
    assert {name.decode(): value.decode() for name, value in start["headers"]} == {
        name.lower(): value for name, value in expected.headers.items()
    }


def test_a_page_that_another_process_has_made_comes_from_the_disk(reader, other_reader):
    body = reader.get(PAGE).body
    with other_reader.without_queries():
        assert ask(other_reader)[1]["body"] == body
    assert not other_reader.made


@pytest.mark.parametrize(
    "headers",
    [
        [(b"cookie", f"{settings.SESSION_COOKIE_NAME}=abc".encode())],
        [(b"cookie", b"a=1"), (b"cookie", f"{settings.SESSION_COOKIE_NAME}=abc".encode())],
        [(b"authorization", b"Basic x")],
        [(b"host", b"evil.example")],
    ],
)
def test_what_belongs_to_one_person_or_another_site_is_left_to_django(reader, headers):
    reader.get(PAGE)
    assert ask(reader) and ask(reader, PAGE, *headers) is None


@pytest.mark.parametrize(
    "scope", [{"method": "POST"}, {"query_string": b"page=2"}, {"root_path": "/elsewhere"}, {"path": "/sl/search/"}]
)
def test_what_is_no_stored_page_is_left_to_django(reader, scope):
    reader.get(PAGE)
    assert ask(reader, **scope) is None


def test_behind_tls_a_page_is_for_who_came_by_it(reader, settings):
    reader.get(PAGE)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    reader.site._needs_tls = True
    assert ask(reader) is None
    assert ask(reader, PAGE, (b"x-forwarded-proto", b"https"))[0]["status"] == 200


def test_a_page_of_an_earlier_generation_is_not_at_hand(reader):
    reader.get(PAGE)
    start_generation()
    commit()
    reader.notice()
    assert ask(reader) is None
    reader.get(PAGE)
    assert ask(reader)
