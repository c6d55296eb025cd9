"""The pages that a page links to, read once for a request instead of once for each link.

Rich text, choosers and lists of related pages all ask here. Outside a reader's request nothing is kept.
"""

from collections.abc import Iterable
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.core.signals import request_finished, request_started
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.models import Page, ReferenceIndex

from .visibility import visible


class LinkTargets:
    """Pages by primary key, and their visible translations by translation key and language."""

    def __init__(self):
        self.by_pk: dict[int, Page] = {}
        self.translations: dict[tuple, Page] = {}

    def load(self, pks: Iterable[int] | QuerySet) -> None:
        """Read pages with all their visible translations in one query."""
        keys = Page.objects.filter(pk__in=pks).values("translation_key")
        for page in visible(Page.objects.filter(translation_key__in=keys)).select_related("locale"):
            self.by_pk[page.pk] = page
            self.translations[page.translation_key, page.locale.language_code] = page

    def translated(self, pk: int | None) -> Page | None:
        """Return the visible page in the active language that translates (or is) the page with this key."""
        original = self.by_pk.get(pk)
        return self.translations.get((original.translation_key, get_language())) if original else None


_current: ContextVar[LinkTargets | None] = ContextVar("link_targets", default=None)


def keep_for(*pages: Page) -> None:
    """Read everything that pages link to, for the rest of this request."""
    targets = LinkTargets()
    # The index names the original of a multi-table page: its base content type is that of Page itself.
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        to_content_type=ContentType.objects.get_for_model(Page),
    ).exclude(model_path__in=("programme", "locale"))
    targets.load(references.values(pk_of_target=Cast("to_object_id", BigIntegerField())))
    _current.set(targets)


def known_pages() -> dict[int, Page]:
    """Return the pages read for this request; empty outside of one."""
    targets = _current.get()
    return targets.by_pk if targets else {}


def translated(pks: Iterable[int | None]) -> list[Page | None]:
    """Return, for each primary key, the visible page in the active language; missing ones are read in one query."""
    pks = list(pks)
    targets = _current.get() or LinkTargets()
    missing = {pk for pk in pks if pk and pk not in targets.by_pk}
    if missing:
        targets.load(missing)
    return [targets.translated(pk) for pk in pks]


def _forget(**kwargs) -> None:
    _current.set(None)


request_started.connect(_forget, dispatch_uid="pages.link_targets.started")
request_finished.connect(_forget, dispatch_uid="pages.link_targets.finished")
