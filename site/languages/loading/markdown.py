"""Markdown as translators write it, to rich text as Wagtail stores it."""

from collections.abc import Mapping
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .files import ContentError

_TAGS = {"strong": "b", "em": "i"}
_ALLOWED = {"p", "h3", "ul", "ol", "li", "strong", "em"}


def rich_text(markdown: str, page_ids: Mapping[str, str]) -> str:
    """Return Wagtail's rich text.

    Args:
        markdown: paragraphs, ``###`` headings, lists, bold, italic and links; ``page:key`` leads to a page.
        page_ids: primary keys of pages by content key.

    Raises:
        ContentError: for a link to an unknown page, or for markup that rich text does not have.
    """
    tokens = MarkdownIt("commonmark", {"html": False}).parse(markdown or "")
    return "".join(_render(token, page_ids) for token in tokens)


def _render(token: Token, page_ids: Mapping[str, str]) -> str:
    if token.type == "inline":
        return "".join(_render(child, page_ids) for child in token.children or [])
    if token.type == "text":
        return escape(token.content, quote=False)
    if token.type == "softbreak":
        return " "
    if token.type == "link_open":
        return _link(str(token.attrGet("href")), page_ids)
    if token.type == "link_close":
        return "</a>"
    if token.tag not in _ALLOWED:
        raise ContentError(f"rich text cannot hold {token.type}: {token.content[:60]}")
    if token.hidden:
        return ""
    name = _TAGS.get(token.tag, token.tag)
    return f"</{name}>" if token.nesting < 0 else f"<{name}>"


def _link(href: str, page_ids: Mapping[str, str]) -> str:
    kind, _colon, key = href.partition(":")
    if kind != "page":
        return f'<a href="{escape(href)}">'
    if key not in page_ids:
        raise ContentError(f"no page has the key {key!r}")
    return f'<a linktype="page" id="{page_ids[key]}">'
