"""Results as readers see them: a title, where it leads, and the passage that answers best, with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.documents import get_document_model

from .analysis import tokens
from .models import SearchEntry
from .ranking import Found
from .services import Answer
from .sources import visible_pages

# In letters: how much of a text is looked through, and how long an excerpt is.
READ = 40_000
BEFORE, LONGEST = 80, 260
SHORT = 100


@dataclass(frozen=True)
class Part:
    """A piece of text, and whether it was searched for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True)
class Result:
    title: list[Part]
    excerpt: list[Part]
    url: str
    file_size: int | None = None


def results_of(found: Iterable[Found], *, answer: Answer, request: HttpRequest) -> list[Result]:
    """Return what to show for entries; one that readers may no longer see is left out."""
    found = list(found)
    entries = SearchEntry.objects.in_bulk([one.entry_id for one in found])
    keys = {kind: [one.object_id for one in found if one.kind == kind] for kind in SearchEntry.Kind.values}
    pages = visible_pages().select_related("locale").in_bulk(keys[SearchEntry.Kind.PAGE])
    documents = get_document_model().objects.in_bulk(keys[SearchEntry.Kind.DOCUMENT])
    results = []
    for one in found:
        target = (pages if one.kind == SearchEntry.Kind.PAGE else documents).get(one.object_id)
        entry = entries.get(one.entry_id)
        if target is None or entry is None:
            continue
        is_page = one.kind == SearchEntry.Kind.PAGE
        results.append(
            Result(
                title=marked(entry.title, answer),
                excerpt=excerpt(entry.text, answer),
                url=target.get_url(request) if is_page else target.url,
                file_size=None if is_page else target.file_size,
            )
        )
    return results


def marked(text: str, answer: Answer) -> list[Part]:
    """Return a text in pieces, the searched words apart."""
    parts, end = [], 0
    for start, stop in _hits(text, answer):
        parts += [Part(text[end:start])] if start > end else []
        parts.append(Part(text[start:stop], is_hit=True))
        end = stop
    return [*parts, Part(text[end:])] if end < len(text) else parts


def _hits(text: str, answer: Answer) -> list[tuple[int, int]]:
    found = tokens(text, answer.language)
    return [(token.start, token.end) for token in found if not answer.terms.isdisjoint(token.terms)]


def excerpt(text: str, answer: Answer) -> list[Part]:
    """Return the passage with the most different searched words, cut to what can be read at a glance."""
    passages = text[:READ].split("\n")
    best, most = 0, 0
    for place, passage in enumerate(passages):
        said = {term for token in tokens(passage, answer.language) for term in token.terms}
        if (count := len(said & answer.terms)) > most:
            best, most = place, count
    chosen = passages[best]
    for passage in passages[best + 1 :]:
        if len(chosen) >= SHORT:
            break
        chosen = f"{chosen} … {passage}"
    return marked(_cut(chosen, _hits(chosen, answer)), answer)


def _cut(text: str, hits: list[tuple[int, int]]) -> str:
    """Shorten a text around its first searched word, between words."""
    if len(text) <= LONGEST:
        return text
    start = 0
    if hits and hits[0][0] > BEFORE * 2:
        start = text.find(" ", hits[0][0] - BEFORE) + 1
    end = len(text) if len(text) - start <= LONGEST else text.rfind(" ", start + 1, start + LONGEST)
    end = end if end > start else start + LONGEST
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
