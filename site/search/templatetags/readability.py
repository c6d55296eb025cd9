"""The figures of a page in the CMS's panel of checks."""

from django import template
from wagtail.models import Page

from search.readability.editor import readability_of
from search.readability.meaning import meaning_of

register = template.Library()


@register.inclusion_tag("search/readability_panel.html")
def published_readability(instance) -> dict:
    """Show the figures of the published page, and its hardest sentences; nothing for what is no page."""
    kept = readability_of(instance) if isinstance(instance, Page) else None
    return {"kept": kept, "meaning": meaning_of(kept.lix) if kept else ""}
