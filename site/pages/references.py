"""What pages refer to, as Wagtail's index knows: a part of other queries, never one of its own."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

# Fields that are no link for readers.
NO_LINKS = ("programme", "locale")


def referenced(model: type[Model], keys: Iterable[str] | QuerySet) -> QuerySet:
    """Return the primary keys of a model's records that pages refer to.

    Args:
        keys: the primary keys of these pages, as text.
    """
    # The index names the original of a multi-table page: its base content type is that of Page itself.
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=keys,
        to_content_type=ContentType.objects.get_for_model(model),
    ).exclude(model_path__in=NO_LINKS)
    return references.values(key=Cast("to_object_id", BigIntegerField()))
