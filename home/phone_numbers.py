"""Finds telephone numbers in texts of any of our languages, and leaves years, figures, articles and dates alone.

Long numbers are known by their form. Three digits, or two and two, are a number to call only in a sentence that
speaks of calling, and not where they are part of a larger figure, an article, a year or a share.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What stands between the digits of one number; spaces that do not break among them.
GAP = r"[ \u00a0\u2009\u202f/()\-\u2010\u2011\u2013.]{0,2}"
LONG = re.compile(
    rf"""
    (?<![\d\w/.,:+\-])(?:
      \+\d(?:{GAP}\d){{6,14}}            # international
      | \(?0\d{{1,2}}(?:{GAP}\d){{4,12}}  # with a trunk prefix, such as 080 1200
      | 116[ \u00a0\u202f]?\d{{3}}       # harmonised numbers of Europe
    )(?![\w])(?![.,]\d)
    """,
    re.VERBOSE,
)
SHORT = re.compile(
    r"(?<![\w/.,:+§\-–\u2011])(?<!\d[ \u00a0])(?:\d{3}|\d{2}[-–]\d{2})(?![\w%‰€/:]|[.,\-–\u2011 \u00a0]\d)"
)
DATE = re.compile(r"\d{2}[.\-/]\d{2}[.\-/]\d{2,4}")
# Words that speak of calling: Slovenian, English, Serbian in both scripts, Ukrainian.
CALLING = re.compile(
    r"pokli[cč]|kli[cč]\w*|številk|telefon|\bsms\b|\bcall|\bdial|\bring\b|\bphone|\bnumbers?\b|"
    r"pozov|pozv|pozivan|\bbroj|позов|позив|\bброј|телефон|дзвон|номер",
    re.IGNORECASE,
)
# … and words right before three digits that make them something else.
OTHER = re.compile(
    r"(?:čl(?:en\w*|an\w*|\.)|чл(?:ан\w*|\.)|art(?:icle)?s?\.?|стат\w*|ст\.|§|št\.|бр\.|br\.|no\.|№|"
    r"zakon\w*|resolucij\w*|str(?:an\w*|\.)|pages?|стор\w*)\s*$",
    re.IGNORECASE,
)
# … and what is counted: right after them, or before a colon.
NOUNS = (
    "odstot|percent|per cent|відсот|процен|oseb|ljudi|otro|delavnic|mlad|učenc|prostovolj|dni|let|ur|evr|eur|minut|"
    "people|persons|child|young|pupils|workshops|volunt|days|hours|years|euro|"
    "osob|dece|radionic|učenik|učesnik|volonter|dana|sati|godin|особ|деце|радиониц|ученик|учесник|дана|сати|годин|"
    "осіб|людей|дітей|молод|учн|волонтер|днів|рок|євро|заход|хвилин"
)
COUNTED = re.compile(rf"\s*(?:{NOUNS})\w*\b|\.\s*(?:čl|чл|art|ст)", re.IGNORECASE)
COUNT_OF = re.compile(rf"\b(?:{NOUNS})\w*:\s*$", re.IGNORECASE)
ACCOUNT = re.compile(r"\b[A-Z]{2}\d\d(?: ?\d{2,4}){3,}\b")
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zа-яђ-џіїєґčšžć])|\n+")


@dataclass(frozen=True)
class Found:
    """A number as it stands in a text, with the sentence around it."""

    number: str
    sentence: str


def digits(text: str) -> str:
    """Return a number as it is compared: digits, with + kept."""
    return re.sub(r"[^\d+]", "", text)


def numbers_in(text: str) -> Iterator[Found]:
    """Find each number that a reader would take for one to call."""
    for sentence in SENTENCE.split(ACCOUNT.sub("", text)):
        sentence = " ".join(sentence.split())
        long = [match for match in LONG.finditer(sentence) if not DATE.fullmatch(match[0])]
        yield from (Found(match[0], sentence) for match in long)
        if CALLING.search(sentence):
            taken = [match.span() for match in long]
            for match in SHORT.finditer(sentence):
                inside = any(start <= match.start() < end for start, end in taken)
                if not inside and _is_called(sentence[: match.start()], sentence[match.end() :]):
                    yield Found(match[0], sentence)


def _is_called(before: str, after: str) -> bool:
    return not (OTHER.search(before) or COUNT_OF.search(before) or COUNTED.match(after))
