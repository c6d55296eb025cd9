"""Which pages any reader may see."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction


def visible(pages: QuerySet) -> QuerySet:
    """Return live pages without a restriction on them or above them.

    Does what ``live().public()`` does, within the same query: Wagtail's ``public`` asks for all restrictions first.
    """
    restrictions = PageViewRestriction.objects.annotate(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(below__startswith=F("page__path"))
    return pages.filter(~Exists(restrictions), live=True)
