"""A word is found by its base form, in any script, with or without its diacritics."""

import pytest

from search.analysis import terms_in_query, terms_in_text, tokens
from search.queries import tidy


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("sl", "žrtvam", "zrtev"),
        ("sl", "ljudmi", "človek"),
        ("sl", "delavnicah", "delavnico"),
        ("en", "Children’s", "child"),
        ("en", "people", "person"),
        ("sr-latn", "žrtvama", "жртва"),
        ("sr-latn", "Људи", "čovek"),
        ("sr-latn", "među", "medju"),
        ("sr-latn", "среће", "sreca"),
        ("uk", "людьми", "людина"),
        ("uk", "обов’язково", "обов'язково"),
        ("uk", "торгівлею", "torgivlya"),
        ("uk", "POGUM", "погум"),
        ("uk", "Ключ", "ključ"),
        ("uk", "щастя", "shchastia"),
    ],
)
def test_what_is_typed_meets_what_is_written(language, written, typed):
    assert set(terms_in_text(written, language)) & set(terms_in_query(typed, language))


@pytest.mark.parametrize(
    ("language", "written", "typed"), [("sl", "mesto", "meso"), ("uk", "мова", "мавпа"), ("en", "work", "word")]
)
def test_other_words_do_not_meet(language, written, typed):
    assert not set(terms_in_text(written, language)) & set(terms_in_query(typed, language))


def test_a_number_is_found_in_groups_and_at_once():
    assert [token.terms for token in tokens("080 12-00", "sl")] == [
        ("080", "0801200"),
        ("12", "0801200"),
        ("00", "0801200"),
    ]


def test_a_word_with_a_part_in_parentheses_is_found_with_and_without_it():
    (token,) = tokens("(re)integracija", "sl")
    assert {"reintegracija", "integracija"} <= set(token.terms)


def test_a_query_is_cut_and_cleaned():
    assert tidy("  a\x00b\ud800\tc \n") == "a b c"
    assert len(tidy("x" * 100_000)) == 200
