"""The picture beside a shared link: one for each page, with its title, in its language."""

from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageChops
from wagtail.models import Page

from publishing.share_pictures import drawing, files


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def page_called(slug: str, language: str = "sl") -> Page:
    return Page.objects.select_related("locale").get(slug=slug, locale__language_code=language)


def head_of(client, page: Page) -> dict[str, str]:
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return {meta["property"]: meta["content"] for meta in soup.find_all("meta", property=True)}


def picture_path(head: dict[str, str], settings) -> str:
    assert head["og:image"].startswith(f"{settings.SITE_URL}/media/og/")
    return head["og:image"].removeprefix(settings.SITE_URL)


@pytest.mark.django_db
def test_every_page_names_a_picture_of_its_own_that_is_there(client, media, settings):
    names = set()
    for page in Page.objects.live().filter(depth__gt=1).select_related("locale"):
        head = head_of(client, page)
        assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
        assert head["og:image:alt"] and head["og:site_name"] == "Društvo Ključ"
        names.add(picture_path(head, settings))
    assert len(names) == Page.objects.live().filter(depth__gt=1).count()
    response = client.get(sorted(names)[0])
    with Image.open(BytesIO(b"".join(response.streaming_content))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert response["Content-Type"] == "image/png" and "max-age" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.django_db
def test_a_page_says_its_language_and_those_it_can_be_read_in(client, media):
    soup = BeautifulSoup(client.get("/sr/").content, "html.parser")
    assert soup.find("meta", property="og:locale")["content"] == "sr_RS"
    others = {meta["content"] for meta in soup.find_all("meta", property="og:locale:alternate")}
    assert others == {"sl_SI", "en_GB", "uk_UA"}
    assert soup.find("meta", {"name": "twitter:card"})["content"] == "summary_large_image"


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "title"), [("pomoc", "Kontakti in informacije"), ("opozorilni-znaki", None)])
def test_pages_with_a_neutral_title_are_shared_with_it(client, media, slug, title):
    page = page_called(slug)
    head = head_of(client, page)
    assert page.seo_title and page.seo_title != page.title
    assert title in (None, page.seo_title)
    assert head["og:title"] == files.title_on(page) == page.seo_title
    assert page.title not in head["og:image:alt"]


@pytest.mark.django_db
def test_the_name_of_the_organisation_does_not_stand_twice_on_a_picture(client):
    page = page_called("vijolica").specific
    for title in ("Varno v novem okolju – Društvo Ključ", "Društvo Ključ – varno v novem okolju"):
        page.seo_title = title
        assert files.title_on(page) == "Varno v novem okolju"


def test_publishing_removes_the_picture_with_the_earlier_title(committed, media):
    page = page_called("vijolica").specific
    files.make(page)
    page.save_revision().publish()
    assert [path.name for path in (media / "og").iterdir()] == [Path(files.name_of(page, "sl")).name]
    page.seo_title = "Vijolica, nov naslov"
    page.save_revision().publish()
    assert list((media / "og").iterdir()) == []
    files.make(page)
    page.unpublish()
    assert list((media / "og").iterdir()) == []


@pytest.mark.django_db
def test_an_address_with_an_earlier_title_leads_to_the_picture_of_today(client, media):
    page = page_called("vijolica")
    earlier = f"/media/{files.name_of(page, 'sl')}"
    Page.objects.filter(pk=page.pk).update(seo_title="Nov naslov")
    page = page_called("vijolica")
    response = client.get(earlier)
    assert (response.status_code, response["Location"]) == (302, f"/media/{files.name_of(page, 'sl')}")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.django_db
def test_no_picture_is_drawn_for_a_page_that_readers_do_not_see(client, media):
    page = page_called("vijolica")
    path = f"/media/{files.name_of(page, 'sl')}"
    page.unpublish()
    assert client.get(path).status_code == 404
    key = "00000000-96cd-4f03-8a57-6448d6e23d6e"
    for name in (f"{key}-sl-000000000000.png", f"{key}-xx-000000000000.png", "x.png", "..%2Fsite.sqlite3", "a/b.png"):
        assert client.get(f"/media/og/{name}").status_code == 404
    assert not (media / "og").exists()


@pytest.mark.django_db
def test_an_address_that_is_no_page_is_shared_with_the_general_picture(client):
    soup = BeautifulSoup(client.get("/sl/narocilo/").content, "html.parser")
    assert "share" in soup.find("meta", property="og:image")["content"]


def test_a_picture_that_cannot_be_removed_does_not_keep_a_page_from_its_readers(committed, media, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("Read-only file system")

    monkeypatch.setattr(files, "_remove", fail)
    page = page_called("vijolica").specific
    page.title = "Nov naslov"
    page.save_revision().publish()
    assert page_called("vijolica").title == "Nov naslov"


@pytest.mark.parametrize(
    "title",
    ["Pro", "Ž" * 300, "Direktiva (EU) 2024/1712 v preprostih besedah " * 6, "Центр боротьби з торгівлею людьми", ""],
)
def test_any_title_stays_within_its_field(title):
    picture = Image.open(BytesIO(drawing.draw(title=title, name="Društvo Ključ"))).convert("RGB")
    empty = Image.open(BytesIO(drawing.draw(title="", name="Društvo Ključ"))).convert("RGB")
    field = ImageChops.difference(picture, empty).getbbox()
    assert (field is None) == (title == "")
    if field:
        left, top, right, bottom = field
        assert left >= 70 and top >= 140 and right <= 815 and bottom <= 560


@pytest.mark.parametrize("letters", ["čšžČŠŽ", "ćđĆĐ", "єіїґЄІЇҐщь", "љњџћђЉЊЏЋЂ", "„“»«’–…"])
def test_the_font_has_the_letters_of_each_language(letters):
    font = drawing._font(60)
    missing = bytes(font.getmask("\uffff"))
    assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []


def test_no_line_ends_with_a_word_of_one_letter_or_begins_with_a_dash():
    title = "Kaj se dogaja v društvu – z mladimi in o mladih – v šolah in z zakonodajo"
    lines = drawing.wrap(title, drawing._font(60))
    assert len(lines) > 2
    assert not [line for line in lines if line.startswith("–") or (len(line.split()[-1]) == 1 and line[-1].isalpha())]
