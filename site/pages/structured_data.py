"""What a page is to machines: nodes of schema.org, printed as JSON-LD. They say nothing that readers do not see.

A kind of page adds its own by ``BasePage.structured_data``; breadcrumbs and questions are found here for all.
"""

from collections.abc import Iterator

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from languages.codes import html_code

from .blocks.reading import blocks_of_type
from .models import BasePage
from .navigation import SiteNavigation, absolute

CONTEXT = "https://schema.org"
QUESTIONS_BLOCK = "disclosure"


def organisation_id() -> dict[str, str]:
    """Return a reference to the organisation, for pages whose graph holds it."""
    return {"@id": absolute("/#organisation")}


def organisation(navigation: SiteNavigation) -> dict:
    """Return the organisation as its own record in this language says."""
    record = navigation.organisation
    node = {
        "@type": "NGO",
        **organisation_id(),
        "name": record.name if record else settings.WAGTAIL_SITE_NAME,
        "url": absolute(navigation.home_url),
        "logo": {"@type": "ImageObject", "url": absolute(static("favicon.svg"))},
    }
    if record is None:
        return node
    optional = {
        "alternateName": record.tagline,
        "email": record.email,
        "address": record.address,
        "sameAs": [address for _name, address in record.social_links],
    }
    return {**node, **{key: value for key, value in optional.items() if value}}


def website(navigation: SiteNavigation) -> dict:
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute(navigation.home_url),
        "inLanguage": [html_code(code) for code, _name in settings.LANGUAGES],
        "publisher": organisation_id(),
    }


def breadcrumbs(page: Page, navigation: SiteNavigation) -> dict | None:
    """Return the way from the home page to this one, in the words that readers see; None for the home page."""
    above = navigation.breadcrumbs
    if not above:
        return None
    names = [_("Home"), *(item.title for item in above[1:]), page.title]
    addresses = [*(absolute(item.url) for item in above), navigation.canonical]
    steps = enumerate(zip(names, addresses, strict=True), start=1)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in steps
        ],
    }


def questions(page: Page, navigation: SiteNavigation) -> dict | None:
    """Return the questions that a page answers; None where it has none."""
    entities = [
        {
            "@type": "Question",
            "name": item["summary"],
            "acceptedAnswer": {"@type": "Answer", "text": _plain(item["text"].source)},
        }
        for item in _disclosures(page)
        if item["summary"].rstrip().endswith("?")
    ]
    if not entities:
        return None
    return {
        "@type": "FAQPage",
        "url": navigation.canonical,
        "inLanguage": html_code(navigation.language),
        "mainEntity": entities,
    }


def _plain(rich_text: str) -> str:
    return " ".join(get_text_for_indexing(rich_text).split())


def _disclosures(page: Page) -> Iterator:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in blocks_of_type(getattr(page, field.name), QUESTIONS_BLOCK):
                yield from block.value


def graph(page: BasePage, navigation: SiteNavigation) -> dict:
    """Return all that a page says to machines."""
    nodes = [breadcrumbs(page, navigation), *page.structured_data(navigation), questions(page, navigation)]
    return {"@context": CONTEXT, "@graph": [node for node in nodes if node]}
