"""Searches: all words first, then words that may be meant, then a part of the words, then other languages."""

from dataclasses import dataclass, field, replace

from languages.services import reading_languages

from .analysis import index_language
from .queries import Group, Word, kept_groups, parse, sounds_like_need, tidy, variants
from .ranking import Found, known_terms, ranked
from .vocabulary import beginning_with, nearest

# Where no entry holds all words: the part of them that one must hold.
PART = 0.5


@dataclass(frozen=True)
class Answer:
    """What a search found.

    Attributes:
        corrected: the query that was searched instead, where a word is known only in another spelling.
        is_partial: whether the entries hold only some of the words.
        elsewhere: how many entries each other language has, where this one has none with all words as they are.
        terms: of all words that were looked for, to mark them.
    """

    query: str
    language: str
    found: list[Found] = field(default_factory=list)
    corrected: str = ""
    is_partial: bool = False
    elsewhere: list[tuple[str, int]] = field(default_factory=list)
    sounds_like_need: bool = False
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Asked:
    """A query with all that the index knows of it."""

    words: list[Word]
    variants: list[list[Word]]
    known: dict[str, int]

    def is_known(self, word: Word) -> bool:
        return any(term in self.known for term in word.terms)

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(term for words in self.variants for word in words for term in word.terms)


def search(*, query: str, language: str) -> Answer:
    """Search the entries of a language; whatever the query is, there is an answer."""
    query, language = tidy(query), index_language(language)
    words = parse(query, language)
    if not words:
        return Answer(query, language)
    groups = kept_groups()
    asked = _ask(words, groups, language)
    found = ranked(asked.variants, asked.known)
    answer = Answer(query, language, found, terms=asked.terms)
    if not found:
        answer = _search_further(answer, asked, groups)
    need = sounds_like_need(filter(None, (query, answer.corrected)), groups)
    return replace(answer, sounds_like_need=need)


def _ask(words: list[Word], groups: list[Group], language: str) -> _Asked:
    """Look up the terms of a query; a word that is not known as it was typed stands for those that begin like it."""
    told = variants(words, groups, language)
    known = known_terms({language: {term for one in told for word in one for term in word.terms}})[language]
    asked = _Asked(told[0], told, known)
    unknown = [word for word in told[0] if word.typed not in known]
    longer = {word: frozenset(beginning_with(word.typed, language)) for word in unknown}
    if not any(longer.values()):
        return asked
    told = [[replace(word, others=word.others | longer.get(word, frozenset())) for word in one] for one in told]
    known |= known_terms({language: set().union(*longer.values())})[language]
    return _Asked(told[0], told, known)


def _search_further(answer: Answer, asked: _Asked, groups: list[Group]) -> Answer:
    elsewhere = _elsewhere(answer, groups)
    corrected = _corrected(answer, asked)
    if corrected:
        better = _ask(parse(corrected, answer.language), groups, answer.language)
        if found := ranked(better.variants, better.known):
            return replace(answer, found=found, corrected=corrected, elsewhere=elsewhere, terms=better.terms)
    # Never both: words that were not written, and only some of them, would lead anywhere.
    found = ranked([asked.words], asked.known, at_least=PART) if len(asked.words) > 1 else []
    return replace(
        answer,
        found=found,
        is_partial=bool(found),
        elsewhere=elsewhere,
        terms=asked.terms,
    )


def _corrected(answer: Answer, asked: _Asked) -> str:
    """Return the query with words that the index knows in the place of those it does not; empty if none is near."""
    query = answer.query
    for word in sorted(asked.words, key=lambda one: -one.start):
        if asked.is_known(word):
            continue
        if spelling := nearest(word.typed, answer.language):
            query = query[: word.start] + spelling + query[word.end :]
    return query if query != answer.query else ""


def _elsewhere(answer: Answer, groups: list[Group]) -> list[tuple[str, int]]:
    """Return the other languages that hold all words, with how many entries each has."""
    codes = dict.fromkeys(index_language(code) for code, _name in reading_languages())
    told = {code: variants(parse(answer.query, code), groups, code) for code in codes if code != answer.language}
    wanted = {code: {term for one in ways for word in one for term in word.terms} for code, ways in told.items()}
    known = known_terms(wanted)
    counts = [(code, len(ranked(ways, known[code]))) for code, ways in told.items()]
    return [(code, count) for code, count in counts if count]
