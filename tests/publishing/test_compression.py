"""What is made for one reader goes out compressed, if they take that; all else about it stays as it is."""

import gzip
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from materials.models import HandoutFile
from pages.models import Rendition
from tests.workshops.test_booking_form import answers
from workshops.models import Booking

pytestmark = pytest.mark.django_db
GZIP = {"accept-encoding": "gzip, deflate, br"}
ONE = {
    "/sl/search/?q=pomoč": 200,
    "/sr-cyrl/search/?q=pomoć": 200,
    "/sl/narocilo/": 200,
    "/sr-cyrl/zakazivanje/": 200,
    "/sl/delavnice/moje/none/": 404,
    "/sl/ni-ga/": 404,
}


@pytest.mark.parametrize("path", ONE)
def test_forms_search_and_error_pages_are_small(client, path):
    plain, small = client.get(path), client.get(path, headers=GZIP)
    assert plain.status_code == small.status_code == ONE[path]
    assert small["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
    assert len(small.content) < len(plain.content) * 0.6 and small["Content-Length"] == str(len(small.content))
    assert gzip.decompress(small.content).rstrip().endswith(b"</html>")
    for answer in (plain, small):
        assert "Accept-Encoding" in answer["Vary"]
    assert small.headers.keys() - plain.headers.keys() == {"Content-Encoding"}
    # The second in which it was made, and words that stand in any order.
    for name in plain.headers.keys() - {"Content-Length", "Expires", "Content-Security-Policy"}:
        assert small.get(name) == plain.get(name), name


def test_the_size_does_not_tell_what_is_in_a_page(client):
    sizes = {len(client.get("/sl/search/?q=pomoč", headers=GZIP).content) for _time in range(12)}
    assert len(sizes) > 3


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br", "nonsense, ;;q=x"])
def test_who_does_not_take_it_gets_it_plain(client, accepted):
    answer = client.get("/sl/search/", headers={"accept-encoding": accepted})
    assert "Content-Encoding" not in answer and "Accept-Encoding" in answer["Vary"]


def test_a_form_that_came_compressed_can_be_sent():
    client = Client(enforce_csrf_checks=True)
    page = gzip.decompress(client.get("/sl/narocilo/", headers=GZIP).content).decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert client.post("/sl/narocilo/", answers(), headers=GZIP).status_code == 403
    assert client.post("/sl/narocilo/", {**answers(), "csrfmiddlewaretoken": token}, headers=GZIP).status_code == 302
    assert Booking.objects.count() == 1


def test_downloads_and_parts_of_them_are_sent_as_they_are(client):
    address = Rendition.objects.first().url
    handout = client.get(HandoutFile.objects.exclude(name="").first().url, headers=GZIP)
    picture = client.get(address, headers=GZIP)
    part = client.get(address, headers={**GZIP, "range": "bytes=0-999"})
    for answer in (picture, part, handout):
        assert "Content-Encoding" not in answer and answer["Content-Length"]
    # To read a file to its end closes the connection.
    assert b"".join(handout).startswith(b"%PDF-")
    assert part.status_code == 206 and b"".join(picture)[:1000] == part.content


def test_the_cms_works_compressed(client):
    client.force_login(User.objects.get(username="admin"))
    answer = client.get("/admin/", headers=GZIP)
    assert answer.status_code == 200 and b"</html>" in gzip.decompress(answer.content)
