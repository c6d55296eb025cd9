"""Finds and changes the links in a document, and leaves every other byte as it is.

Our own documents are valid (the tests hold them to it), so that tags can be told from text by HTML's own rules.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import escape, unescape

Change = Callable[[str], str]

HTML, CSS, SVG = "text/html", "text/css", "image/svg+xml"
XML = frozenset(["application/xml", "text/xml", "application/atom+xml"])
ATTRIBUTES = frozenset(["action", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"])

_INSIDE_TAG = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TOKEN = re.compile(
    rf"<!--.*?-->|(?P<raw><(?P<name>script|style|textarea)\b{_INSIDE_TAG}>)(?P<text>.*?)(?=</(?P=name)\s*>)"
    rf"|(?P<tag><[a-z]{_INSIDE_TAG}>)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<start>\s(?P<name>[^\s=>"'/]+)\s*=\s*)(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL
)
# One size of a picture: what is behind its address says how wide it is.
_CANDIDATE = re.compile(r"(?P<start>(?:^|,)\s*)(?P<link>[^\s,]+)")
_CSS = re.compile(
    r"""(?P<start>url\(\s*["']?|@import\s+["'])(?P<value>[^"')]+)(?P<end>["']?\s*\)|["'])""", re.IGNORECASE
)
# An address in an attribute, also of HTML that is escaped inside a feed, or alone in an element.
_XML = re.compile(r'(?P<start>\s(?:href|src)="|<(?:loc|icon|logo)>)(?P<value>[^"<]*)(?P<end>"|<)')


def with_links(text: str, kind: str, change: Change) -> str:
    """Return a document in which each link is what ``change`` makes of it. Other kinds of files have no links.

    Args:
        text: the document.
        kind: its media type.
        change: takes a link without character references; called for each, in their order.
    """
    if kind in (HTML, SVG):
        return _TOKEN.sub(lambda token: _tag(token, change), text)
    if kind == CSS:
        return _CSS.sub(lambda match: match["start"] + change(match["value"]) + match["end"], text)
    if kind in XML:
        return _XML.sub(lambda match: match["start"] + _changed(match["value"], change) + match["end"], text)
    return text


def _changed(value: str, change: Change) -> str:
    """Return an escaped link changed; one that stays is left as it was written."""
    link = unescape(value)
    changed = change(link)
    return value if changed == link else escape(changed)


def _tag(token: re.Match, change: Change) -> str:
    tag = token["tag"] or token["raw"]
    if not tag:
        return token[0]
    text = token["text"] or ""
    if "application/ld+json" in tag:
        for address in addresses_in_data(text):
            change(address)
    is_meta = tag.lower().startswith("<meta ")

    def attribute(match: re.Match) -> str:
        name, value = match["name"].lower(), match["value"]
        if name == "srcset":
            value = _CANDIDATE.sub(lambda size: size["start"] + _changed(size["link"], change), value)
        elif name in ATTRIBUTES or (is_meta and name == "content" and value.startswith(("https://", "http://"))):
            value = _changed(value, change)
        return f"{match['start']}{match['quote']}{value}{match['quote']}"

    return _ATTRIBUTE.sub(attribute, tag) + text


def addresses_in_data(text: str) -> Iterator[str]:
    """Give the full addresses in JSON-LD; those with a fragment are names of things and lead nowhere."""

    def walk(item) -> Iterator[str]:
        if isinstance(item, str):
            if item.startswith(("https://", "http://")) and "#" not in item:
                yield item
        elif isinstance(item, dict | list):
            for member in item.values() if isinstance(item, dict) else item:
                yield from walk(member)

    try:
        yield from walk(json.loads(text))
    except ValueError:
        return
