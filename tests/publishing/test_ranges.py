"""Pictures can be had in parts."""

import pytest

from pages.models import Rendition

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(client):
    address = Rendition.objects.first().url
    return address, b"".join(client.get(address))


@pytest.mark.parametrize(
    ("asked", "part", "named"),
    [
        ("bytes=0-9", slice(0, 10), "0-9"),
        ("bytes=10-", slice(10, None), "10-{last}"),
        ("bytes=-7", slice(-7, None), "{seventh}-{last}"),
        ("bytes=5-99999999999", slice(5, None), "5-{last}"),
    ],
)
def test_the_asked_part_is_sent(client, picture, asked, part, named):
    address, whole = picture
    answer = client.get(address, headers={"range": asked})
    assert (answer.status_code, answer.content) == (206, whole[part])
    named = named.format(last=len(whole) - 1, seventh=len(whole) - 7)
    assert answer["Content-Range"] == f"bytes {named}/{len(whole)}"
    assert "max-age" in answer["Cache-Control"] and answer["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize("asked", ["bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=x-2"])
def test_what_is_no_single_part_is_the_whole(client, picture, asked):
    address, whole = picture
    answer = client.get(address, headers={"range": asked})
    assert answer.status_code == 200 and b"".join(answer) == whole


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, picture, asked):
    address, whole = picture
    answer = client.get(address, headers={"range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(whole)}")


def test_a_file_that_may_be_another_by_now_is_sent_whole(client, picture):
    address, whole = picture
    answer = client.get(address, headers={"range": "bytes=0-9", "if-range": '"old"'})
    assert answer.status_code == 200 and b"".join(answer) == whole
