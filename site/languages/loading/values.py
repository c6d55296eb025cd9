"""Turns values of content files into field values, guided by the fields and blocks themselves."""

import json
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from .files import ContentError
from .markdown import rich_text

NAMESPACE = uuid.UUID("8b0f6a4e-6a1c-4c1e-9a55-9d3f0c6c2b10")

# Finds the primary key of a page, picture or snippet by its content key.
Finder = Callable[[type[models.Model], str], str]


class Values:
    """Makes values for one object. Block ids depend on the place alone, so that translations stay attached."""

    def __init__(self, *, scope: str, find: Finder, page_ids: dict[str, str]):
        self.scope = scope
        self.find = find
        self.page_ids = page_ids

    def field(self, field: models.Field, value: Any) -> Any:
        """Return what to assign to a model field's ``attname``."""
        if isinstance(field, StreamField):
            return json.dumps(self._stream(field.stream_block, value or [], field.name))
        if isinstance(field, RichTextField):
            return rich_text(value, self.page_ids)
        if isinstance(field, models.ForeignKey):
            return self.find(field.related_model, value) if value else None
        if isinstance(field, models.DateField):
            return date.fromisoformat(str(value)) if value else None
        if isinstance(field, models.CharField | models.TextField):
            return "" if value is None else str(value).strip()
        return value

    def _id(self, *path: Any) -> str:
        return str(uuid.uuid5(NAMESPACE, "/".join([self.scope, *map(str, path)])))

    def _stream(self, block: blocks.StreamBlock, items: list, path: str) -> list[dict]:
        """Return raw stream data; where only one type of block is allowed, items need not name it."""
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        raw = []
        for index, item in enumerate(items):
            name, value = (only, item) if only else next(iter(item.items()))
            if name not in block.child_blocks:
                raise ContentError(f"{self.scope}: no block is called {name!r}")
            place = f"{path}/{index}"
            raw.append(
                {
                    "type": name,
                    "id": self._id(place),
                    "value": self._block(block.child_blocks[name], value, place),
                }
            )
        return raw

    def _block(self, block: blocks.Block, value: Any, path: str) -> Any:
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value, path)
        if isinstance(block, blocks.ListBlock):
            return [
                {
                    "type": "item",
                    "id": self._id(path, index),
                    "value": self._block(block.child_block, item, f"{path}/{index}"),
                }
                for index, item in enumerate(value or [])
            ]
        if isinstance(block, blocks.RichTextBlock):
            return rich_text(value, self.page_ids)
        if isinstance(block, blocks.PageChooserBlock):
            return self.find(Page, value) if value else None
        if isinstance(block, blocks.ChooserBlock):
            return self.find(block.model_class, value) if value else None
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return "" if value is None else str(value).strip()
        return value

    def _struct(self, block: blocks.StructBlock, value: Any, path: str) -> dict:
        children = block.child_blocks
        if not isinstance(value, dict):
            # A table's row is written as a plain list of cells.
            value = {next(iter(children)): value}
        if unknown := value.keys() - children.keys():
            raise ContentError(f"{self.scope} {path}: no field is called {', '.join(sorted(unknown))}")
        return {name: self._block(child, value.get(name), f"{path}/{name}") for name, child in children.items()}
