"""Blocks that any page may use. An app's own blocks are in its ``blocks.py``."""

from .body import BodyBlock
from .data import ChartBlock, FigureBlock, FiguresBlock, TableBlock
from .explain import CalloutBlock, DisclosureBlock, ThreeElementsBlock
from .guide import ChecklistBlock, ScenarioBlock, SignListBlock, StepsBlock
from .links import CallToActionBlock, ContactsBlock, DownloadsBlock, RelatedPagesBlock
from .media import PictureBlock
from .text import HeadingBlock, QuoteBlock, TextBlock

__all__ = [
    "BodyBlock",
    "CallToActionBlock",
    "CalloutBlock",
    "ChartBlock",
    "ChecklistBlock",
    "ContactsBlock",
    "DisclosureBlock",
    "DownloadsBlock",
    "FigureBlock",
    "FiguresBlock",
    "HeadingBlock",
    "PictureBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "ScenarioBlock",
    "SignListBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "ThreeElementsBlock",
]
