"""What can be found: the texts of a page or a document, sorted by how much they say about it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from pages.visibility import visible

from .analysis import index_language
from .documents import text_of
from .models import SearchEntry

# Fields that say in a few words what a page is about.
_LEADS = ("lead", "search_description", "seo_title")


@dataclass(frozen=True, kw_only=True)
class Source:
    """All that one entry of the index is made from.

    Attributes:
        leads: what it is about, in a few words; the first of them stands for the whole where nothing else does.
        file_hash: of a document's file.
    """

    kind: int
    object_id: int
    language: str
    title: str
    leads: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    file_hash: str = ""


def visible_pages() -> QuerySet[Page]:
    """Return every page that a reader may find; the root of the tree is none."""
    return visible(Page.objects.filter(depth__gt=1))


def page_source(page: Page) -> Source:
    """Read a page by what its model says is searchable."""
    page = page.specific
    names = [field.field_name for field in type(page).get_searchable_search_fields()]
    leads = [str(getattr(page, name, "") or "") for name in _LEADS]
    headings, passages = [], []
    for name, field in zip(names, type(page).get_searchable_search_fields(), strict=True):
        if name == "title" or name in _LEADS:
            continue
        stored = getattr(page, name, None)
        if isinstance(stored, StreamValue):
            headings += [str(child.value) for child in stored if child.block_type == "heading"]
        value = field.get_value(page)
        passages += [value] if isinstance(value, str) else [str(part) for part in value or ()]
    return Source(
        kind=SearchEntry.Kind.PAGE,
        object_id=page.pk,
        language=index_language(page.locale.language_code),
        title=page.title,
        leads=tuple(filter(None, leads)),
        headings=tuple(headings),
        passages=tuple(filter(None, passages)),
    )


def document_sources(document) -> list[Source]:
    """Read a document once for each language in which it can be found; nothing of one that is not for everybody."""
    if not document.file or _is_restricted(document):
        return []
    known = SearchEntry.objects.filter(kind=SearchEntry.Kind.DOCUMENT, object_id=document.pk)
    known = known.filter(source=document.file_hash).values_list("text", flat=True)
    text = known.first() if document.file_hash else None
    passages = tuple((text_of(document) if text is None else text).split("\n"))
    return [
        Source(
            kind=SearchEntry.Kind.DOCUMENT,
            object_id=document.pk,
            language=language,
            title=document.title,
            passages=passages,
            file_hash=document.file_hash,
        )
        for language in _languages_of(document)
    ]


def _is_restricted(document) -> bool:
    above = document.collection.get_ancestors(inclusive=True)
    return CollectionViewRestriction.objects.filter(collection__in=above).exists()


def _languages_of(document) -> list[str]:
    """Return the languages of the pages that lead to a document; all of them where no page does."""
    of_pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=of_pages)
    pages = references.values(page_id=Cast("object_id", BigIntegerField()))
    codes = visible_pages().filter(pk__in=pages).values_list("locale__language_code", flat=True).distinct()
    everywhere = [code for code, _name in settings.LANGUAGES]
    return sorted({index_language(code) for code in list(codes) or everywhere})


def documents_of(page: Page) -> QuerySet:
    """Return the documents that a page leads to."""
    model = get_document_model()
    references = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type__app_label=model._meta.app_label, to_content_type__model=model._meta.model_name
    )
    return model.objects.filter(pk__in=references.values(document_id=Cast("to_object_id", BigIntegerField())))
