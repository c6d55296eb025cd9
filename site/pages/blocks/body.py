"""The blocks a page's body is made of. No raw HTML."""

from wagtail import blocks

from .data import ChartBlock, FiguresBlock, TableBlock
from .explain import CalloutBlock, DisclosureBlock, ThreeElementsBlock
from .guide import ChecklistBlock, ScenarioBlock, SignListBlock, StepsBlock
from .links import CallToActionBlock, ContactsBlock, DownloadsBlock, RelatedPagesBlock
from .media import PictureBlock
from .text import HeadingBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Every block that may stand in running content."""

    heading = HeadingBlock()
    text = TextBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    three_elements = ThreeElementsBlock()
    disclosure = DisclosureBlock()
    checklist = ChecklistBlock()
    sign_list = SignListBlock()
    steps = StepsBlock()
    scenario = ScenarioBlock()
    picture = PictureBlock()
    table = TableBlock()
    figures = FiguresBlock()
    chart = ChartBlock()
    call_to_action = CallToActionBlock()
    contacts = ContactsBlock()
    downloads = DownloadsBlock()
    related_pages = RelatedPagesBlock()
