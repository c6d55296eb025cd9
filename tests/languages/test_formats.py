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


@pytest.mark.parametrize(("language", "forms"), [("sl", 4), ("sr-latn", 3), ("uk", 3), ("en", 2)])
def test_plural_forms_differ(language, forms):
    with translation.override(language):
        written = {
            ngettext("%(minutes)s minute", "%(minutes)s minutes", number) for number in (1, 2, 3, 5, 11, 21, 101)
        }
    assert len(written) == forms
