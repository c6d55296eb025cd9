"""The index follows what editors do, in the same transaction where there is one.

Whoever loads many pages in bulk rebuilds the index afterwards.
"""

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, get_page_models
from wagtail.signals import page_published, page_unpublished, post_page_move

from languages.translations.states import postponed

from .indexing import index_document, index_page, index_pages, remove
from .models import SearchEntry
from .sources import documents_of


def page_saved(instance: Page, raw: bool = False, update_fields=None, **kwargs) -> None:
    """Index a page that was saved as a whole. Drafts are saved field by field, and are not for readers."""
    if not raw and update_fields is None and instance.depth and not postponed():
        index_page(instance)


def page_shown_or_hidden(instance: Page, **kwargs) -> None:
    """Index a page, and the documents that are found through it: only now is it known what it links to."""
    if postponed():
        return
    index_page(instance)
    for document in documents_of(instance):
        index_document(document)


def page_moved(instance: Page, **kwargs) -> None:
    """Look again at a page and all below it: a restriction may stand above the new place, or the old one."""
    index_pages(Page.objects.get(pk=instance.pk).get_descendants(inclusive=True))


def page_deleted(instance: Page, **kwargs) -> None:
    remove(kind=SearchEntry.Kind.PAGE, object_ids=[instance.pk])


def restriction_changed(instance: PageViewRestriction, **kwargs) -> None:
    # The page may be gone, and its restrictions with it.
    if page := Page.objects.filter(pk=instance.page_id).first():
        index_pages(page.get_descendants(inclusive=True))


def document_saved(instance, raw: bool = False, **kwargs) -> None:
    if not raw:
        index_document(instance)


def document_deleted(instance, **kwargs) -> None:
    remove(kind=SearchEntry.Kind.DOCUMENT, object_ids=[instance.pk])


def collection_restriction_changed(instance: CollectionViewRestriction, **kwargs) -> None:
    below = instance.collection.get_descendants(inclusive=True)
    for document in get_document_model().objects.filter(collection__in=below):
        index_document(document)


def connect() -> None:
    """Connect every handler; called when all models are known."""
    for model in get_page_models():
        post_save.connect(page_saved, sender=model, dispatch_uid=f"search.saved.{model._meta.label}")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search.page_deleted")
    page_published.connect(page_shown_or_hidden, dispatch_uid="search.published")
    page_unpublished.connect(page_shown_or_hidden, dispatch_uid="search.unpublished")
    post_page_move.connect(page_moved, dispatch_uid="search.moved")
    document = get_document_model()
    post_save.connect(document_saved, sender=document, dispatch_uid="search.document_saved")
    post_delete.connect(document_deleted, sender=document, dispatch_uid="search.document_deleted")
    for name, signal in (("saved", post_save), ("deleted", post_delete)):
        for handler, model in (
            (restriction_changed, PageViewRestriction),
            (collection_restriction_changed, CollectionViewRestriction),
        ):
            signal.connect(handler, sender=model, dispatch_uid=f"search.{model._meta.model_name}.{name}")
