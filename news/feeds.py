"""News as an Atom feed (RFC 4287), one for each language, with the words of the articles and full addresses."""

import re
import uuid
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.http import http_date, quote_etag
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages.codes import html_code
from pages.models import Organisation
from pages.navigation import absolute
from pages.tree import read_links_of
from pages.visibility import visible

from .models import DatePrecision, NewsIndexPage, NewsPage

ARTICLES = 20
KEPT_SECONDS = 300
# Blocks that are words alone; contacts, buttons and charts need the page around them.
WORDS = {"heading", "text", "quote", "callout", "checklist", "sign_list", "steps", "disclosure", "table"}

_ROOTED = re.compile(r'(?<= href=")/(?!/)')
# XML cannot hold these, whatever an editor has pasted.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NewsFeed(Atom1Feed):
    """Django's Atom feed, with a plain summary, the content beside it, and an age that does not depend on now."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=self.feed["changed"])


def latest_articles(language: str) -> list[NewsPage]:
    """Return the latest articles that any reader may see, newest first."""
    articles = visible(NewsPage.objects.filter(locale__language_code=language)).select_related("locale", "topic")
    return list(articles.order_by("-date", "-pk")[:ARTICLES])


def stable_id(page) -> str:
    """Return an id that stays when the title, the address or the host changes; another one for each language."""
    return uuid.uuid5(page.translation_key, html_code(page.locale.language_code)).urn


def content_of(article: NewsPage) -> str:
    """Return the lead and the words of an article as HTML without relative links."""
    blocks = [article.body[n].render() for n, raw in enumerate(article.body.raw_data) if raw["type"] in WORDS]
    address = absolute(article.url)
    lead = format_html("<p><strong>{}</strong></p>", article.lead)
    more = format_html('<p><a href="{}">{}</a></p>', address, _("Read the article on our site"))
    html = mark_safe("\n".join([lead, *blocks, more]))  # noqa: S308
    return _ROOTED.sub(absolute("/"), html)


def feed_of(language: str, address: str) -> NewsFeed:
    """Return the feed of a language; without articles it is empty, and valid."""
    articles = latest_articles(language)
    index = visible(NewsIndexPage.objects.filter(locale__language_code=language)).select_related("locale").first()
    organisation = Organisation.objects.filter(locale__language_code=language).first()
    name = _clean(organisation.name) if organisation else settings.WAGTAIL_SITE_NAME
    read_links_of(articles)
    home = address.removesuffix("feed/")
    feed = NewsFeed(
        title=f"{_clean(index.title)} · {name}" if index else name,
        link=absolute(index.url) if index else home,
        description=_clean(index.lead) if index else None,
        subtitle=_clean(index.lead) if index else None,
        language=html_code(language),
        author_name=name,
        author_email=organisation.email if organisation else None,
        feed_url=address,
        feed_guid=stable_id(index) if index else home,
        icon=absolute("/favicon.ico"),
        changed=(index and index.last_published_at) or datetime.fromtimestamp(0, UTC),
    )
    for article in articles:
        exact = article.date_precision == DatePrecision.DAY
        feed.add_item(
            title=_clean(article.title),
            link=absolute(article.url),
            description=None,
            summary=_clean(article.lead),
            content=_clean(content_of(article)),
            # A day that nobody knows is not made up.
            pubdate=datetime.combine(article.date, datetime.min.time()) if exact else None,
            updateddate=article.last_published_at or article.first_published_at or feed.feed["changed"],
            unique_id=stable_id(article),
            author_name=name,
            categories=[_clean(article.topic.name)] if article.topic else (),
        )
    return feed


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


@require_safe
def news_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the feed, or that it has not changed."""
    feed = feed_of(get_language() or settings.LANGUAGE_CODE, absolute(request.path))
    content = feed.writeString("utf-8")
    changed = feed.latest_post_date()
    etag = quote_etag(sha256(content.encode()).hexdigest()[:32])
    response = HttpResponse(content, content_type=NewsFeed.content_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return get_conditional_response(request, etag, int(changed.timestamp()), response)
