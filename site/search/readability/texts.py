"""The text of a page as it is read: passage by passage, from the fields that search looks into."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField
from wagtail.models import Page

_END_OF_PASSAGE = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")
# For search engines, or the same in every language.
_NOT_READ = {"seo_title", "search_description", "slug"}


def passages_of(page: Page) -> Iterator[str]:
    """Give each passage of a page that readers see; words of links and buttons are among them."""
    page = page.specific
    for field in type(page).get_searchable_search_fields():
        name = field.field_name
        value = None if name in _NOT_READ else getattr(page, name, None)
        if isinstance(value, StreamValue):
            yield from _block_passages(value.stream_block, value)
        elif isinstance(value, str):
            is_rich = isinstance(type(page)._meta.get_field(name), RichTextField)
            yield from _rich_passages(value) if is_rich else [value]


def _rich_passages(source: str) -> Iterator[str]:
    for part in _END_OF_PASSAGE.split(source):
        yield unescape(strip_tags(part))


def _block_passages(block: blocks.Block, value) -> Iterator[str]:
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _block_passages(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _block_passages(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _block_passages(block.child_block, item)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _rich_passages(value.source if value else "")
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield value or ""
