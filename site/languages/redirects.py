"""Redirects from old addresses. Wagtail makes them; here goes one that would lead from a page's address elsewhere."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def forget_redirects_from(*, page: Page, with_descendants: bool = False) -> None:
    """Delete redirects, made by themselves, from the address that a page has now.

    So no redirect leads round in a circle when an address is used again, not even to an unpublished page.
    """
    pages = [page]
    if with_descendants:
        pages += page.get_descendants().select_related("locale")
    paths = [Redirect.normalise_path(parts[2]) for one in pages if (parts := one.get_url_parts()) and parts[2]]
    Redirect.objects.filter(automatically_created=True, old_path__in=paths).delete()
