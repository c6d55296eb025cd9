"""A made-up index of any size: words as often as in real texts (Zipf), and queries that readers would type."""

import random
from bisect import bisect_left
from itertools import accumulate

from search.models import Posting, SearchEntry, Term

LETTERS = "aeiou", "bcdfghjklmnprstvz"
BATCH = 5_000


def word(number: int) -> str:
    """Return a word that can be spoken, another for each number."""
    numbers = random.Random(number)
    return (
        "".join(numbers.choice(LETTERS[place % 2 == 0]) for place in range(numbers.randint(4, 11)))
        + "aeio"[number % 4]
    )


def fill(*, entries: int, words: int, each: int, language: str = "sl") -> list[str]:
    """Store entries with ``each`` different words out of ``words``; return these, the most frequent first."""
    numbers = random.Random(7)
    vocabulary = list(dict.fromkeys(word(number) for number in range(words)))
    heights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    first_entry = (SearchEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    first_term = (Term.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    Term.objects.bulk_create(
        [
            Term(pk=first_term + number, language=language, term=name, spelling=name)
            for number, name in enumerate(vocabulary)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    keys = dict(Term.objects.filter(language=language).values_list("term", "pk"))
    terms = [keys[name] for name in vocabulary]
    batch = []
    for number in range(entries):
        said = {bisect_left(heights, numbers.random() * heights[-1]) for _occurrence in range(each * 2)}
        chosen = sorted(said)[:each]
        text = ". ".join(vocabulary[place] for place in chosen)
        batch.append((first_entry + number, chosen, text, vocabulary[chosen[-1]]))
        if len(batch) == 500 or number == entries - 1:
            _store(batch, terms, language)
            batch = []
    return vocabulary


def _store(batch: list, terms: list[int], language: str) -> None:
    SearchEntry.objects.bulk_create(
        SearchEntry(pk=pk, kind=1, object_id=1_000_000 + pk, language=language, title=title, text=text, digest="-")
        for pk, _chosen, text, title in batch
    )
    Posting.objects.bulk_create(
        (
            Posting(entry_id=pk, term_id=terms[place], weight=1 + (place * pk) % 60)
            for pk, chosen, _text, _title in batch
            for place in chosen
        ),
        batch_size=BATCH,
    )


def queries(vocabulary: list[str], count: int) -> list[str]:
    """Return queries of one to four words, frequent and rare; a tenth with a typing error, some of words unknown."""
    numbers = random.Random(11)
    heights = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    found = []
    for number in range(count):
        places = [bisect_left(heights, numbers.random() * heights[-1]) for _word in range(numbers.randint(1, 4))]
        said = [vocabulary[place] for place in places]
        if number % 10 == 0:
            said[-1] = said[-1][:2] + said[-1][3:]
        if number % 25 == 0:
            said[0] = "neznanka"
        found.append(" ".join(said))
    return found
