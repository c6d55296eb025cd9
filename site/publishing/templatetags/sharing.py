"""What a page says about itself to programs that show a link to it."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language
from wagtail.models import Page

from languages.codes import html_code, open_graph_locale
from pages.navigation import absolute
from publishing.share_pictures import drawing, files

register = template.Library()

# For addresses that are no page of the tree.
GENERAL_PICTURE = "share.png"


@dataclass(frozen=True)
class SharePicture:
    """The picture beside a shared link."""

    address: str
    alt: str
    width: int = drawing.SIZE[0]
    height: int = drawing.SIZE[1]


@register.simple_tag(takes_context=True)
def share_picture(context) -> SharePicture:
    """Return the picture of this page, in its language."""
    page = context.get("page")
    name = settings.WAGTAIL_SITE_NAME
    if not isinstance(page, Page) or not page.pk:
        return SharePicture(absolute(static(GENERAL_PICTURE)), name)
    address = files.address_of(page, get_language() or settings.LANGUAGE_CODE)
    return SharePicture(address, f"{name}: {files.title_on(page)}")


@register.simple_tag(takes_context=True)
def share_locales(context) -> dict[str, str | list[str]]:
    """Return the language of this page, and those in which it can be read as well."""
    current = get_language() or settings.LANGUAGE_CODE
    exact = {link.code for link in context["navigation"].languages if link.exact and not link.current}
    codes = [code for code, _name in settings.LANGUAGES if html_code(code) in exact]
    return {"current": open_graph_locale(current), "others": [open_graph_locale(code) for code in codes]}
