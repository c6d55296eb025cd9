"""Words in any of their forms, found in running text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lemmagen3 import Lemmatizer

from .figures import plain

# What lemmagen calls a language, where that differs from Django's code.
_MODELS = {"sr-latn": "sr"}
# A word, or the end of a sentence or line, which no wording goes across.
_TOKEN = re.compile(r"\w+(?:[’'ʼ]\w+)*\*?|[.!?:;](?=\s|$)|\n")


@lru_cache(maxsize=8)
def _lemmatizer(code: str) -> Lemmatizer:
    return Lemmatizer(_MODELS.get(code, code))


@lru_cache(maxsize=50_000)
def lemma(word: str, code: str) -> str:
    """Return the base form of a word in lower case: ``trgovino`` and ``trgovine`` both give ``trgovina``."""
    return _lemmatizer(code).lemmatize(word).lower()


def _words(text: str) -> list[str]:
    return [word.replace("'", "’").replace("ʼ", "’") for word in _TOKEN.findall(text)]


@dataclass(frozen=True)
class Text:
    """A text as words, as they are written and in their base forms."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    vocabulary: frozenset[str]

    @classmethod
    @lru_cache(maxsize=2_000)
    def of(cls, html: str, code: str) -> "Text":
        words = tuple(word.strip("*") for word in _words(plain(html)))
        lemmas = tuple(lemma(word.lower(), code) for word in words)
        return cls(words, lemmas, frozenset(lemmas) | {word.lower() for word in words})


@dataclass(frozen=True)
class Form:
    """A word or a few in a row.

    A word matches in every form of it; ``begun*`` matches whatever begins like that. One that is written with a
    capital is a name: the word in the text must have its capitals too.
    """

    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str, code: str) -> "Form":
        return cls(tuple((word, lemma(word.strip("*").lower(), code)) for word in _words(text) if word[0].isalnum()))

    def places(self, text: Text) -> list[range]:
        """Return where the form stands in a text, as ranges of words."""
        if not all(
            "*" in word or base in text.vocabulary or word.lower() in text.vocabulary for word, base in self.words
        ):
            return []
        length = len(self.words)
        starts = range(len(text.words) - length + 1) if length else ()
        return [range(start, start + length) for start in starts if self._is_at(text, start)]

    def _is_at(self, text: Text, start: int) -> bool:
        return all(
            _matches(word, base, text.words[index], text.lemmas[index])
            for index, (word, base) in enumerate(self.words, start)
        )


def _matches(word: str, base: str, other: str, other_base: str) -> bool:
    if word[0].isupper() and not (other[0].isupper() and (other.isupper() or not word.isupper() or len(word) == 1)):
        return False
    if word.endswith("*"):
        return other.lower().startswith(word[:-1].lower())
    return base == other_base or word.lower() == other.lower()


def forms_of(texts: Iterable[str], code: str) -> tuple[Form, ...]:
    """Return the forms of wordings that are separated by semicolons or lines; remarks in brackets do not count."""
    parts = [part for text in texts for part in re.split(r"[;\n]", re.sub(r"(?<!\w)\([^)]*\)(?!\w)", " ", text))]
    return tuple(form for part in parts if (form := Form.of(part, code)).words)
