"""Which pages any reader may see."""

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import PageViewRestriction


def is_restricted() -> Exists:
    """Return a condition on pages: there is a restriction on them or above them.

    Works within the query for the pages: Wagtail's ``public`` asks for all restrictions first.
    """
    restrictions = PageViewRestriction.objects.annotate(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    return Exists(restrictions.filter(below__startswith=F("page__path")))


def published(pages: QuerySet) -> QuerySet:
    """Return live pages in languages that are on; some may have a restriction."""
    # A language without a record is on.
    off = Q(locale__site_language__is_on=False) & ~Q(locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(~off, live=True)


def visible(pages: QuerySet) -> QuerySet:
    """Return live pages in languages that are on, without a restriction on them or above them."""
    return published(pages).filter(~is_restricted())
