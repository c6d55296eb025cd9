"""The words of a language as the index knows them: what begins like a word, and what is nearly written like it."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import takewhile

from django.db.models import Count, Max

from .models import Term

SHORTEST_PREFIX = 4
SHORTEST_CORRECTED = 4
MOST_SIMILAR = 30


@dataclass
class Vocabulary:
    """All terms of one language, kept by each process until the index has a newer term."""

    newest: int
    terms: list[str] = field(default_factory=list)
    spellings: dict[str, str] = field(default_factory=dict)
    # Terms by length, each with the set of its letters as bits: most others are ruled out by these alone.
    by_length: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


_kept: dict[str, Vocabulary] = {}


def vocabulary(language: str) -> Vocabulary:
    newest = Term.objects.aggregate(newest=Max("pk"))["newest"] or 0
    kept = _kept.get(language)
    if kept is None or kept.newest != newest:
        kept = Vocabulary(newest)
        for term, spelling in Term.objects.filter(language=language).values_list("term", "spelling"):
            kept.terms.append(term)
            kept.spellings[term] = spelling
            kept.by_length[len(term)].append((_letters(term), term))
        # Sorted here: databases differ in how they sort text.
        kept.terms.sort()
        _kept[language] = kept
    return kept


def _letters(term: str) -> int:
    bits = 0
    for letter in term:
        bits |= 1 << (ord(letter) & 63)
    return bits


def beginning_with(term: str, language: str) -> list[str]:
    """Return terms that go on where a long enough term ends, the shortest first."""
    if len(term) < SHORTEST_PREFIX or term.isdigit():
        return []
    terms = vocabulary(language).terms
    found = takewhile(lambda one: one.startswith(term), terms[bisect_left(terms, term) :])
    return sorted(found, key=lambda one: (len(one), one))[:MOST_SIMILAR]


def most_distance(term: str) -> int:
    """Return how many typing errors are looked past."""
    if len(term) < SHORTEST_CORRECTED or any(letter.isdigit() for letter in term):
        return 0
    return 1 if len(term) < 8 else 2


def nearest(term: str, language: str) -> str | None:
    """Return the spelling of the word that was probably meant: the least different, then the most used."""
    most = most_distance(term)
    if not most:
        return None
    words, letters = vocabulary(language), _letters(term)
    near = defaultdict(list)
    for length in range(len(term) - most, len(term) + most + 1):
        for bits, candidate in words.by_length.get(length, ()):
            if (bits ^ letters).bit_count() <= 2 * most:
                steps = distance(term, candidate, most)
                if steps <= most and (steps == 1 or candidate[0] == term[0]):
                    near[steps].append(candidate)
    for _steps, candidates in sorted(near.items()):
        used = dict(
            Term.objects.filter(language=language, term__in=sorted(candidates)[:MOST_SIMILAR])
            .annotate(used=Count("postings"))
            .filter(used__gt=0)
            .values_list("term", "used")
        )
        if used:
            return words.spellings[min(used, key=lambda one: (one[0] != term[0], -used[one], one))]
    return None


def distance(first: str, second: str, most: int) -> int:
    """Return how many letters must be added, left out, changed or swapped with the next; ``most`` + 1 if more."""
    before, last = [], list(range(len(second) + 1))
    for row, one in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (one != other))
            if row > 1 and column > 1 and one == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return last[-1]
