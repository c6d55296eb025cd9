"""Converts a page or a feed to Serbian Cyrillic, and leaves every other byte as it is.

Our own documents are valid (the tests hold them to it), so that tags can be told from text by HTML's own rules.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# Not text for people, or not ours to change. A postal address is written in the letters of its country.
KEPT = frozenset(["address", "code", "kbd", "pre", "samp", "script", "style", "textarea", "var"])
# Attributes that hold text for people; the last line is what the scripts of forms show.
TEXT_ATTRIBUTES = frozenset(
    [
        "alt",
        "aria-description",
        "aria-label",
        "aria-valuetext",
        "label",
        "placeholder",
        "summary",
        "title",
        "data-full",
        "data-invalid",
        "data-keys",
        "data-later",
        "data-missing",
        "data-one-more",
        "data-open",
        "data-today",
        "data-two-more",
        "data-warning",
        "data-where",
    ]
)
BUTTONS = frozenset(["button", "reset", "submit"])
METADATA = re.compile(r"(?:og:|twitter:)?(?:title|description|site_name|image:alt)|author|keywords")
SERBIAN, CYRILLIC = frozenset(["sr", "sr-latn", "sr-latn-rs"]), "sr-Cyrl"
# Of structured data: names of things, not words; and a person's or school's post.
KEPT_KEYS = frozenset(
    ["email", "telephone", "address", "sameAs", "eventStatus", "eventAttendanceMode", "encodingFormat"]
)

_INSIDE_TAG = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TOKEN = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[(?P<data>.*?)\]\]>|<[!?][^>]*>"
    rf"|(?P<raw_tag><(?P<raw>script|style|textarea)\b{_INSIDE_TAG}>)(?P<raw_text>.*?)(?P<raw_end></(?P=raw)\s*>)"
    rf"|</(?P<end>[a-z][^\s>]*)\s*>|(?P<tag><(?P<name>[a-z][^\s/>]*){_INSIDE_TAG}>)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<start>\s(?P<name>[^\s=>"'/]+)\s*=\s*)(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL
)


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """How a document is converted.

    Attributes:
        text: converts text, which may hold character references.
        address: converts an address of this site.
        is_feed: HTML inside the document is escaped, and addresses stand as text.
    """

    text: Callable[[str], str]
    address: Callable[[str], str]
    is_feed: bool = False


def convert_document(markup: str, how: Conversion) -> str:
    """Return a document with its Serbian Latin text converted, its links to Serbian pages leading on in Cyrillic.

    Elements in another language, those with ``translate="no"``, what people typed into a form and the values that it
    sends stay. A link with ``hreflang`` leads to another language or script: its address stays, and so does its name
    where it has a ``lang`` of its own.
    """
    return "".join(_parts(markup, how))


def _parts(markup: str, how: Conversion) -> Iterator[str]:
    # Open elements: each with whether its text is converted.
    around: list[tuple[str, bool]] = [("", True)]
    at = 0
    for token in _TOKEN.finditer(markup):
        yield _text(markup[at : token.start()], how, converts=around[-1][1])
        at = token.end()
        if token["name"]:
            tag = token["tag"]
            written, converts = _start_tag(tag, token["name"].lower(), how, around[-1][1])
            yield written
            if not tag.endswith("/>") and (how.is_feed or token["name"].lower() not in VOID):
                around.append((token["name"].lower(), converts))
        elif token["end"]:
            _close(around, token["end"].lower())
            yield token[0]
        elif token["raw"]:
            yield _start_tag(token["raw_tag"], token["raw"].lower(), how, around[-1][1])[0]
            is_data = "application/ld+json" in token["raw_tag"]
            yield _structured_data(token["raw_text"], how) if is_data else token["raw_text"]
            yield token["raw_end"]
        elif token["data"] and around[-1][1]:
            yield f"<![CDATA[{convert_document(token['data'], Conversion(text=how.text, address=how.address))}]]>"
        else:
            yield token[0]
    yield _text(markup[at:], how, converts=around[-1][1])


def _close(around: list[tuple[str, bool]], name: str) -> None:
    """Close the nearest open element with a name, and those in it that are closed without a tag."""
    for index in range(len(around) - 1, 0, -1):
        if around[index][0] == name:
            del around[index:]
            return


def _text(raw: str, how: Conversion, *, converts: bool) -> str:
    stripped = raw.strip()
    if not stripped or not converts:
        return raw
    if stripped.lower() in SERBIAN:
        return raw.replace(stripped, CYRILLIC)
    if how.is_feed and stripped.startswith(("http://", "https://")):
        return raw.replace(stripped, how.address(stripped))
    if how.is_feed and "&lt;" in raw:
        inner = Conversion(text=how.text, address=how.address)
        return escape(convert_document(unescape(raw), inner), quote=False)
    return how.text(raw)


def _start_tag(tag: str, name: str, how: Conversion, converts_around: bool) -> tuple[str, bool]:
    """Return a tag with its attributes converted, and whether the text inside of it is to be converted."""
    attributes = {match["name"].lower(): match["value"] for match in _ATTRIBUTE.finditer(tag)}
    language = attributes.get("lang") or attributes.get("xml:lang")
    converts = language.lower() in SERBIAN if language else converts_around
    leads_elsewhere = "hreflang" in attributes
    named_elsewhere = leads_elsewhere and bool(language)
    if named_elsewhere or attributes.get("translate") == "no" or (name in KEPT and not how.is_feed):
        converts = False
    # What stands in a text field was typed; the hint in it is ours.
    is_ours = converts_around if name == "textarea" else converts
    texts = _names_of_texts(name, attributes) if is_ours else frozenset()

    def attribute(match: re.Match) -> str:
        key, value = match["name"].lower(), match["value"]
        if key in texts:
            value = how.text(value)
        elif key in ("lang", "xml:lang") and value.lower() in SERBIAN and not leads_elsewhere:
            value = CYRILLIC
        elif key != "value" and not leads_elsewhere:
            value = how.address(value)
        return f"{match['start']}{match['quote']}{value}{match['quote']}"

    return _ATTRIBUTE.sub(attribute, tag), converts


def _names_of_texts(name: str, attributes: dict[str, str]) -> frozenset[str]:
    """Return which attributes of an element hold text of ours."""
    if name == "input" and attributes.get("type") in BUTTONS:
        return TEXT_ATTRIBUTES | {"value"}
    if name == "meta" and METADATA.fullmatch(attributes.get("name") or attributes.get("property") or ""):
        return TEXT_ATTRIBUTES | {"content"}
    return TEXT_ATTRIBUTES


def _structured_data(raw: str, how: Conversion) -> str:
    """Convert the words in JSON-LD; types, addresses and what cannot be read stay."""

    def value(item: Any, key: str = "") -> Any:
        if isinstance(item, dict):
            return {name: value(member, name) for name, member in item.items()}
        if isinstance(item, list):
            return [value(member, key) for member in item]
        if not isinstance(item, str) or key in KEPT_KEYS:
            return item
        if key.startswith("@") or item.startswith(("http://", "https://", "/")):
            return how.address(item)
        return CYRILLIC if item.lower() in SERBIAN else how.text(item)

    try:
        content = json.loads(raw)
    except ValueError:
        return raw
    # As django.utils.html.json_script does, so that nothing in it can end the element.
    written = json.dumps(value(content), ensure_ascii=False)
    return written.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
