"""What readers search, and what they find: the table of cases."""

from collections import Counter

import pytest

from search.services import search
from tests.search.cases import cases, faults


@pytest.mark.parametrize(
    ("language", "case"), [pytest.param(code, case, id=f"{code}-{case['q']}") for code, case in cases()]
)
def test_a_search_finds_what_its_reader_means(key_of, language, case):
    assert faults(case, search(query=case["q"], language=language), key_of) == []


def test_each_language_has_at_least_thirty_cases_with_some_that_find_nothing():
    counts = Counter(code for code, _case in cases())
    negative = Counter(code for code, case in cases() if case.get("nothing"))
    assert sorted(counts) == ["en", "sl", "sr-latn", "uk"]
    assert min(counts.values()) >= 30 and min(negative.values()) >= 4
