"""Serbian in two scripts: every word of a large list, and what must stay as it is."""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from languages.serbian import to_cyrillic, to_latin

# The same words in both scripts, from Debian's package hunspell-sr.
WORD_LIST = Path(os.environ.get("SERBIAN_WORD_LIST", "/usr/share/hunspell/sr_RS.dic"))
# Of these the list has a second spelling, with a soft letter that spelling books do not know: коњугација.
WRONG_IN_LIST = re.compile("коњуг|коњунктив")
SPLIT = (
    *("инјекција", "конјугација", "конјунктура", "надживети", "наджњевати", "поджупан", "преджелудац", "оджалити"),
    *("Танјуг", "Анджеј", "анјон", "ванједарни", "ванјезички", "фелджандармерија", "микроинјекција"),
)
JOINED = ("њега", "љубав", "џеп", "наџак", "оџак", "Оџаци", "коњ", "коњушар", "тањир", "поџапати", "Бењамин", "оџа")


@pytest.fixture(scope="module")
def words() -> list[str]:
    assert WORD_LIST.exists(), "The package hunspell-sr is not installed: tests/system_packages.sh does it."
    lines = WORD_LIST.read_text(encoding="utf-8-sig").splitlines()[1:]
    entries = {line.split("/")[0] for line in lines}
    # Roman numerals, and two entries with a Latin letter by mistake.
    return sorted(word for word in entries if re.fullmatch("[а-шђјљњћџ-]+", word, re.IGNORECASE))


def test_every_word_of_a_large_list_comes_back_from_latin(words):
    assert len(words) > 194_000
    spellings = defaultdict(set)
    for word in words:
        spellings[to_latin(word)].add(word)
    latin = list(spellings)
    cyrillic = to_cyrillic("\n".join(latin)).split("\n")
    failed = [(one, other) for one, other in zip(latin, cyrillic, strict=True) if other not in spellings[one]]
    # Of this one the list has the wrong spelling alone: its root is a конјунктива.
    assert failed == [("konjunktivalni", "конјунктивални")]
    ambiguous = [forms for forms in spellings.values() if len(forms) > 1]
    assert [forms for forms in ambiguous if not any(WRONG_IN_LIST.match(form) for form in forms)] == []


def test_digraphs_in_capitals_come_back_too(words):
    seams = [word.upper() for word in words if re.search("[љњџ]|нј|лј|дж", word) and not WRONG_IN_LIST.match(word)]
    latin = to_latin("\n".join(seams)).split("\n")
    cyrillic = to_cyrillic("\n".join(latin)).split("\n")
    assert len(seams) > 20_000
    assert [pair for pair in zip(seams, cyrillic, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("word", SPLIT + JOINED)
def test_digraphs_are_one_letter_or_two(word):
    for form in (word, word.upper(), word.capitalize(), f"{word}ма"):
        assert to_cyrillic(to_latin(form)) == form


@pytest.mark.parametrize("word", ["ненадживљен", "надживео", "Танјугу", "танјузима", "шенјаншки", "поджупанов"])
def test_other_forms_of_the_same_words_are_known(word):
    assert to_cyrillic(to_latin(word)) == word


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("NJEGOŠ", "ЊЕГОШ"),
        ("Njegoš", "Његош"),
        ("LJUBLJANA", "ЉУБЉАНА"),
        ("Ljubljana", "Љубљана"),
        ("DŽEP", "ЏЕП"),
        ("KONJ", "КОЊ"),
        ("BiH", "БиХ"),
        ("Društvo Ključ", "Друштво Кључ"),
    ],
)
def test_capitals_are_kept_both_ways(latin, cyrillic):
    assert (to_cyrillic(latin), to_latin(cyrillic)) == (cyrillic, latin)


def test_letters_in_other_encodings_are_the_same_letters():
    assert to_cyrillic("ǉubav, ǋegoš, ǅep") == "љубав, Његош, Џеп"
    assert to_cyrillic("c\u030cas") == "час"


@pytest.mark.parametrize(
    "text",
    [
        "info@drustvo-kljuc.si",
        "https://www.drustvo-kljuc.si/sr/pomoc/?a=b",
        "drustvo-kljuc.si/f/7HXQ3MTD",
        "K-HXQMTD",
        "B2 8h 12b",
        "XX WhatsApp iPhone LinkedIn",
        "{link} %(name)s &nbsp; &#x27;",
        "II III IV VI XIX MMXXVI",
        "Київ café Zürich",
        "@drustvo #kljuc",
    ],
)
def test_what_is_no_serbian_word_stays(text):
    assert to_cyrillic(text) == text


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Petar I i Pavle V.", "Петар I и Павле V."),
        ("I mi idemo.", "И ми идемо."),
        ("Član I. stav II", "Члан I. став II"),
        ("I. Petrović i V. Marić", "И. Петровић и В. Марић"),
        ("V razred, IX razred, I–III", "V разред, IX разред, I–III"),
        ("15-godišnja, 9.b", "15-годишња, 9.б"),
        ("UNHCR-a i EU", "UNHCR-а и ЕУ"),
        ("Child 10 i child", "Child 10 и цхилд"),
        ("Marks & Spencer i Marks &amp; Spencer", "Marks & Spencer и Marks &amp; Spencer"),
    ],
)
def test_numerals_initials_and_protected_words_are_told_from_words(latin, cyrillic):
    assert to_cyrillic(latin, protected=["UNHCR", "Child 10", "Marks & Spencer"]) == cyrillic


def test_converting_twice_changes_nothing_more():
    once = to_cyrillic("Ljubav i nadživeti, PDF", protected=["PDF"])
    assert to_cyrillic(once, protected=["PDF"]) == once == "Љубав и надживети, PDF"
