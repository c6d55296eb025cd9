"""What holds for each page of the site in each language."""

import json
import re
import subprocess
from collections import Counter
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from languages.codes import content_language, html_code, prefix, written_languages
from tests.seeded_site import ROOT
from tests.workshops.making import make_booking, make_offer, make_session
from workshops.private_links import new_token

CONTENT_LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Serbian is read in both scripts.
LANGUAGES = [code for code, _name in written_languages()]
BOOKING = {
    "sl": "/sl/narocilo/",
    "en": "/en/booking/",
    "sr-latn": "/sr/zakazivanje/",
    "sr-cyrl": "/sr-cyrl/zakazivanje/",
    "uk": "/uk/zamovlennia/",
}

OWN_PAGE = {"sl": "moje", "en": "my", "sr-latn": "moje", "sr-cyrl": "moje", "uk": "moie"}


def paths(language: str) -> list[str]:
    content = content_language(language)
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code=content).select_related("locale")
    start, ours = f"/{prefix(content)}/", f"/{prefix(language)}/"
    return [page.url.replace(start, ours, 1) for page in pages.order_by("path")]


def soup_of(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def soups(client, db, request):
    return {path: soup_of(client, path) for path in [*paths(request.param), BOOKING[request.param]]}


@pytest.mark.parametrize(("soups", "language"), [(code, code) for code in LANGUAGES], indirect=["soups"])
def test_each_page_says_its_language_and_has_a_title_and_description_of_its_own(soups, language):
    assert len(soups) == 46
    titles = Counter(soup.title.get_text(strip=True) for soup in soups.values())
    descriptions = Counter(soup.find("meta", {"name": "description"})["content"] for soup in soups.values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []
    assert [text for text, count in descriptions.items() if count > 1 or len(text) < 60] == []
    for path, soup in soups.items():
        assert soup.html["lang"] == html_code(language), path
        assert len(soup.find_all("h1")) == 1, path
        assert all(image.get("alt") is not None and image.get("width") for image in soup.find_all("img")), path


@pytest.mark.django_db
def test_each_page_names_itself_as_canonical_and_its_translations_name_it_back(client):
    base = settings.SITE_URL
    named = {}
    for path in [path for language in LANGUAGES for path in [*paths(language), BOOKING[language]]]:
        soup = soup_of(client, path)
        assert soup.find("link", rel="canonical")["href"] == base + path
        alternates = {
            link["hreflang"]: link["href"] for link in soup.find_all("link", rel="alternate", hreflang=True)
        }
        assert set(alternates) == {"sl", "en", "sr-Latn", "sr-Cyrl", "uk", "x-default"}, path
        named[base + path] = set(alternates.values())
    for address, alternates in named.items():
        assert all(address in named[other] for other in alternates), address


@pytest.mark.parametrize(
    ("soups", "language"), [(code, code) for code in LANGUAGES if code != "en"], indirect=["soups"]
)
def test_no_string_of_the_code_stays_english(soups, language):
    import polib

    folder = {"sr-latn": "sr_Latn", "sr-cyrl": "sr_Latn"}.get(language, language)
    catalogue = polib.pofile(str(ROOT / "locale" / folder / "LC_MESSAGES" / "django.po"))
    english = {
        entry.msgid
        for entry in catalogue
        if entry.msgid not in (entry.msgstr, "", "English") and "%" not in entry.msgid and entry.msgid.isascii()
    }
    found = [
        (path, text.strip())
        for path, soup in soups.items()
        for text in soup.find_all(string=True)
        if text.strip() in english and text.parent.name not in ("script", "style")
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_no_sentence_of_the_original_is_left_in_a_translation(client, language):
    """Compares every longer text of a page with the same page in Slovenian."""
    if language == "sl":
        assert paths("sl")
        return
    left = []
    for page in Page.objects.live().filter(depth__gt=1, locale__language_code=language).select_related("locale"):
        original = page.get_translations().get(locale__language_code="sl")
        ours, theirs = soup_of(client, page.url).main, soup_of(client, original.url).main
        sentences = {
            text.strip() for text in theirs.find_all(string=True) if sum(word.isalpha() for word in text.split()) >= 6
        }
        left += [(page.url, text) for text in ours.find_all(string=True) if text.strip() in sentences]
    assert left == []


@pytest.mark.django_db
def test_readers_get_no_cookie_and_the_strict_policy(client):
    for path in paths("sl") + paths("uk"):
        response = client.get(path)
        assert not response.cookies, path
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy
        assert response["Referrer-Policy"] == "no-referrer"
        html = response.content.decode()
        assert not re.search(r"<[^>]+ (style|on\w+)=", html), path
        assert not re.search(r"<script(?![^>]+src=)(?! type=.application/ld.json.)", html), path
        hosts = re.findall(r'(?:src|srcset|action)="(?:https?:)?//([^/"]+)', html)
        assert hosts == [], path


@pytest.mark.django_db
def test_html_is_valid(client, admin_client, tmp_path):
    count = 0
    for language in LANGUAGES:
        search = f"/{prefix(language)}/search/"
        made = [BOOKING[language], f"/{prefix(language)}/nowhere/", search, f"{search}?q=112", f"{search}?q=xqzw"]
        for path in [*paths(language), *made]:
            name = re.sub(r"[/?=]", "_", path.strip("/"))
            (tmp_path / f"{name}.html").write_bytes(client.get(path).content)
            count += 1
        booking = make_booking(locale=language)
        make_offer(booking)
        own = client.get(f"{BOOKING[language]}{OWN_PAGE[language]}/{new_token(booking=booking)}/")
        (tmp_path / f"{language}_own_page.html").write_bytes(own.content)
        count += 1
    poster = admin_client.get(reverse("workshops_session_qr", args=[make_session().pk]))
    for name, content in {**pages_after_a_workshop(client), "poster": poster.content}.items():
        (tmp_path / f"after_{name}.html").write_bytes(content)
        count += 1
    (validator,) = (ROOT / "var" / "tools").glob("vnu-*.jar")
    result = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            validator,
            "--format",
            "json",
            "--exit-zero-always",
            "--stdout",
            *sorted(tmp_path.glob("*.html")),
        ],
        capture_output=True,
        check=True,
    )
    messages = json.loads(result.stdout)["messages"]
    assert count == 5 * 51 + 7
    assert [(message["url"].rsplit("/", 1)[-1], unescape(message["message"])) for message in messages] == []


def pages_after_a_workshop(client) -> dict[str, bytes]:
    session = make_session()
    make_session(session.booking, group=2)
    own, pupils = f"/en/booking/my/{new_token(booking=session.booking)}/", f"/en/f/{session.feedback_code}/"
    return {
        "own_page": client.get(own).content,
        "own_page_errors": client.post(f"{own}numbers/", {}).content,
        "preparation": client.get(f"{own}preparation/").content,
        "questions": client.get(pupils).content,
        "questions_errors": client.post(pupils, {}).content,
        "thanks": client.get(f"{pupils}thanks/").content,
    }
