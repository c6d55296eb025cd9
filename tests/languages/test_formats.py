"""Dates and numbers as each language writes them."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

from pages.templatetags.site_format import grouped


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sl", "20. junij 2022"),
        ("en", "20 June 2022"),
        ("sr-latn", "20. jun 2022."),
        ("uk", "20 червня 2022 р."),
    ],
)
def test_dates(language, written):
    with translation.override(language):
        assert date_format(date(2022, 6, 20)) == written


@pytest.mark.parametrize(
    ("language", "written"), [("sl", "48.011"), ("en", "48,011"), ("sr-latn", "48.011"), ("uk", "48\xa0011")]
)
def test_numbers(language, written):
    with translation.override(language):
        assert grouped(48011) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sl", ["1 minuta", "2 minuti", "3 minute", "5 minut", "11 minut", "101 minuta", "102 minuti"]),
        ("sr-latn", ["1 minut", "2 minuta", "3 minuta", "5 minuta", "11 minuta", "101 minut", "102 minuta"]),
        ("uk", ["1 хвилина", "2 хвилини", "3 хвилини", "5 хвилин", "11 хвилин", "101 хвилина", "102 хвилини"]),
        ("en", ["1 minute", "2 minutes", "3 minutes", "5 minutes", "11 minutes", "101 minutes", "102 minutes"]),
    ],
)
def test_plurals(language, written):
    with translation.override(language):
        forms = [
            ngettext("%(minutes)s minute", "%(minutes)s minutes", number) % {"minutes": number}
            for number in (1, 2, 3, 5, 11, 101, 102)
        ]
    assert forms == written
