"""The catalogues are complete, right in form, and up to date with the code."""

import re
from pathlib import Path

import polib
import pytest

from tests.catalogues.update import LANGUAGES, ROOT, fresh_copy, keys

PLURALS = {"sl": 4, "sr_Latn": 3, "uk": 4}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>")


@pytest.fixture(scope="module")
def fresh():
    with fresh_copy() as folder:
        yield Path(folder)


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete_and_not_fuzzy(language):
    entries = [entry for entry in catalogue(language) if not entry.obsolete]
    assert len(entries) > 300
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_the_strings_of_the_code_and_no_others(language, fresh):
    assert keys(ROOT, language) == keys(fresh, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_and_placeholders_are_kept(language):
    for entry in catalogue(language):
        if entry.msgid_plural:
            assert len(entry.msgstr_plural) == PLURALS[language], entry.msgid
            continue
        assert sorted(PLACEHOLDER.findall(entry.msgid)) == sorted(PLACEHOLDER.findall(entry.msgstr)), entry.msgid


@pytest.mark.parametrize(("language", "wrong"), [("sl", '"„“”'), ("sr_Latn", '"»«”'), ("uk", '"„“”')])
def test_quotation_marks_are_those_of_the_language(language, wrong):
    texts = [text for entry in catalogue(language) for text in (entry.msgstr, *entry.msgstr_plural.values())]
    plain = [re.sub(r"<[^>]+>", "", text) for text in texts]
    assert [text for text in plain if set(text) & set(wrong)] == []
