"""The glossary: data that the docs show and that translations are held to."""

import re

import pytest
import yaml
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale

from languages.checks.glossary import Glossary
from languages.checks.words import Form, Text
from languages.models import GlossaryTerm, GlossaryWording
from tests.seeded_site import ROOT
from tests.workshops.members import sign_in

NAMES = ("sl", "en", "sr", "uk")


def table_rows(section: str) -> list[list[str]]:
    """Return the rows of the first table below a heading of docs/glossary.md, without its head."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.fixture(scope="module")
def entries() -> list[dict]:
    return yaml.safe_load((ROOT / "content" / "glossary.yaml").read_text(encoding="utf-8"))


def departures(source: str, target: str, code: str) -> list[tuple[str, str, str]]:
    found = Glossary.load().departures(source=source, target=target, code=code)
    return [(one.term, one.expected, one.avoided) for one in found]


def test_the_docs_show_the_data(entries):
    for section in dict.fromkeys(entry["section"] for entry in entries):
        shown = [[entry[name] for name in NAMES] for entry in entries if entry["section"] == section]
        assert table_rows(section) == shown, section


def test_words_to_avoid_are_those_of_the_docs(entries):
    shown = {language: words for language, words, _instead in table_rows("Words to avoid")}
    avoided = [(name, word) for entry in entries for name, words in entry.get("avoid", {}).items() for word in words]
    assert avoided and all(word in shown[name] for name, word in avoided), avoided
    for name, words in shown.items():
        listed = [re.split(r",| \(", word)[0].strip() for word in words.split(";")]
        known = [word for own, word in avoided if own == name]
        assert name == "sl" or all(any(word in one for word in known) for one in listed), (name, listed)


@pytest.mark.django_db
def test_every_term_is_loaded_with_its_wording_in_each_language(entries):
    assert GlossaryTerm.objects.count() == len(entries)
    assert GlossaryWording.objects.count() == 3 * len(entries)


@pytest.mark.parametrize(
    ("form", "code", "text", "is_there"),
    [
        ("trgovina z ljudmi", "sl", "proti trgovini z ljudmi", True),
        ("trgovina z ljudmi", "sl", "trgovina. Z ljudmi", False),
        ("delavnica", "sl", "na delavnicah", True),
        ("workshop", "en", "two workshops", True),
        ("radionica", "sr-latn", "o radionicama", True),
        ("торгівля людьми", "uk", "про торгівлю людьми", True),
        ("recruit*", "en", "they are recruiting", True),
        ("recruit*", "en", "rural", False),
        ("Vijolica", "sl", "program Vijolice", True),
        ("Vijolica", "sl", "vijolica na polici", False),
        ("POGUM", "sl", "Pogum je lepa reč", False),
        ("Ключ", "uk", "«Ključ» повідомляє", False),
        ("workshop request", "en", "a workshop<br>request", False),
    ],
)
def test_a_term_is_found_in_all_its_forms(form, code, text, is_there):
    assert bool(Form.of(form, code).places(Text.of(text, code))) is is_there


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("source", "target", "code", "expected"),
    [
        ("O trgovini z ljudmi", "About crime", "en", [("trgovina z ljudmi", "human trafficking", "")]),
        ("O trgovini z ljudmi", "About human trafficking", "en", []),
        ("O trgovini z ljudmi", "Про торгівлю людьми", "uk", []),
        ("O trgovini z ljudmi", "", "uk", []),
        ("Naša delavnica", "Наш тренінг", "uk", [("delavnica", "заняття", ""), ("", "заняття", "тренінг")]),
        ("Naslov", "Kućno ropstvo", "sr-latn", [("", "služenje u domaćinstvu", "kućno ropstvo")]),
        ("Na srečanje pojdite podnevi", "Go by daylight", "en", []),
    ],
)
def test_a_departure_is_found(source, target, code, expected):
    assert departures(source, target, code) == expected


@pytest.mark.django_db
def test_a_term_inside_a_longer_one_belongs_to_that():
    found = departures("Žrtve trgovine z ljudmi", "People", "en")
    assert [term for term, _expected, _avoided in found] == ["žrtev trgovine z ljudmi (pravo, definicije)"]


@pytest.mark.django_db
def test_loading_again_leaves_an_editors_term_alone(copy_of_content):
    path = copy_of_content / "glossary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("en: workshop\n", "en: class\n"), encoding="utf-8")
    changed = GlossaryTerm.objects.get(key="police")
    changed.term = "policija in redarstvo"
    changed.save()
    GlossaryTerm.objects.get(key="consent").delete()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: police\n", "en: constable\n").replace("en: consent\n", "en: assent\n"), "utf-8")
    call_command("load_content", folder=copy_of_content)
    wordings = GlossaryWording.objects.filter(locale=Locale.objects.get(language_code="en"))
    assert wordings.get(term__key="workshop").wording == "class"
    assert wordings.get(term__key="police").wording == "police"
    assert not GlossaryTerm.objects.filter(key="consent").exists()


@pytest.mark.django_db
def test_editors_keep_the_glossary(client):
    sign_in(client, "Editors")
    listing = client.get(reverse("wagtailsnippets_languages_glossaryterm:list"), {"q": "trgovina"})
    assert listing.status_code == 200 and "trgovina z ljudmi" in listing.content.decode()
    term = GlossaryTerm.objects.get(key="workshop")
    assert client.get(reverse("wagtailsnippets_languages_glossaryterm:edit", args=[term.pk])).status_code == 200
