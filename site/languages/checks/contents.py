"""What readers meet in a page or record: its texts, and the figures of fields that nobody translates."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# Figures that only the CMS uses.
_NOT_FOR_READERS = {"sort_order"}
_FIGURES = (int, float, Decimal, datetime.date)


@dataclass
class Contents:
    """Texts and values by their path; ``names`` has the path of a value in names of fields.

    Attributes:
        texts: for each path its strings, each with the address of the links in it by their id.
        values: figures, dates and numbers that are the same in each language.
    """

    texts: dict[str, list[tuple[str, dict[str, str]]]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """Return the strings of a place, one on each line."""
        return "\n".join(html for html, _links in self.texts.get(path, []))


def contents_of(instance: models.Model) -> Contents:
    """Read a page or record as readers have it; what was never published is read as its latest draft."""
    if isinstance(instance, DraftStateMixin) and not instance.live:
        instance = instance.get_latest_revision_as_object()
    contents = Contents()
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            links = {key: attrs.get("href", "") for key, attrs in (segment.attrs or {}).items()}
            contents.texts.setdefault(segment.path, []).append((segment.string.data, links))
    for path, names, value in _values(instance):
        contents.values[path], contents.names[path] = value, names
    return contents


def _values(instance: models.Model) -> Iterator[tuple[str, str, str]]:
    """Yield path, names and value of each figure in what is not text."""
    for translatable in get_translatable_fields(type(instance)):
        model_field = translatable.get_field(type(instance))
        if isinstance(model_field, StreamField):
            value = model_field.value_from_object(instance)
            for path, names, figure in _figures(value.stream_block, value, [], []):
                yield ".".join([model_field.name, *path]), ".".join([model_field.name, *names]), str(figure)
        elif isinstance(translatable, SynchronizedField) and _may_hold_figures(model_field):
            yield model_field.name, model_field.name, model_field.value_to_string(instance)


def _may_hold_figures(model_field: models.Field) -> bool:
    kinds = models.CharField | models.TextField | models.IntegerField | models.DecimalField | models.DateField
    return (
        isinstance(model_field, kinds)
        and not isinstance(model_field, models.URLField | models.EmailField | models.DateTimeField)
        and not model_field.choices
        and model_field.name not in _NOT_FOR_READERS
    )


def _figures(block, value, path: list[str], names: list[str]) -> Iterator[tuple[list[str], list[str], object]]:
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _figures(child, value.get(name), [*path, name], [*names, name])
    elif isinstance(block, blocks.ListBlock):
        for bound in value.bound_blocks:
            yield from _figures(block.child_block, bound.value, [*path, bound.id], [*names, "item"])
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _figures(child.block, child.value, [*path, child.id], [*names, child.block_type])
    elif isinstance(value, _FIGURES) and not isinstance(value, bool):
        yield path, names, value
