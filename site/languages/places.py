"""Where a translated text stands: the field in plain words, and what that field can hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField


@dataclass(frozen=True)
class Place:
    """A field or block that holds text.

    Attributes:
        label: its name in the language of the moment, such as ``Body › Checklist › Title``.
        max_length: how many characters fit in, ``None`` for any number.
        is_rich: whether it may hold bold text and links; anywhere else markup would be lost.
        is_multiline: whether it may hold line breaks.
        is_slug: whether it is a part of the page's address.
    """

    label: str
    max_length: int | None = None
    is_rich: bool = False
    is_multiline: bool = False
    is_slug: bool = False


def place_of(model: type[models.Model], field_path: str) -> Place:
    """Return the place that a path of names leads to; a path that the model no longer has keeps its own words."""
    try:
        steps = list(_steps(model, field_path.split(".")))
    except (FieldDoesNotExist, KeyError, AttributeError, StopIteration):
        return Place(label=field_path, is_rich=True, is_multiline=True)
    labels = [capfirst(str(label)) for label, _leaf in steps if label]
    leaf = steps[-1][1]
    is_rich = isinstance(leaf, RichTextField | blocks.RichTextBlock)
    length = getattr(leaf, "max_length", None) or getattr(getattr(leaf, "field", None), "max_length", None)
    return Place(
        label=" › ".join(labels),
        max_length=None if is_rich else length,
        is_rich=is_rich,
        is_multiline=is_rich or isinstance(leaf, models.TextField | blocks.TextBlock),
        is_slug=isinstance(leaf, models.SlugField),
    )


def _steps(model: type[models.Model], names: list[str]) -> Iterator[tuple[str, object]]:
    """Yield the label and the field or block of each step; items of a list have no label of their own."""
    field = model._meta.get_field(names[0])
    if isinstance(field, models.ManyToOneRel):
        yield field.related_model._meta.verbose_name, field
        yield from _steps(field.related_model, names[1:])
        return
    yield field.verbose_name, field
    block = field.stream_block if isinstance(field, StreamField) else None
    for name in names[1:]:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
            yield "", block
        else:
            block = block.child_blocks[name]
            yield block.label, block
