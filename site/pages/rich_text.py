"""Links in rich text: pages in the reader's language, documents read together."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from . import records, tree


class TranslatedPageLinkHandler(PageLinkHandler):
    """Writes the address of the linked page in the active language; a page that is not there is no link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        pages = tree.translated(_number(attrs) for attrs in attrs_list)
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in pages]


class KnownDocumentLinkHandler(DocumentLinkHandler):
    """Writes the address of a linked document as Wagtail does, without a query for each text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list:
        return records.find(cls.get_model(), [_number(attrs) for attrs in attrs_list])


def _number(attrs: dict) -> int | None:
    value = str(attrs.get("id", ""))
    return int(value) if value.isdigit() else None
