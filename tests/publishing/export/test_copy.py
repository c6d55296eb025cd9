"""What is in the copy: everything that readers and programs find on the site, and nothing that is not for all."""

import gzip
import re

import brotli
import pytest
from bs4 import BeautifulSoup

from publishing.export.checking import broken_links

from .conftest import SITE

FORMS = ["sl/narocilo", "en/booking", "sr/zakazivanje", "sr-cyrl/zakazivanje", "uk/zamovlennia"]
LANGUAGES = ["sl", "en", "sr", "sr-cyrl", "uk"]
TAGS = {"sl": "sl", "en": "en", "sr": "sr-Latn", "sr-cyrl": "sr-Cyrl", "uk": "uk"}


def soup_of(exported, path: str) -> BeautifulSoup:
    return BeautifulSoup((exported / path).read_bytes(), "html.parser")


def links_of(exported, path: str) -> dict[str, str]:
    return {link.get_text(strip=True): link["href"] for link in soup_of(exported, path).find_all("a", href=True)}


def test_every_address_of_the_sitemap_is_a_file(exported):
    addresses = re.findall("<loc>(.*?)</loc>", (exported / "sitemap.xml").read_text())
    assert len(addresses) > 190
    missing = [one for one in addresses if not (exported / one.removeprefix(f"{SITE}/") / "index.html").is_file()]
    assert missing == []


def test_every_link_leads_to_a_file(exported):
    assert broken_links(exported, site_url=SITE) == []


def test_programs_find_what_they_ask_for(exported):
    assert f"Sitemap: {SITE}/sitemap.xml" in (exported / "robots.txt").read_text()
    assert f"Canonical: {SITE}/" in (exported / ".well-known" / "security.txt").read_text()
    assert (exported / "favicon.ico").read_bytes().startswith(b"\x00\x00\x01\x00")
    for language in LANGUAGES:
        assert f'href="{SITE}/{language}/feed/"' in (exported / language / "feed" / "index.atom").read_text()
        feed = soup_of(exported, f"{language}/index.html").find("link", type="application/atom+xml")["href"]
        assert feed == f"/{language}/feed/index.atom"


def test_the_bare_address_lets_readers_choose_a_language(exported):
    soup = soup_of(exported, "index.html")
    links = [(link["href"], link["lang"]) for link in soup.main.find_all("a")]
    assert links[::2] == [(f"/{prefix}/", tag) for prefix, tag in TAGS.items()]
    helps = {link.get_text(): link["href"] for link in soup.main.find_all("a", class_="button--help")}
    assert helps["Potrebujem pomoč"] == "/sl/pomoc/" and helps["Потребна ми је помоћ"] == "/sr-cyrl/pomoc/"
    assert len(helps) == len(LANGUAGES)
    assert soup.find("a", class_="exit__leave")


def test_pages_of_a_list_have_addresses_of_their_own(exported):
    assert links_of(exported, "sl/novice/index.html")["Starejše"] == "/sl/novice/page=2/"
    assert links_of(exported, "sl/novice/page=2/index.html")["Novejše"] == "/sl/novice/page=1/"
    first, second = (
        {link["href"] for link in soup_of(exported, f"sl/novice/{page}index.html").find_all("a", class_="card__link")}
        for page in ("", "page=2/")
    )
    assert first and second and not first & second


def test_links_lead_to_what_the_copy_has(exported):
    links = links_of(exported, "sl/novice/novica-1/index.html")
    assert (exported / links["Gradivo"].lstrip("/")).read_bytes().startswith(b"%PDF")
    assert links["stari naslov"] == "/en/basic-information/"
    assert links["drugje"] == "https://example.com/sl/nikjer/"


def test_what_needs_the_site_leads_to_a_page_that_says_so(exported):
    links = links_of(exported, "sl/novice/novica-1/index.html")
    assert links["Moje naročilo"] == links["CMS"] == links["Vprašanja"] == "/sl/narocilo/"
    assert links["Iskanje"] == f"{SITE}/sl/search/"
    assert links_of(exported, "sl/delavnice/starsi/index.html")["Naročite to delavnico"] == "/sl/narocilo/"
    assert soup_of(exported, "uk/404.html").find("form")["action"] == "/uk/search/"


@pytest.mark.parametrize("form", FORMS)
def test_in_the_place_of_a_form_stands_whom_to_write_and_call(exported, form):
    language = form.split("/")[0]
    for path in (form, f"{language}/search"):
        soup = soup_of(exported, f"{path}/index.html")
        assert soup.html["lang"] == TAGS[language] and not soup.find("form")
        assert soup.main.find("a", href="mailto:info@drustvo-kljuc.si")
        assert soup.main.find("a", href="tel:112") and soup.find("meta", {"name": "robots"})["content"] == "noindex"
        assert len(soup.main.find_all("a", href=re.compile(f"^/{language}/"))) > 35


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_missing_addresses_is_there_in_each_language(exported, language):
    assert soup_of(exported, f"{language}/404.html").html["lang"] == TAGS[language]
    assert soup_of(exported, "404.html").html["lang"] == "sl"


def test_canonical_and_alternate_links_keep_the_name_of_the_site(exported):
    head = soup_of(exported, "sr-cyrl/index.html").head
    assert head.find("link", rel="canonical")["href"] == f"{SITE}/sr-cyrl/"
    assert head.find("link", hreflang="en")["href"] == f"{SITE}/en/"


def test_what_is_not_for_all_stays_out(exported):
    assert not (exported / "sl" / "novice" / "zaupno").exists()
    paths = [path.relative_to(exported).as_posix() for path in exported.rglob("*")]
    assert [path for path in paths if path.startswith(("admin", "media/original_images", "media/documents"))] == []
    assert not [path for path in paths if path.endswith("staticfiles.json") or "/desk" in path]


def test_compressed_copies_hold_the_same_text(exported):
    texts = [path for path in exported.rglob("*") if path.suffix in (".html", ".css", ".js", ".xml", ".atom", ".txt")]
    assert len(texts) > 300
    for path in texts:
        content = path.read_bytes()
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == content
        assert brotli.decompress(path.with_name(f"{path.name}.br").read_bytes()) == content


def test_no_page_asks_anybody_else(exported):
    for path in exported.rglob("*.html"):
        assert re.findall(r'(?:src|srcset|action)="(?:https?:)?//[^"]*', path.read_text()) == [], path
