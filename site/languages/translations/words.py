"""The strings of an original with their translations, compared and counted."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.html import strip_tags
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# An address is translated, but nobody reads it: a new one makes no translation outdated.
ADDRESSES = frozenset({"slug"})


class Piece(NamedTuple):
    """One string: its place in the object, the text in the source language, and its translation if there is one."""

    path: str
    text: str
    translation: str | None


def pieces_of(source: TranslationSource, locale: Locale) -> list[Piece]:
    """Return the strings of an original in the order in which they stand there."""
    segments = StringSegment.objects.filter(source=source).annotate_translation(locale).order_by("order")
    rows = segments.values_list("context__path", "string__data", "translation")
    return [Piece(path, text, translation or None) for path, text, translation in rows]


def pieces_without_source(instance: models.Model) -> list[Piece]:
    """Return the strings of an object that was never sent to translation."""
    segments = (segment for segment in extract_segments(instance) if isinstance(segment, StringSegmentValue))
    return [Piece(segment.path, segment.string.data, None) for segment in segments]


def wording(pieces: Iterable) -> Counter:
    """Return what readers read, whatever its place in rich text or the order of the blocks."""
    return Counter((path, text) for path, text, _translation in pieces if path not in ADDRESSES)


def digest(pieces: Iterable) -> str:
    return hashlib.sha256(repr(sorted(wording(pieces).items())).encode()).hexdigest()


def count_words(pieces: Iterable[Piece]) -> int:
    return sum(len(re.findall(r"\w+", strip_tags(text))) for path, text, _none in pieces if path not in ADDRESSES)
