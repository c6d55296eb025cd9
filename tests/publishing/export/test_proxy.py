"""nginx before the site, as docs/deploying.md says: files from the disk, all else from gunicorn, or from the copy."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import seeded_site
from tests.publishing.nginx import Asked, nginx, sample
from tests.serving import free_port

PROXIED = "    location / { proxy_pass http://127.0.0.1:8000; }\n"
GUNICORN = "http://127.0.0.1:8000"


def a_file(pattern: str) -> str:
    return f"/{next(seeded_site.FOLDER.glob(pattern)).relative_to(seeded_site.FOLDER)}"


@pytest.fixture(scope="module")
def block() -> str:
    return sample("nginx", **{"site/var": str(seeded_site.FOLDER)})


@pytest.fixture(scope="module")
def proxy(block, site_url, tmp_path_factory):
    with nginx(block.replace(GUNICORN, site_url), tmp_path_factory.mktemp("proxy")) as address:
        yield address


@pytest.fixture(scope="module")
def proxy_alone(block, exported, tmp_path_factory):
    """nginx with the copy behind it, and nobody where gunicorn should be."""
    stand_in = sample("Serving the exported site", number=1, export=str(exported))
    assert PROXIED in block and GUNICORN in stand_in
    whole = f"include {exported}/.nginx/maps.conf;\n{block.replace(PROXIED, stand_in)}"
    nobody = f"http://127.0.0.1:{free_port()}"
    with nginx(whole.replace(GUNICORN, nobody), tmp_path_factory.mktemp("alone")) as address:
        yield address


@pytest.mark.parametrize(
    ("pattern", "control"),
    [("static/css/site.????????????.css", "immutable"), ("media/images/*.avif", "max-age=2592000")],
)
def test_files_come_from_the_disk_even_while_the_site_is_down(proxy_alone, pattern, control):
    path = a_file(pattern)
    answer = Asked(proxy_alone + path)
    assert answer.status == 200 and control in answer.headers["cache-control"]
    assert answer.body == (seeded_site.FOLDER / path.lstrip("/")).read_bytes()
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_pages_come_from_the_site_with_its_own_headers(proxy, site_url):
    answer, own = Asked(f"{proxy}/sl/pomoc/"), Asked(f"{site_url}/sl/pomoc/")
    assert answer.status == 200 and answer.body == own.body
    assert answer.headers["content-security-policy"] == own.headers["content-security-policy"]


def test_a_share_picture_is_drawn_by_the_site_and_found_on_the_disk_from_then_on(proxy):
    head = Asked(f"{proxy}/sl/pomoc/").body.decode()
    path = urlsplit(head.split('property="og:image" content="')[1].split('"')[0]).path
    drawn = seeded_site.FOLDER / path.lstrip("/")
    drawn.unlink(missing_ok=True)
    for _time in range(2):
        answer = Asked(proxy + path)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin" and drawn.is_file()


@pytest.mark.parametrize(
    "path",
    [
        "/site.sqlite3",
        "/static/../site.sqlite3",
        "/static/%2e%2e/site.sqlite3",
        "/media/images/%2e%2e/%2e%2e/secret_key",
    ],
)
def test_what_else_lies_in_the_folder_is_not_served(proxy, path):
    assert Asked(proxy + path).status in (400, 404)


def test_originals_of_pictures_are_not_served(proxy):
    original = next(Path(seeded_site.FOLDER, "media", "original_images").iterdir())
    assert Asked(f"{proxy}/media/original_images/{original.name}").status == 404


@pytest.mark.parametrize("path", ["/", "/sl/", "/sr-cyrl/pomoc/", "/uk/feed/", "/sl/narocilo/", "/sitemap.xml"])
def test_the_copy_stands_in_while_the_site_is_down(proxy_alone, mirror, path):
    answer, copied = Asked(proxy_alone + path), Asked(mirror + path)
    assert answer.status == 200 and answer.body == copied.body
    of_transfer = {"date", "vary", "last-modified", "etag", "connection"}
    assert {k: v for k, v in answer.headers.items() if k not in of_transfer} == {
        k: v for k, v in copied.headers.items() if k not in of_transfer
    }


def test_self_checks_keep_their_policy_while_the_site_is_down(proxy_alone):
    answer = Asked(f"{proxy_alone}/en/staying-safe/questions-about-an-offer/")
    assert "connect-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/admin/", "/sl/not-yet-in-the-copy/"])
def test_what_the_copy_does_not_have_is_not_said_to_be_missing(proxy_alone, path):
    assert Asked(proxy_alone + path).status == 503
