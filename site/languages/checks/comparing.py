"""Compares a page or record with its translation, place by place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup

from languages.models import ConsistencyFinding

from .contents import Contents
from .figures import compare_figures, phone_digits, plain
from .glossary import Glossary

Kind = ConsistencyFinding.Kind


@dataclass(frozen=True)
class Disagreement:
    """Something to look at. ``details`` is what ``messages.message_of`` turns into words."""

    kind: str
    details: dict
    path: str = ""
    source_text: str = ""
    target_text: str = ""


def compare_texts(
    *, source: str, target: str, source_code: str, code: str, glossary: Glossary
) -> Iterator[Disagreement]:
    """Compare one text with its translation: figures, then terms."""
    difference = compare_figures(source=source, target=target, source_code=source_code, target_code=code)
    if difference:
        yield Disagreement(Kind.FIGURES, {"source": list(difference.source), "target": list(difference.target)})
    for departure in glossary.departures(source=source, target=target, code=code):
        details = {"term": departure.term, "expected": departure.expected, "avoided": departure.avoided}
        yield Disagreement(Kind.GLOSSARY, details)


def compare_contents(
    *, source: Contents, target: Contents, source_code: str, code: str, glossary: Glossary, slugs: frozenset[str]
) -> Iterator[Disagreement]:
    """Compare what two languages show. A place that only one of them has is a matter of translating, not of this.

    Args:
        slugs: names of fields that hold addresses; they are not sentences.
    """
    for path in source.texts.keys() & target.texts.keys() - slugs:
        ours, theirs = source.text(path), target.text(path)
        found = [
            *compare_texts(source=ours, target=theirs, source_code=source_code, code=code, glossary=glossary),
            *_phone_links(source, target, path),
        ]
        for one in found:
            yield Disagreement(one.kind, one.details, path, plain(ours), plain(theirs))
    for path in source.values.keys() & target.values.keys():
        ours, theirs = source.values[path], target.values[path]
        if ours != theirs and re.search(r"\d", ours + theirs):
            yield Disagreement(Kind.VALUE, {"source": [ours], "target": [theirs]}, path, ours, theirs)


def links_that_differ(contents: Contents) -> Iterator[Disagreement]:
    """Find numbers that are written differently from what is dialled, in one language alone."""
    for path in contents.texts:
        for written, dialled in _wrong_links(contents, path):
            details = {"written": written, "dialled": dialled}
            yield Disagreement(Kind.PHONE, details, path, "", plain(contents.text(path)))


def _phone_links(source: Contents, target: Contents, path: str) -> Iterator[Disagreement]:
    for written, dialled in _wrong_links(target, path):
        yield Disagreement(Kind.PHONE, {"written": written, "dialled": dialled})
    ours, theirs = _dialled(source, path), _dialled(target, path)
    if ours != theirs:
        yield Disagreement(Kind.PHONE, {"source": sorted(ours - theirs), "target": sorted(theirs - ours)})


def _dialled(contents: Contents, path: str) -> set[str]:
    """Return the numbers behind the links of a place."""
    addresses = (href for _html, links in contents.texts.get(path, []) for href in links.values())
    return {phone_digits(href[4:]) for href in addresses if href.startswith("tel:")}


def _wrong_links(contents: Contents, path: str) -> Iterator[tuple[str, str]]:
    for html, links in contents.texts.get(path, []):
        if not any(href.startswith("tel:") for href in links.values()):
            continue
        for link in BeautifulSoup(html, "html.parser").find_all("a"):
            href, written = links.get(link.get("id", ""), ""), link.get_text()
            digits = phone_digits(written)
            if href.startswith("tel:") and len(digits) > 2 and digits != phone_digits(href[4:]):
                yield written, href[4:]
