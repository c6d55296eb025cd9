"""What surrounds the pages: sitemap, robots, media, uploads, policies."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page

from publishing.forms import PDFDocumentForm
from publishing.storage import bundle_stylesheet
from tests import seeded_site
from tests.seeded_site import ROOT

pytestmark = pytest.mark.django_db


def test_sitemap_lists_every_live_page_with_its_alternates(client, settings):
    xml = client.get("/sitemap.xml").content.decode()
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale")
    addresses = [settings.SITE_URL + page.url for page in pages]
    cyrillic = [address.replace("/sr/", "/sr-cyrl/") for address in addresses if "/sr/" in address]
    assert sorted(re.findall(r"<loc>([^<]+)</loc>", xml)) == sorted(addresses + cyrillic)
    for code in ("x-default", "sr-Latn", "sr-Cyrl"):
        assert xml.count(f'hreflang="{code}"') == len(addresses) + len(cyrillic)


def test_unpublished_page_leaves_the_sitemap(client):
    page = Page.objects.get(slug="vijolica", locale__language_code="sl")
    page.unpublish()
    assert page.url not in client.get("/sitemap.xml").content.decode()
    assert client.get(page.url).status_code == 404


def test_robots_name_the_sitemap(client):
    body = client.get("/robots.txt").content.decode()
    assert "Sitemap: http" in body and "Disallow: /admin/" in body


def test_only_pictures_are_served_from_media(client):
    from pages.models import Rendition

    rendition = Rendition.objects.first()
    response = client.get(rendition.url)
    assert response.status_code == 200 and "max-age" in response["Cache-Control"]
    for path in ("documents/secret.pdf", "../site.sqlite3", "images/../../site.sqlite3", "images/"):
        assert client.get(f"/media/{path}").status_code in (400, 404)


def test_admin_has_its_own_policy(client):
    response = client.get("/admin/login/")
    assert "'unsafe-inline'" in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "http" not in response["Content-Security-Policy"]


def test_a_file_that_is_not_a_pdf_is_refused():
    from wagtail.documents import get_document_model
    from wagtail.documents.forms import get_document_form

    form_class = get_document_form(get_document_model())
    assert issubclass(form_class, PDFDocumentForm)
    for content, valid in ((b"%PDF-1.7\n", True), (b"<html><script>", False)):
        form = form_class({"title": "x"}, {"file": SimpleUploadedFile("x.pdf", content)})
        form.is_valid()
        assert ("file" not in form.errors) == valid


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "animation.gif"])
def test_pictures_are_raster_images_only(admin_client, name, settings, tmp_path):
    from pages.models import Picture

    settings.MEDIA_ROOT = tmp_path
    before = Picture.objects.count()
    content = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    admin_client.post(
        "/admin/images/add/", {"title": "x", "file": SimpleUploadedFile(name, content), "collection": 1}
    )
    assert Picture.objects.count() == before


def test_stylesheet_is_one_file_without_imports():
    css = bundle_stylesheet(ROOT / "static" / "css" / "site.css")
    assert "@import" not in css
    assert ".site-header" in css and ".booking" not in css
    assert "calc(" not in css or re.search(r"calc\([^)]* [+-] ", css)


def test_the_stylesheet_that_is_served_is_one_file():
    """What readers get after collecting, not what the bundling function returns."""
    import json

    static = seeded_site.FOLDER / "static"
    name = json.loads((static / "staticfiles.json").read_text(encoding="utf-8"))["paths"]["css/site.css"]
    css = (static / name).read_text(encoding="utf-8")
    assert "@import" not in css and ".site-header" in css and len(css) > 10_000
