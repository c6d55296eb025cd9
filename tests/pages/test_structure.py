"""How each page is built for those who do not see it: headings, landmarks, languages, names, tables beside charts."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from languages.codes import prefix, written_languages
from tests.pages.test_every_page import BOOKING, pages_after_a_workshop, paths

LANGUAGES = [code for code, _name in written_languages()]
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Six words in a row: more than the name of an organisation, a programme or a law.
LATIN_SENTENCE = re.compile(r"(?:[A-Za-zČŠŽĆĐčšžćđ]+[ ,]+){6,}")
LABELLED = {"nav", "aside", "section"}


def documents(client, language: str) -> dict[str, BeautifulSoup]:
    found = [*paths(language), BOOKING[language], f"/{prefix(language)}/search/", f"/{prefix(language)}/nowhere/"]
    return {path: BeautifulSoup(client.get(path).content, "html.parser") for path in found}


@pytest.fixture(params=LANGUAGES)
def soups(client, db, request):
    return documents(client, request.param)


def language_of(node) -> str:
    return next(parent["lang"] for parent in node.parents if parent.get("lang"))


def is_named(element, soup) -> bool:
    labels = element.get("aria-labelledby", "").split()
    return bool(element.get("aria-label")) or (bool(labels) and all(soup.find(id=label) for label in labels))


def test_each_page_is_built_in_order_and_says_what_language_its_parts_are_in(soups):
    found = []
    for path, soup in soups.items():
        levels = [int(heading.name[1]) for heading in soup.main.find_all(re.compile("^h[1-6]$"))]
        if levels[:1] != [1] or levels.count(1) != 1 or any(after - before > 1 for before, after in pairwise(levels)):
            found.append((path, "headings", levels))
        marks = soup.find_all(["nav", "aside", "main", "header", "footer"])
        names = [
            (mark.name, mark.get("aria-label") or mark.get("aria-labelledby")) for mark in marks if mark.name == "nav"
        ]
        if len(soup.find_all("main")) != 1 or len(set(names)) != len(names):
            found.append((path, "landmarks", names))
        nameless = [mark.get("class") for mark in soup.find_all(["nav", "aside"]) if not is_named(mark, soup)]
        broken = [
            one.get("class") for one in soup.find_all(attrs={"aria-labelledby": True}) if not is_named(one, soup)
        ]
        references = [
            name
            for one in soup.find_all(attrs={"aria-describedby": True})
            for name in one["aria-describedby"].split()
        ]
        lost = [name for name in references if not soup.find(id=name)]
        if nameless or broken or lost:
            found.append((path, "names", nameless + broken + lost))
        ids = [one["id"] for one in soup.find_all(id=True)]
        if len(set(ids)) != len(ids):
            found.append((path, "ids", sorted({one for one in ids if ids.count(one) > 1})))
        found += [(path, "language", text) for text in foreign(soup)]
    assert found == []


def foreign(soup) -> list[str]:
    """Return texts in a script that the language they are marked with is not written in."""
    texts = [
        text for text in soup.body.find_all(string=True) if text.parent.name not in ("script", "style", "template")
    ]
    found = []
    for text in texts:
        is_cyrillic = language_of(text) in ("uk", "sr-Cyrl")
        if LATIN_SENTENCE.search(text) if is_cyrillic else CYRILLIC.search(text):
            found.append(text.strip()[:80])
    return found


@pytest.mark.django_db
def test_each_language_in_the_switcher_is_named_in_itself(client):
    soup = documents(client, "uk")["/uk/"]
    links = {link["hreflang"]: link for link in soup.select(".languages a")}
    assert {code: link["lang"] for code, link in links.items()} == {code: code for code in links}
    assert links["sr-Cyrl"].get_text() == "Српски" and links["sl"].get_text() == "Slovenščina"


@pytest.mark.django_db
def test_each_chart_is_read_as_a_table(client):
    charts = [(soup, chart) for soup in documents(client, "sl").values() for chart in soup.select("figure.chart")]
    assert charts
    for _soup, chart in charts:
        assert chart.svg["role"] == "img" and chart.svg["aria-label"]
        table = chart.table
        assert table.caption.get_text(strip=True)
        assert {heading["scope"] for heading in table.thead.find_all("th")} == {"col"}
        drawn = {text.get_text() for text in chart.svg.select(".chart__value")}
        assert drawn <= {cell.get_text() for cell in table.tbody.find_all("td")}
        assert all(row.th["scope"] == "row" for row in table.tbody.find_all("tr"))


@pytest.mark.django_db
def test_each_error_is_tied_to_its_field_and_the_summary_leads_there(client):
    forms = {name: html for name, html in pages_after_a_workshop(client).items() if "errors" in name}
    forms["booking"] = client.post(BOOKING["en"], {"place": "nowhere"}).content
    for name, html in forms.items():
        soup = BeautifulSoup(html, "html.parser")
        errors = soup.select(".field__error")
        assert errors, name
        described = [
            one.get("aria-describedby", "").split() for one in soup.find_all(attrs={"aria-describedby": True})
        ]
        for error in errors:
            assert any(error["id"] in references for references in described), (name, error["id"])
        targets = [soup.find(id=link["href"][1:]) for link in soup.select("[data-error-summary] a")]
        assert targets and all(one is not None and one.name in ("input", "select", "textarea") for one in targets), (
            name
        )
        assert all(one.get("aria-invalid") == "true" for one in targets), name
