"""A stored page as HTTP wants it."""

import gzip

import brotli
import pytest

PAGE = "/sl/"


@pytest.mark.parametrize(
    "path", ["/sl/", "/en/", "/sr/", "/sr-cyrl/", "/uk/", "/sitemap.xml", "/robots.txt", "/sl/feed/"]
)
def test_a_public_page_is_made_once_and_then_read_without_a_query(reader, path):
    first = reader.get(path)
    with reader.without_queries():
        second = reader.get(path)
    assert first.status == second.status == 200
    assert first.body == second.body and reader.made == [path]


def test_a_process_reads_from_the_disk_what_another_has_made(reader, other_reader):
    body = reader.get(PAGE).body
    with other_reader.without_queries():
        assert other_reader.get(PAGE).body == body
    assert not other_reader.made


def test_memory_holds_a_page_in_the_forms_that_were_asked_for(reader, other_reader):
    whole = reader.get(PAGE).body
    assert brotli.decompress(other_reader.get(PAGE, HTTP_ACCEPT_ENCODING="br").body) == whole
    assert list(other_reader.store.memory.get(PAGE).bodies) == ["br"]
    assert gzip.decompress(other_reader.get(PAGE, HTTP_ACCEPT_ENCODING="gzip").body) == whole
    assert sorted(other_reader.store.memory.get(PAGE).bodies) == ["br", "gzip"]
    assert other_reader.store.memory.bytes == other_reader.store.memory.get(PAGE).size


@pytest.mark.parametrize("kept", ["br", "gzip"])
def test_a_page_of_which_the_disk_lost_a_form_is_unpacked(reader, other_reader, kept):
    whole = reader.get(PAGE).body
    other_reader.get(PAGE, HTTP_ACCEPT_ENCODING=kept)
    other_reader.store.disk.drop(PAGE)
    answer = other_reader.get(PAGE)
    assert answer.body == whole and "Content-Encoding" not in answer.headers
    assert answer.headers["Content-Length"] == str(len(whole)) and not other_reader.made


def test_every_form_has_the_same_content_and_a_tag_of_its_own(reader):
    plain = reader.get(PAGE)
    small = reader.get(PAGE, HTTP_ACCEPT_ENCODING="gzip, deflate")
    smallest = reader.get(PAGE, HTTP_ACCEPT_ENCODING="gzip, deflate, br;q=1.0")
    assert plain.body == gzip.decompress(small.body) == brotli.decompress(smallest.body)
    assert "Content-Encoding" not in plain.headers
    assert (small.headers["Content-Encoding"], smallest.headers["Content-Encoding"]) == ("gzip", "br")
    assert len({answer.headers["ETag"] for answer in (plain, small, smallest)}) == 3
    assert {answer.headers["Vary"] for answer in (plain, small, smallest)} == {"Accept-Encoding"}
    for answer in (plain, small, smallest):
        assert answer.headers["Content-Length"] == str(len(answer.body))


@pytest.mark.parametrize(
    ("accepted", "form"),
    [
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("gzip;q=1, br;q=0.1", "gzip"),
        (";,q=x", ""),
    ],
)
def test_the_form_is_one_that_the_reader_takes(reader, accepted, form):
    assert reader.get(PAGE, HTTP_ACCEPT_ENCODING=accepted).headers.get("Content-Encoding", "") == form


def test_who_has_the_page_already_gets_no_body(reader):
    tag = reader.get(PAGE).headers["ETag"]
    brotli_tag = reader.get(PAGE, HTTP_ACCEPT_ENCODING="br").headers["ETag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*", brotli_tag):
        answer = reader.get(PAGE, HTTP_IF_NONE_MATCH=asked)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == tag and "Content-Length" not in answer.headers
    assert reader.get(PAGE, HTTP_IF_NONE_MATCH='"other"').status == 200


def test_a_feed_reader_that_knows_only_dates_is_told_that_nothing_is_new(reader):
    date = reader.get("/sl/feed/").headers["Last-Modified"]
    assert reader.get("/sl/feed/", HTTP_IF_MODIFIED_SINCE=date).status == 304
    for other in ("Sat, 01 Jan 2000 00:00:00 GMT", "nonsense"):
        assert reader.get("/sl/feed/", HTTP_IF_MODIFIED_SINCE=other).status == 200


def test_head_is_the_answer_without_its_body(reader):
    whole, head = reader.get(PAGE), reader.get(PAGE, method="HEAD")
    assert head.body == b"" and head.headers == whole.headers


def test_a_stored_page_carries_every_header_that_django_gives_it(reader, client):
    plain = client.get(PAGE)
    stored = reader.get(PAGE).headers
    again = reader.get(PAGE).headers
    for name, value in plain.headers.items():
        if name not in ("Vary", "Content-Length"):
            expected = set(value.split("; ")) if name == "Content-Security-Policy" else value
            for headers in (stored, again):
                got = headers[name]
                assert (set(got.split("; ")) if name == "Content-Security-Policy" else got) == expected, name


def test_browsers_ask_each_time_and_no_cache_between_keeps_a_page(reader):
    assert reader.get(PAGE).headers["Cache-Control"] == "private, no-cache"
