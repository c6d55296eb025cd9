"""Links in rich text lead to the page in the reader's language."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from . import tree


class TranslatedPageLinkHandler(PageLinkHandler):
    """Writes the address of the linked page in the active language; a page that is not there is no link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pages = tree.translated(cls._number(attrs) for attrs in attrs_list)
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in pages]

    @staticmethod
    def _number(attrs: dict) -> int | None:
        value = str(attrs.get("id", ""))
        return int(value) if value.isdigit() else None
