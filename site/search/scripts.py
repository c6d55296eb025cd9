"""Scripts and diacritics: each spelling of a word becomes the same plain letters, and these find the word."""

import itertools
import re

from anyascii import anyascii

CYRILLIC = re.compile("[\u0400-\u04ff]")
# More spellings than these are not tried: a long word without diacritics could have hundreds.
MOST_SPELLINGS = 64


def _table(letters: str, plain: str) -> dict[str, str]:
    return dict(zip(letters, plain.split(), strict=True))


# Ukrainian as it is officially transliterated; where readers write in several ways, one of them.
# With the Russian letters.
_UKRAINIAN_TABLE = str.maketrans(
    _table("абвгґдеєжзиіїйклмн", "a b v h h d e ie zh z i i i i k l m n")
    | _table("опрстуфхцчшщюяыэё", "o p r s t u f kh ts ch sh shch iu ia i e io")
    | _table("čćšžđ", "ch ch sh zh dzh")
    | {"ь": None, "ъ": None}
)
_UKRAINIAN_LATIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("sch(?!ch)", "shch"),
        ("g", "h"),
        ("w", "v"),
        ("x", "ks"),
        ("[jy]", "i"),
        ("c(?!h)", "ts"),
        ("i{2,}", "i"),
        ("kh", "h"),
    )
]

# What a letter without a diacritic may stand for, in the order in which it is tried.
_SPELLINGS = {
    "sl": {"c": "cč", "s": "sš", "z": "zž"},
    "sr-latn": {"c": "cčć", "s": "sš", "z": "zž", "dj": ["đ", "dj"], "d": "dđ"},
    "uk": {
        **_table("abvgdezijkmnoprsufcwq", "а б в г д е з і й к м н о п р с у ф ц в к"),
        **{"h": "гх", "i": "іи", "y": "ий", "l": ["л", "ль"], "t": ["т", "ть"], "x": ["кс"]},
        **{"shch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yi": "ї", "iia": ["ія"]},
        **dict.fromkeys(("ia", "ya", "ja"), "я"),
        **dict.fromkeys(("iu", "yu", "ju"), "ю"),
        **dict.fromkeys(("ie", "ye", "je"), "є"),
    },
}
_PARTS = {
    language: re.compile("|".join([*sorted(table, key=len, reverse=True), "."]))
    for language, table in _SPELLINGS.items()
}


def fold(word: str, language: str) -> str:
    """Return a lower-case word in plain letters a–z and digits, alike for all its spellings in a language."""
    if language == "uk":
        plain = anyascii(word.translate(_UKRAINIAN_TABLE)).lower()
        for pattern, letters in _UKRAINIAN_LATIN:
            plain = pattern.sub(letters, plain)
    else:
        plain = anyascii(word.replace("đ", "dj")).lower()
    return re.sub("[^a-z0-9]", "", plain)


def spellings(word: str, language: str) -> list[str]:
    """Return how a word typed in plain letters may be spelt; the word alone where it has letters of its own."""
    table = _SPELLINGS.get(language)
    if table is None or not word.isascii() or not word.isalpha():
        return [word]
    choices = [table.get(part, part) for part in _PARTS[language].findall(word)]
    return ["".join(letters) for letters in itertools.islice(itertools.product(*choices), MOST_SPELLINGS)]
