"""What the page frame needs: navigation, names of languages, pictures in modern formats."""

from django import template
from django.utils.translation import get_language
from wagtail.models import Page

from languages.codes import html_code
from pages.navigation import SiteNavigation

register = template.Library()


@register.simple_tag(takes_context=True)
def site_navigation(context) -> SiteNavigation:
    """Return the navigation of this request's page, made once."""
    request = context["request"]
    page = context.get("page") if isinstance(context.get("page"), Page) else None
    if getattr(request, "site_navigation", None) is None:
        request.site_navigation = SiteNavigation(request, page)
    return request.site_navigation


@register.simple_tag
def html_language() -> str:
    """Return the tag of the active language for ``lang``."""
    return html_code(get_language() or "sl")


@register.filter
def is_within(page: Page, other: Page | None) -> bool:
    """Say whether ``other`` is this page or stands below it, so that the menu can mark it."""
    return other is not None and bool(other.path) and other.path.startswith(page.path)
