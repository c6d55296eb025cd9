"""Keeps the figures of each page that readers may see, beside its entry in the index."""

from wagtail.models import Page

from search.models import Readability, SearchEntry

from .figures import figures_of
from .texts import passages_of


def keep(page: Page) -> None:
    """Count a page that is in the index anew."""
    entry = SearchEntry.objects.filter(kind=SearchEntry.Kind.PAGE, object_id=page.pk).first()
    if entry is None:
        return
    figures = figures_of(passages_of(page))
    Readability.objects.update_or_create(
        entry=entry,
        defaults={
            "words": figures.words,
            "words_a_sentence": figures.words_a_sentence,
            "long_share": figures.long_share,
            "lix": figures.lix,
            "long_sentences": figures.long_sentences,
            "hardest": list(figures.hardest),
        },
    )
