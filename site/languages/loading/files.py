"""Reads content files. A translation has the shape of its original and may leave out what is not text."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# The same safe loader, ten times as fast where libyaml is there.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SOURCE = "sl"
# The names of content files, and the language each one is in.
FILES = {"sl": "sl", "en": "en", "sr": "sr-latn", "uk": "uk"}
# Not text: the same in each language, so that a translation need not repeat it.
REFERENCES = frozenset(
    [
        "booking",
        "contact_email",
        "contacts",
        "counter",
        "date",
        "date_precision",
        "duration_minutes",
        "end_year",
        "first_year",
        "funder",
        "icon",
        "image",
        "kind",
        "last_year",
        "minutes",
        "number",
        "organisation",
        "page",
        "pages",
        "programme",
        "privacy_page",
        "role",
        "scenarios",
        "several_from",
        "source_url",
        "start_year",
        "status",
        "topic",
        "value_1",
        "value_2",
        "weight",
        "website",
        "year",
        "audience",
    ]
)


class ContentError(Exception):
    """A content file that cannot be loaded; the message names the file and the place in it."""


@dataclass(frozen=True)
class Entry:
    """The content of one page or snippet.

    Attributes:
        values: for each language code, all values; those that are not text come from the original.
        digests: for each language code, the digest of the files that its values came from.
    """

    key: str
    values: dict[str, dict[str, Any]]
    digests: dict[str, str]
    common: dict[str, Any]


@dataclass(frozen=True)
class Node:
    """A page's place in the tree."""

    key: str
    model: str
    menu: bool
    parent: str | None


def read_yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise ContentError(f"{path}: {error}") from error


def digest_of(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def merge(original: Any, translation: Any, where: str) -> Any:
    """Return the translation with what it may leave out taken from the original.

    Raises:
        ContentError: where the two differ in shape, or a text is missing.
    """
    if isinstance(original, dict):
        if not isinstance(translation, dict):
            raise ContentError(f"{where}: expected {', '.join(original)}")
        if unknown := translation.keys() - original.keys():
            raise ContentError(f"{where}: not in the original: {', '.join(sorted(unknown))}")
        return {key: _member(key, value, translation, f"{where}.{key}") for key, value in original.items()}
    if isinstance(original, list):
        if not isinstance(translation, list) or len(translation) != len(original):
            raise ContentError(f"{where}: the original has {len(original)} items")
        pairs = zip(original, translation, strict=True)
        return [merge(one, other, f"{where}[{index}]") for index, (one, other) in enumerate(pairs)]
    if isinstance(original, str) and bool(original.strip()) != bool(str(translation or "").strip()):
        raise ContentError(f"{where}: empty in one language only")
    return translation


def _member(key: str, value: Any, translation: dict, where: str) -> Any:
    if key in translation:
        return merge(value, translation[key], where)
    if key in REFERENCES:
        return value
    raise ContentError(f"{where}: missing")


def page_entry(folder: Path) -> Entry:
    """Read a page's folder: one file for each language."""
    files = {language: read_yaml(folder / f"{name}.yaml") for name, language in FILES.items()}
    return _entry(folder.name, files, {}, folder)


def snippet_entry(path: Path) -> Entry:
    """Read a snippet's file: what is common at the top, then one part for each language."""
    content = read_yaml(path)
    common = {key: value for key, value in content.items() if key not in FILES}
    return _entry(path.stem, {language: content.get(name) for name, language in FILES.items()}, common, path)


def _entry(key: str, contents: dict[str, Any], common: dict, where: Path) -> Entry:
    original = contents[SOURCE]
    values = {code: merge(original, content, f"{where}:{code}") for code, content in contents.items()}
    digests = {code: digest_of(values[code], common, original) for code in values}
    return Entry(key, {code: {**common, **value} for code, value in values.items()}, digests, common)


def tree(path: Path) -> list[Node]:
    """Read the page tree, parents before their children."""
    return list(_nodes(read_yaml(path), None))


def _nodes(items: list[dict], parent: str | None) -> Iterator[Node]:
    for item in items:
        yield Node(item["page"], item["type"], bool(item.get("menu")), parent)
        yield from _nodes(item.get("children", []), item["page"])
