"""Shows editors of one page its figures and its hardest sentences, as published."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from languages.translations.originals import is_original
from search.models import Readability, SearchEntry


def readability_of(page: Page) -> Readability | None:
    """Return the figures of a page as readers see it; None for one that they do not see."""
    kept = Readability.objects.filter(entry__kind=SearchEntry.Kind.PAGE, entry__object_id=page.pk)
    return kept.select_related("entry").first() if page.pk else None


def name_long_sentences(request: HttpRequest, page: Page) -> None:
    """Name the hardest sentences in the translation editor, which has no panel of checks, if some are too long."""
    if request.method != "GET" or is_original(page):
        return
    kept = readability_of(page)
    if kept is None or not kept.long_sentences:
        return
    words = ngettext(
        "%(number)d sentence of this translation has more than 25 words. The hardest:",
        "%(number)d sentences of this translation have more than 25 words. The hardest:",
        kept.long_sentences,
    )
    lines = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in kept.hardest))
    messages.info(
        request,
        format_html("{}<ul>{}</ul>", words % {"number": kept.long_sentences}, lines),
        buttons=[messages.button(reverse("readability_report"), _("Report"))],
    )
