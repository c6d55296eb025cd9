"""Figures of a text, in one form for every language, and where a translation has others.

A figure is a whole number, a decimal, a time or a phone number. Dates count as day, month and year, whether the month
is a name or a number; a percent sign and the dot of an ordinal do not count.
"""

import re
from dataclasses import dataclass
from html import unescape

from .number_words import WORD, is_spelled, month_of

# What separates thousands, beside spaces; a dot elsewhere. Decimals are taken with a dot or a comma.
_THOUSANDS = {"en": ","}
_SPACE = "[ \u00a0\u202f\u2009]"
_BETWEEN = rf"(?:{_SPACE}|-|/|{_SPACE}?[()]{_SPACE}?)"
# After the code of a country the code of a place may be one digit.
_PHONE = re.compile(rf"(?<![\w.,/])(?:\+\d+{_BETWEEN}\d(?!\d)|\+?\(?\d+\)?)(?:{_BETWEEN}\d{{2,}})+(?![\w])")
_ROMAN = re.compile(r"\b(?=[IVXІХ]{2,}\b)[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})\b")
_AFTERNOON = re.compile(rf"{_SPACE}?(?:pm|p\.m\.)(?!\w)", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\b((?:19|20)\d\d)([/–-])(\d\d)(?![\d/–-])")
_DATE = re.compile(rf"(?<![\d.])(\d{{1,2}})\.{_SPACE}?(\d{{1,2}})\.{_SPACE}?((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:]|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\d.,])(\d+)[.,](\d+)(?!\d)")
_DASHES = re.compile("[\u2010-\u2012]")


@dataclass(frozen=True)
class Difference:
    """Figures that only one of two texts has; each is written as it stands there."""

    source: tuple[str, ...]
    target: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.source or self.target)


def plain(html: str) -> str:
    """Return a text without its markup, on as many lines as it has."""
    return unescape(re.sub(r"<[^>]*>", lambda tag: "\n" if tag[0].startswith("<br") else "", html))


def phone_digits(text: str) -> str:
    """Return the digits of a number as it is dialled in Slovenia: ``+386 1 …`` and ``01 …`` are the same."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+"):
        digits = "00" + digits
    return "0" + digits[5:] if digits.startswith("00386") else digits


class _Reader:
    """Takes figures out of a text one kind after the other; what is taken is blanked."""

    def __init__(self, text: str, code: str):
        self.code = code
        self.text = _DASHES.sub("-", plain(text))
        self.found: list[tuple[str, str]] = []

    def read(self) -> list[tuple[str, str]]:
        """Return each figure in one form, with how it is written."""
        thousands = re.escape(_THOUSANDS.get(self.code, "."))
        self._take(_SHORT_YEAR, self._school_year)
        self._take(_DATE, lambda m: [str(int(part)) for part in m.groups()])
        self._take(_PHONE, self._phone)
        group = rf"(?:{thousands}|{_SPACE})"
        self._take(re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{group}\d{{3}})+(?!\d)"), lambda m: re.sub(r"\D", "", m[0]))
        self._take(_TIME, self._time)
        self._take(_DECIMAL, lambda m: f"{int(m[1])}.{m[2].rstrip('0')}".rstrip("."))
        self._months()
        self._take(_ROMAN, self._roman)
        self._take(re.compile(r"\d+"), self._whole)
        return self.found

    def _take(self, pattern: re.Pattern, form) -> None:
        def keep(match: re.Match) -> str:
            forms = form(match)
            if forms is None:
                return match[0]
            self.found += [(one, match[0].strip()) for one in ([forms] if isinstance(forms, str) else forms)]
            return " \x00 " + " " * (len(match[0]) - 3) if len(match[0]) > 3 else "\x00"

        self.text = pattern.sub(keep, self.text)

    @staticmethod
    def _school_year(match: re.Match) -> list[str] | None:
        first, last = int(match[1]), int(match[1][:2] + match[3])
        return [str(first), str(last)] if last > first and last - first < 60 else None

    @staticmethod
    def _phone(match: re.Match) -> str | None:
        """Take what begins like a phone number, or is too long for anything else."""
        written = match[0]
        if written.startswith(("+", "0", "(0")) or re.fullmatch(rf"\d{{3}}{_SPACE}\d{{3}}", written):
            return phone_digits(written)
        return None

    def _time(self, match: re.Match) -> list[str] | str | None:
        if self.code == "en" and "." in match[0] and not self._afternoon(match) and not self._morning(match):
            return None
        hours = int(match[1]) + (12 if self._afternoon(match) and int(match[1]) < 12 else 0)
        return f"{hours}:{match[2]}" if match[2] != "00" else str(hours)

    def _afternoon(self, match: re.Match) -> bool:
        return self.code == "en" and bool(_AFTERNOON.match(self.text, match.end()))

    def _morning(self, match: re.Match) -> bool:
        return bool(re.compile(rf"{_SPACE}?(?:am|a\.m\.)(?!\w)", re.IGNORECASE).match(self.text, match.end()))

    def _months(self) -> None:
        """Take names of months that stand beside a day or a year; “may” alone is no month."""
        before = re.compile(rf"\d(?:\.|st|nd|rd|th)?{_SPACE}$")
        after = re.compile(rf"\.?{_SPACE}\d{{4}}" if self.code != "en" else rf"\.?{_SPACE}\d")

        def form(match: re.Match) -> str | None:
            number = month_of(match[0], self.code)
            beside = before.search(self.text, 0, match.start()) or after.match(self.text, match.end())
            is_name = self.code != "en" or match[0][0].isupper()
            return str(number) if number and beside and is_name else None

        self._take(WORD, form)

    @staticmethod
    def _roman(match: re.Match) -> str | None:
        values = {"I": 1, "V": 5, "X": 10}
        numbers = [values[sign] for sign in match[0].replace("І", "I").replace("Х", "X")]
        pairs = zip(numbers, [*numbers[1:], 0], strict=True)
        return str(sum(-one if one < following else one for one, following in pairs)) if numbers else None

    def _whole(self, match: re.Match) -> str:
        number = match[0]
        if self._afternoon(match) and int(number) < 12:
            number = str(int(number) + 12)
        return number.lstrip("0") or "0" if len(number) < 3 else number


def figures(text: str, code: str) -> list[tuple[str, str]]:
    """Return the figures of a text as (one form for every language, as written)."""
    return _Reader(text, code).read() if any(sign.isdigit() for sign in text) or _ROMAN.search(text) else []


def compare_figures(*, source: str, target: str, source_code: str, target_code: str) -> Difference:
    """Return the figures that a translation lacks, and those that it adds; small ones may be words."""
    ours, theirs = figures(source, source_code), figures(target, target_code)
    if not ours and not theirs:
        return Difference((), ())
    mine, others = {form for form, _written in ours}, {form for form, _written in theirs}
    return Difference(
        _only(ours, mine - others, target, target_code),
        _only(theirs, others - mine, source, source_code),
    )


def _only(found: list[tuple[str, str]], forms: set[str], other_text: str, code: str) -> tuple[str, ...]:
    """Return how figures are written, each once, without those that the other text has as words."""
    written = {}
    other_text = plain(other_text)
    for form, as_written in found:
        if form in forms and not (form.isdigit() and is_spelled(int(form), other_text, code)):
            written.setdefault(form, as_written)
    return tuple(written.values())
