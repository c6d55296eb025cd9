"""Which pages any reader may see."""

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction


def visible(pages: QuerySet) -> QuerySet:
    """Return live pages in languages that are on, without a restriction on them or above them.

    Does what ``live().public()`` does, within the same query: Wagtail's ``public`` asks for all restrictions first.
    """
    restrictions = PageViewRestriction.objects.annotate(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(below__startswith=F("page__path"))
    # A language without a record is on.
    off = Q(locale__site_language__is_on=False) & ~Q(locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(~Exists(restrictions), ~off, live=True)
