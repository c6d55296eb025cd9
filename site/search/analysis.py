"""From text to terms: a term is a word as it stands, or its base form, in plain letters.

The base forms come from lemmagen3, whose models (MULTEXT-East and others) are under CC BY-SA.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import lemmagen3

from languages.serbian import to_latin

from .scripts import CYRILLIC, fold, spellings
from .stop_words import STOP_WORDS

MODELS = {"sl": "sl", "en": "en", "sr-latn": "sr", "uk": "uk"}
LONGEST_TERM = 60

# Base forms that the models keep apart though readers mean the same.
_SAME = {
    "en": {
        "children": "child",
        "people": "person",
        "trafficker": "traffic",
        "trafficking": "traffic",
        "working": "work",
        "worker": "work",
    },
    "sr-latn": {"učenica": "učenik", "vesti": "vest"},
    "uk": {
        "люди": "людина",
        "діти": "дитина",
        "батько": "батьки",
        "батьків": "батьки",
        "ознак": "ознака",
        "адрес": "адреса",
        "послуг": "послуга",
    },
}
_WORD = re.compile(
    r"(?P<number>\+?\d(?:[\d \u00a0/-]*\d){3,})"  # a number written in groups
    r"|\((?P<prefix>\w{1,4})\)(?P<rest>\w+)"  # (re)integration
    r"|\w+(?:['’ʼ]\w+)*"
)
_APOSTROPHES = re.compile("['’ʼ\u0301]")
_ENGLISH_POSSESSIVE = re.compile("['’ʼ]s$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True)
class Token:
    """A word of a text: where it stands, how it is written, and the terms under which it is found."""

    start: int
    end: int
    word: str
    terms: tuple[str, ...]


def index_language(code: str) -> str:
    """Return the language whose index serves a language code: Serbian has one for both scripts."""
    return "sr-latn" if code.startswith("sr") else code


def clean(text: str) -> str:
    """Return a text without what cannot be shown or stored: control characters, halves of characters."""
    return _CONTROL.sub(" ", text)


@cache
def _model(language: str) -> lemmagen3.Lemmatizer:
    return lemmagen3.Lemmatizer(MODELS[language])


@lru_cache(maxsize=20_000)
def base_form(word: str, language: str) -> str:
    """Return the base form of a lower-case word; the word itself in a language without a model."""
    if language not in MODELS:
        return word
    base = _model(language).lemmatize(word) or word
    return _SAME.get(language, {}).get(base, base)


def normal(word: str, language: str) -> str:
    """Return a word in lower case, Serbian in Latin letters, without apostrophes and possessive endings."""
    word = unicodedata.normalize("NFKC", word).lower()
    if language == "en":
        word = _ENGLISH_POSSESSIVE.sub("", word)
    if language == "sr-latn" and CYRILLIC.search(word):
        word = to_latin(word)
    return _APOSTROPHES.sub("", word)


@lru_cache(maxsize=50_000)
def terms_in_text(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of a word as it is written in a text: itself, then its base form."""
    word = normal(word, language)
    found = dict.fromkeys(fold(form, language)[:LONGEST_TERM] for form in (word, base_form(word, language)))
    return tuple(term for term in found if term)


@lru_cache(maxsize=10_000)
def terms_in_query(word: str, language: str) -> tuple[str, ...]:
    """Return the terms of a word as a reader types it, perhaps without diacritics or in the other script."""
    word = normal(word, language)
    forms = [word, *(base_form(spelling, language) for spelling in spellings(word, language))]
    found = dict.fromkeys(fold(form, language)[:LONGEST_TERM] for form in forms)
    return tuple(term for term in found if term)


def is_stop_word(word: str, language: str) -> bool:
    return normal(word, language) in STOP_WORDS.get(language, ())


def tokens(text: str, language: str) -> Iterator[Token]:
    """Return the words of a text with their terms, in order."""
    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match[0]
        if match["number"]:
            yield from _number(text, start, end, language)
        elif match["prefix"]:
            whole = match["prefix"] + match["rest"]
            terms = dict.fromkeys((*terms_in_text(whole, language), *terms_in_text(match["rest"], language)))
            yield Token(start, end, whole, tuple(terms))
        elif terms := terms_in_text(word, language):
            yield Token(start, end, word, terms)


def _number(text: str, start: int, end: int, language: str) -> Iterator[Token]:
    """Find “080 17 22” by its groups, and by all digits at once."""
    digits = re.sub(r"\D", "", text[start:end])
    for match in re.finditer(r"\d+", text[start:end]):
        terms = dict.fromkeys((*terms_in_text(match[0], language), digits[:LONGEST_TERM]))
        yield Token(start + match.start(), start + match.end(), match[0], tuple(terms))
