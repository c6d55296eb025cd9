"""Which entries answer a query, the best first.

The database only hands out postings; adding up and sorting is done here, in whole numbers and a fixed order, so that
every database gives the same.
"""

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from .models import Posting, SearchEntry, Term
from .queries import Word

# How much more a word counts than a synonym of it.
OWN = 3
# Nobody reads further.
MOST_FOUND = 500


@dataclass(frozen=True)
class Found:
    """One entry that answers a query: how many of its words it holds, and how much they count there."""

    matched: int
    score: int
    kind: int
    object_id: int
    entry_id: int


def known_terms(wanted: dict[str, set[str]]) -> dict[str, dict[str, int]]:
    """Return the keys of the terms that the index knows, by language, in one query."""
    condition = Q(pk__in=[])
    for language, terms in wanted.items():
        if terms:
            condition |= Q(language=language, term__in=sorted(terms))
    known = {language: {} for language in wanted}
    for language, term, key in Term.objects.filter(condition).values_list("language", "term", "pk"):
        known[language][term] = key
    return known


def ranked(variants: list[list[Word]], known: dict[str, int], *, at_least: float = 1.0) -> list[Found]:
    """Return the entries that hold all words, or a part of them, of any way to say the query.

    Args:
        at_least: how great a part of the words an entry must hold.
    """
    best: dict[int, tuple[int, int]] = {}
    for words in variants:
        for entry, rank in _ranks(words, known, at_least).items():
            best[entry] = max(rank, best.get(entry, rank))
    top = heapq.nsmallest(MOST_FOUND, best, key=lambda entry: (-best[entry][0], -best[entry][1], entry))
    rows = SearchEntry.objects.filter(pk__in=top).values_list("kind", "object_id", "pk") if top else ()
    found = [Found(*best[entry], kind, object_id, entry) for kind, object_id, entry in rows]
    return sorted(found, key=lambda one: (-one.matched, -one.score, one.kind, one.object_id))


def _ranks(words: list[Word], known: dict[str, int], at_least: float) -> dict[int, tuple[int, int]]:
    """Return, for each entry that holds enough of the words, how many it holds and what they count."""
    least = max(1, -int(-len(words) * at_least // 1))
    # For each term, the words it answers to and its factor; the word itself comes before its synonyms.
    answers = defaultdict(list)
    for place, word in enumerate(words):
        for term in word.terms & known.keys():
            answers[known[term]].append((place, OWN if term in word.own else 1))
    if len({place for places in answers.values() for place, _factor in places}) < least:
        return {}
    weights: list[dict[int, int]] = [{} for _word in words]
    postings = Posting.objects.filter(term_id__in=list(answers)).values_list("term_id", "entry_id", "weight")
    for term, entry, weight in postings.iterator(chunk_size=10_000):
        for place, factor in answers[term]:
            of_word = weights[place]
            if of_word.get(entry, 0) < weight * factor:
                of_word[entry] = weight * factor
    if least == len(words):
        matched = dict.fromkeys(set(weights[0]).intersection(*weights[1:]), least)
    else:
        matched = {entry: count for entry, count in Counter(chain(*weights)).items() if count >= least}
    return {entry: (count, sum(one.get(entry, 0) for one in weights)) for entry, count in matched.items()}
