"""Links in rich text lead to the page in the reader's language."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .visibility import visible


class TranslatedPageLinkHandler(PageLinkHandler):
    """Finds the live translation of every linked page in one query; without one, the original."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        wanted = [cls._number(attrs) for attrs in attrs_list]
        keys = Page.objects.filter(pk__in=filter(None, wanted)).values("translation_key")
        pages = visible(Page.objects.filter(translation_key__in=keys)).select_related("locale")
        by_pk = {page.pk: page for page in pages}
        language = get_language()
        translated = {page.translation_key: page for page in pages if page.locale.language_code == language}
        links = []
        for pk in wanted:
            original = by_pk.get(pk)
            page = translated.get(original.translation_key, original) if original else None
            links.append(f'<a href="{escape(page.url)}">' if page else "<a>")
        return links

    @staticmethod
    def _number(attrs: dict) -> int | None:
        value = str(attrs.get("id", ""))
        return int(value) if value.isdigit() else None
