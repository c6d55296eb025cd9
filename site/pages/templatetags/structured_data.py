"""JSON-LD in the head of a page. It is data, not script: the content security policy lets it be."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pages.models import BasePage
from pages.structured_data import graph

register = template.Library()

# As json_script does: nothing in the data can end the element or begin another.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag(takes_context=True)
def structured_data(context) -> SafeString | str:
    """Print what this page is to machines; nothing for an address that is no page, and for a draft not yet saved."""
    page = context.get("page")
    if not isinstance(page, BasePage) or not page.pk:
        return ""
    data = graph(page, context["navigation"])
    if not data["@graph"]:
        return ""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
