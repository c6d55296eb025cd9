"""Sentences, words, and the readability index LIX of a text in any of our languages.

LIX (Läsbarhetsindex; C. H. Björnsson, Läsbarhet, Stockholm: Liber, 1968) is the average number of words in a sentence
plus the share, in per cent, of words with more than six letters. Wagtail shows the same index for the preview of a
draft. It was made for Swedish: compare pages of one language with each other, not one language with another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_WORD = 6
# GOV.UK's limit for a sentence (“Sentence length: why 25 words is our limit”, 2014).
LONG_SENTENCE = 25
HARDEST = 3
# Björnsson's ranges, as they are usually given: from this figure on a text is …
MODERATE, HARD, VERY_HARD = 40, 50, 60

_WORD = re.compile(r"[^\W_]+(?:[.,’'\-–/@][^\W_]+)*")
_NEXT = r"(?=[»„“«‘\"'(\[–—]*\s*[A-ZČĆĐŠŽА-ЯЄІЇҐ])"
# A sentence ends where a capital letter follows, or a figure: “20. junij” and “20. 6. 2022” do not end one.
_END = re.compile(rf"(?<=[.!?…])\s+{_NEXT}|(?<=[.!?…][»«“”’\"')\]])\s+{_NEXT}|(?<=[^\d][.!?…])\s+(?=\d)")
# “ul.”, “npr.” and the like before a capital letter or a figure end nothing.
_SHORTENED = re.compile(
    r"(?:^|\s)(?:[a-zа-яі]|[Šš]t|npr|[Tt]el|[Dd]r|oz|ul|čl|[Ss]tr|[Nn]o|[Bb]r|ст|ім|св|вул|тел)\.$"
)


@dataclass(frozen=True)
class Figures:
    """What is counted in a text.

    Attributes:
        long_sentences: with more than 25 words.
        hardest: the sentences with the highest index of their own, the hardest first.
    """

    words: int
    sentences: int
    long_words: int
    long_sentences: int
    hardest: tuple[str, ...]

    @property
    def words_a_sentence(self) -> float:
        return round(self.words / self.sentences, 1) if self.sentences else 0.0

    @property
    def long_share(self) -> float:
        """Return the share of long words in per cent."""
        return round(100 * self.long_words / self.words, 1) if self.words else 0.0

    @property
    def lix(self) -> float:
        return round(lix(self.words, self.sentences, self.long_words), 1)


def lix(words: int, sentences: int, long_words: int) -> float:
    return words / sentences + 100 * long_words / words if words and sentences else 0.0


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences_of(passages: Iterable[str]) -> list[str]:
    """Return the sentences of passages; a passage, such as an item of a list, ends its last sentence."""
    found = []
    for passage in passages:
        for line in passage.splitlines():
            begun = ""
            for part in _END.split(" ".join(line.split())):
                begun = f"{begun} {part}".strip()
                if not _SHORTENED.search(begun):
                    found.append(begun)
                    begun = ""
            found.append(begun)
    return [sentence for sentence in found if words_of(sentence)]


def figures_of(passages: Iterable[str]) -> Figures:
    """Count a text.

    Args:
        passages: paragraphs, headings, items of lists, without markup.
    """
    counted = []
    for sentence in sentences_of(passages):
        words = words_of(sentence)
        counted.append((sentence, len(words), sum(len(word) > LONG_WORD for word in words)))
    # Of several words, so that a heading of one long word is not the hardest sentence.
    telling = [one for one in counted if one[1] >= 8]
    ranked = sorted(telling, key=lambda one: lix(one[1], 1, one[2]), reverse=True)
    return Figures(
        words=sum(words for _sentence, words, _long in counted),
        sentences=len(counted),
        long_words=sum(long for _sentence, _words, long in counted),
        long_sentences=sum(words > LONG_SENTENCE for _sentence, words, _long in counted),
        hardest=tuple(dict.fromkeys(sentence for sentence, _words, _long in ranked))[:HARDEST],
    )
