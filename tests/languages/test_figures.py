"""Figures in each language's way of writing are the same figure; a wrong one is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from languages.checks.figures import compare_figures, figures, phone_digits


def forms(text: str, code: str) -> set[str]:
    return {form for form, _written in figures(text, code)}


@pytest.mark.parametrize(
    ("sl", "code", "other"),
    [
        ("48.011 mladih", "en", "48,011 young people"),
        ("48.011 mladih", "uk", "48\u00a0011 молодих людей"),
        ("48.011 mladih", "sr-latn", "48.011 mladih"),
        ("1.234.567", "en", "1,234,567"),
        ("1,5 %", "en", "1.5%"),
        ("WCAG 2.2", "en", "WCAG 2.2"),
        ("20. junija 2022", "en", "20 June 2022"),
        ("20. junija 2022", "en", "June 20, 2022"),
        ("20. junija 2022", "sr-latn", "20. juna 2022."),
        ("20. junija 2022", "uk", "20 червня 2022 року"),
        ("20. 6. 2022", "en", "20 June 2022"),
        ("20.06.2022", "uk", "20 червня 2022 року"),
        ("maja 2024", "en", "in May 2024"),
        ("ob 17.30", "en", "at 5.30 pm"),
        ("ob 17.30", "uk", "о 17:30"),
        ("od 8. do 14. ure", "en", "from 8 am to 2 pm"),
        ("od 8.00 do 14.00", "en", "from 8:00 to 14:00"),
        ("2019–2023", "en", "2019 to 2023"),
        ("šolsko leto 2019/20", "en", "the 2019/2020 school year"),
        ("XXI. stoletje", "en", "21st century"),
        ("XXI. stoletje", "uk", "ХХІ століття"),
        ("14. leto", "en", "the age of 14"),
        ("3 stopnje", "en", "three stages"),
        ("tri stopnje", "uk", "3 етапи"),
        ("5 stvari", "sr-latn", "pet stvari"),
        ("24 ur na dan", "uk", "цілодобово"),
        ("080 17 22", "en", "+386 80 17 22"),
        ("01 430 58 80", "uk", "+386 1 430 58 80"),
        ("116 006", "en", "116006"),
        ("112 in 113", "uk", "112 або 113"),
        ("Direktiva 2011/36/EU", "en", "Directive 2011/36/EU"),
    ],
)
def test_the_same_figure_in_two_languages(sl, code, other):
    difference = compare_figures(source=sl, target=other, source_code="sl", target_code=code)
    assert not difference, difference


@pytest.mark.parametrize(
    ("sl", "code", "other", "source", "target"),
    [
        ("48.011 mladih", "en", "48,101 young people", ("48.011",), ("48,101",)),
        ("leta 2002", "uk", "у 2020 році", ("2002",), ("2020",)),
        ("20. junija 2022", "en", "20 July 2022", ("junija",), ("July",)),
        ("pokličite 112", "en", "call 113", ("112",), ("113",)),
        ("080 17 22", "en", "080 17 21", ("080 17 22",), ("080 17 21",)),
        ("ob 17.30", "en", "at 5.30 am", ("17.30",), ("5.30",)),
        ("50 % mladih", "sr-latn", "mladih", ("50",), ()),
        ("mladi", "en", "48 young people", (), ("48",)),
        ("3 stopnje", "en", "four stages", ("3",), ()),
        ("5 korakov", "en", "first find five", (), ()),
        ("5 korakov", "en", "first find it", ("5",), ()),
        ("2 dni", "uk", "двері", ("2",), ()),
    ],
)
def test_another_figure_is_found(sl, code, other, source, target):
    difference = compare_figures(source=sl, target=other, source_code="sl", target_code=code)
    assert (difference.source, difference.target) == (source, target)


def test_markup_is_not_read_as_figures():
    assert forms('Pokličite <a id="a1">112</a>.<br/>', "sl") == {"112"}
    assert forms("a&nbsp;48&nbsp;011", "uk") == {"48011"}


def test_may_alone_is_no_month():
    assert forms("You may bring 3 friends", "en") == {"3"}


@pytest.mark.parametrize(
    ("one", "other"), [("+386 1 430 58 80", "01/430-58-80"), ("00386 80 1722", "080 17 22"), ("112", "tel 112")]
)
def test_a_number_is_the_same_however_it_is_written(one, other):
    assert phone_digits(one) == phone_digits(other)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789 .,:/–-+()IVXabпмmr\u00a0<>&;\n", max_size=60))
def test_no_text_is_too_strange(text):
    for code in ("sl", "en", "sr-latn", "uk"):
        assert not compare_figures(source=text, target=text, source_code=code, target_code=code)
