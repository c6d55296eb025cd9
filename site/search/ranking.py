"""Which entries answer a query, the best first: whole numbers and a fixed order, so alike on every database."""

from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Coalesce

from .models import Posting, Term
from .queries import Word

# How much more a word counts than a synonym of it.
OWN = 3
# Nobody reads further.
MOST_FOUND = 500


@dataclass(frozen=True)
class Found:
    """One entry that answers a query."""

    matched: int
    score: int
    kind: int
    object_id: int
    entry_id: int

    @property
    def order(self) -> tuple:
        return (-self.matched, -self.score, self.kind, self.object_id)


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
    best: dict[int, Found] = {}
    for words in variants:
        for found in _ranked(words, known, at_least):
            if found.entry_id not in best or found.order < best[found.entry_id].order:
                best[found.entry_id] = found
    return sorted(best.values(), key=lambda found: found.order)[:MOST_FOUND]


def _ranked(words: list[Word], known: dict[str, int], at_least: float) -> list[Found]:
    keys = [_keys(word, known) for word in words]
    least = max(1, -int(-len(words) * at_least // 1))
    asked = [pair for pair in keys if any(pair)]
    if len(asked) < least:
        return []
    names = [f"word_{number}" for number in range(len(asked))]
    postings = Posting.objects.filter(term_id__in=sorted({key for pair in asked for part in pair for key in part}))
    entries = postings.values("entry_id", "entry__kind", "entry__object_id").annotate(
        **{name: _weight(pair) for name, pair in zip(names, asked, strict=True)}
    )
    matched, score = Value(0), Value(0)
    for name in names:
        matched += Case(When(**{f"{name}__isnull": False}, then=1), default=0, output_field=IntegerField())
        score += Coalesce(F(name), 0)
    entries = entries.annotate(matched=matched, score=score).filter(matched__gte=least)
    rows = entries.order_by("-matched", "-score", "entry__kind", "entry__object_id")
    names = ("matched", "score", "entry__kind", "entry__object_id", "entry_id")
    return [Found(*row) for row in rows.values_list(*names)[:MOST_FOUND]]


def _keys(word: Word, known: dict[str, int]) -> tuple[list[int], list[int]]:
    own = sorted(known[term] for term in word.own if term in known)
    return own, sorted(known[term] for term in word.others - word.own if term in known)


def _weight(keys: tuple[list[int], list[int]]) -> Max:
    own, others = keys
    cases = [When(term_id__in=own, then=F("weight") * OWN)] if own else []
    cases += [When(term_id__in=others, then=F("weight"))] if others else []
    return Max(Case(*cases, output_field=IntegerField()))
