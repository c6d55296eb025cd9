"""What a reader asked for: words with the terms that answer to them, and other ways to say the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from .analysis import clean, is_stop_word, terms_in_query, tokens
from .models import SearchWords

LONGEST_QUERY = 200
MOST_WORDS = 12
MOST_VARIANTS = 4


@dataclass(frozen=True)
class Word:
    """A word of a query. ``typed`` is the term as it was typed, ``own`` are all its terms.

    ``others`` count less: synonyms, and words that begin like it.
    """

    text: str
    start: int
    end: int
    typed: str = ""
    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @property
    def terms(self) -> frozenset[str]:
        return self.own | self.others


@dataclass(frozen=True)
class Group:
    """Words that editors keep together, each with its terms; some are phrases."""

    language: str
    kind: str
    phrases: tuple[tuple[frozenset[str], ...], ...]


def tidy(query: str) -> str:
    """Return a query as it is searched and shown: one line, not too long, without what cannot be shown."""
    return " ".join(clean(query[: LONGEST_QUERY * 4]).split())[:LONGEST_QUERY].strip()


def parse(query: str, language: str, *, with_stop_words: bool = False) -> list[Word]:
    """Return the words of a query that say something; each once."""
    words, seen = [], set()
    for token in tokens(query, language):
        # A group of a number is looked for alone: all its digits at once are one more term of each group.
        more = token.terms[:1] if token.word.isdigit() else token.terms
        found = terms_in_query(token.word, language)
        own = frozenset((*found, *more))
        if found and own not in seen:
            seen.add(own)
            words.append(Word(token.word, token.start, token.end, found[0], own))
    telling = [word for word in words if not is_stop_word(word.text, language)]
    return (words if with_stop_words else telling or words)[:MOST_WORDS]


@lru_cache(maxsize=1_000)
def phrases(words: str, language: str, kind: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """Return the words that editors wrote, each as the terms of one word or of several.

    Need is often said in words that tell little by themselves: “they will not let me”.
    """
    whole = kind == SearchWords.Kind.NEED
    parts = re.split(r"[,;\n]", words)
    found = (tuple(word.own for word in parse(part, language, with_stop_words=whole)) for part in parts)
    return tuple(phrase for phrase in found if phrase)


def kept_groups() -> list[Group]:
    """Return what editors keep, in all languages: somebody in need may write in any of them."""
    rows = SearchWords.objects.order_by("pk").values_list("language", "kind", "words")
    return [Group(language, kind, phrases(words, language, kind)) for language, kind, words in rows]


def _positions(phrase: tuple[frozenset[str], ...], words: list[Word]) -> list[int] | None:
    """Return which words of a query make up a phrase; None where one is missing."""
    found = []
    for terms in phrase:
        place = next((i for i, word in enumerate(words) if i not in found and word.own & terms), None)
        if place is None:
            return None
        found.append(place)
    return found


def sounds_like_need(queries: Iterable[str], groups: list[Group]) -> bool:
    """Say whether a query holds words, in any language, of somebody who may need help."""
    need = [group for group in groups if group.kind == SearchWords.Kind.NEED]
    for query in queries:
        words = {group.language: parse(query, group.language, with_stop_words=True) for group in need}
        if any(_positions(phrase, words[group.language]) for group in need for phrase in group.phrases):
            return True
    return False


def variants(words: list[Word], groups: list[Group], language: str) -> list[list[Word]]:
    """Return the query with its synonyms: single words beside each other, phrases as queries of their own."""
    base, more = list(words), []
    for group in groups:
        if group.language != language or group.kind != SearchWords.Kind.SYNONYMS:
            continue
        for phrase in group.phrases:
            places = _positions(phrase, words)
            if places is None:
                continue
            for other in group.phrases:
                if other is phrase:
                    continue
                if len(phrase) == len(other) == 1:
                    word = base[places[0]]
                    base[places[0]] = replace(word, others=word.others | (other[0] - word.own))
                else:
                    more.append((places, other))
    told = [[word for i, word in enumerate(base) if i not in places] + _said(other) for places, other in more]
    return [base, *told][:MOST_VARIANTS]


def _said(phrase: tuple[frozenset[str], ...]) -> list[Word]:
    return [Word("", 0, 0, others=terms) for terms in phrase]
