"""Serbian in its two scripts: plain functions on text.

Cyrillic to Latin is a table. Latin to Cyrillic needs to know where lj, nj and dž are two letters, and which words are
not Serbian: those stay as they are.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape

LATIN_OF = {
    **dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)),
    **{"љ": "lj", "њ": "nj", "џ": "dž"},
}
CYRILLIC_OF = {latin: cyrillic for cyrillic, latin in LATIN_OF.items()}
# Unicode also has each of the three digraphs as one letter, in three cases.
LIGATURES = str.maketrans(
    {"ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ", "ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ"}
)

# Where a digraph is two letters: the bar stands between them. ``^`` is the beginning of a word, also behind ne- and
# naj-. Found by comparing both halves of Debian's hunspell-sr; the tests hold all of its words against this.
SEAMS = (
    *(
        "^and|žej",
        "^an|jon",
        "in|jek",
        "in|junk",
        "in|jurij",
        "kon|jek",
        "kon|jug",
        "kon|jukc",
        "kon|jukt",
        "kon|junk",
    ),
    *("kon|junt", "man|jog", "^van|jedar", "^van|jedn", "^van|jez", "^on|jlajn", "^onl|jan", "^pon|jedelj"),
    *("^tan|jug", "^tan|juz", "^tan|juž", "^šen|jang", "^šen|janz", "^šen|janš", "^šen|janž", "^šen|jeng"),
    *("feld|žand", "^nad|žanj", "^nad|žanr", "^nad|žeć", "^nad|žeh", "^nad|žel", "^nad|žeo", "^nad|žes"),
    *("^nad|žeš", "^nad|žet", "^nad|žev", "^nad|živ", "^nad|žn", "^nad|žup"),
    *("^od|žale", "^od|žali", "^od|žalj", "^od|žar", "^od|živ", "^od|žvak"),
    *("^pod|žanr", "^pod|ždr", "^pod|žup", "^pred|žal", "^pred|žel", "^pred|žet", "^pred|živ"),
)
_SEAMS = {seam.strip("^").replace("|", ""): seam.strip("^").index("|") for seam in SEAMS}
_BEGINNINGS = [seam.strip("^").replace("|", "") for seam in SEAMS if seam.startswith("^")]
_INSIDE = [seam.replace("|", "") for seam in SEAMS if not seam.startswith("^")]
_SEAM = re.compile(
    rf"(?P<before>^(?:ne|naj)?)(?P<first>{'|'.join(_BEGINNINGS)})|(?P<inside>{'|'.join(_INSIDE)})", re.IGNORECASE
)
_JOINT = "\u200c"

_LETTERS = re.compile(r"lj|nj|dž|.", re.IGNORECASE)
_CYRILLIC_WORD = re.compile(r"[Ѐ-ӿ]+")
# Not Serbian: another letter than those of the alphabet, or a capital in the middle (LinkedIn; but BiH).
_FOREIGN = re.compile(r"[^a-pr-vzčćđšž]", re.IGNORECASE)
_CAMEL = re.compile(r"(?=....).*[a-zčćđšž][A-ZČĆĐŠŽ]")
_ROMAN = re.compile(r"(?=.*[IVX])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
# Numerals that are also words or initials.
_NOT_ROMAN = frozenset(["CI", "CV", "DI", "DIV", "LI", "MI"])
_INITIAL = re.compile(r"\.\s+[A-ZČĆĐŠŽ]")
_AFTER_NUMERAL = {
    "I": re.compile(r"\.|\s?[–/-]\s?[IVX]"),
    "V": re.compile(r"\.|\s?[–/-]\s?[IVX]|[ \u00a0][a-zčćđšž]"),
    "X": re.compile(""),
}

_TOP_LEVEL = "at|ba|com|de|eu|gov|hr|info|int|io|it|me|mk|net|org|rs|si|ua|uk"
_KEPT = rf"""
    (?:https?://|www\.)[^\s<>"]+
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
  | [@\#]\w+
  | (?:localhost|\d+(?:\.\d+){{3}})(?::\d+)?(?:/[^\s<>"]*)?
  | \b[\w-]+(?:\.[\w-]+)*\.(?:{_TOP_LEVEL})\b(?:/[^\s<>"]*)?
  | \{{[^{{}}\n]*\}} | %\(\w+\)[a-z]
  | &\#?\w+;
  | \b[A-DF-Z]-[A-Z0-9]{{4,}}\b
  | \w*\d\w*
"""
_PARTS = r"(?P<kept>{kept})|(?P<word>(?:[^\W\d_]|[\u0300-\u036f])+)"


def to_latin(text: str) -> str:
    """Return text with each Serbian Cyrillic letter in Latin script; everything else stays."""
    return _CYRILLIC_WORD.sub(lambda match: _latin_word(match[0]), text)


def _latin_word(word: str) -> str:
    is_capitals = len(word) > 1 and word.upper() == word
    letters = []
    for letter in word:
        latin = LATIN_OF.get(letter.lower(), letter)
        if letter != letter.lower() and latin != letter:
            latin = latin.upper() if is_capitals else latin.capitalize()
        letters.append(latin)
    return "".join(letters)


def to_cyrillic(text: str, *, protected: Iterable[str] = ()) -> str:
    """Return Serbian Latin text in Cyrillic.

    Words that are not Serbian stay, and so do addresses of e-mail and web, what is written with digits, names in
    braces, character references of HTML, Roman numerals and the ``protected`` words and phrases, written just so. An
    ending behind a hyphen is converted: UNHCR-a becomes UNHCR-а.
    """
    return _parts(tuple(protected)).sub(_part, text)


@lru_cache(maxsize=8)
def _parts(protected: tuple[str, ...]) -> re.Pattern:
    """Return what tells apart what is kept and what is a word; the longest protected phrase comes first.

    In a document an ampersand or an apostrophe of a phrase is written as a character reference.
    """
    written = {way for phrase in protected if phrase.strip() for way in (phrase, escape(phrase))}
    phrases = sorted(written, key=len, reverse=True)
    listed = "|".join(re.escape(phrase) for phrase in phrases)
    kept = rf"(?<!\w)(?:{listed})(?!\w)|{_KEPT}" if listed else _KEPT
    return re.compile(_PARTS.format(kept=kept), re.VERBOSE)


def _part(match: re.Match) -> str:
    word = match["word"]
    if word is None or _is_numeral(match):
        return match[0]
    return _cyrillic_word(word)


def _is_numeral(match: re.Match) -> bool:
    """Say whether a word is a Roman numeral; I also begins a sentence (“and”), I. and V. are also initials."""
    word, text = match["word"], match.string
    if word in _NOT_ROMAN or not _ROMAN.fullmatch(word):
        return False
    if len(word) > 1:
        return True
    if _INITIAL.match(text, match.end()):
        return False
    before = text[: match.start()].rstrip(" \u00a0")[-1:]
    after = _AFTER_NUMERAL[word].match(text, match.end())
    return word == "X" or before.islower() or bool(after)


@lru_cache(maxsize=20_000)
def _cyrillic_word(word: str) -> str:
    plain = unicodedata.normalize("NFC", word).translate(LIGATURES)
    if _FOREIGN.search(plain) or _CAMEL.match(plain):
        return word
    return _LETTERS.sub(_cyrillic_letter, _SEAM.sub(_parted, plain)).replace(_JOINT, "")


def _parted(match: re.Match) -> str:
    stem = match["first"] or match["inside"]
    at = _SEAMS[stem.lower()]
    return f"{match['before'] or ''}{stem[:at]}{_JOINT}{stem[at:]}"


def _cyrillic_letter(match: re.Match) -> str:
    latin = match[0]
    cyrillic = CYRILLIC_OF.get(latin.lower(), latin)
    return cyrillic if latin[0].islower() else cyrillic.upper()
