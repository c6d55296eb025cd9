"""Whether the trees of all languages have the same shape, in words."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from .families import HOME_DEPTH, language_of, source_locale_id


def differences() -> Iterator[str]:
    """Say, for each translation that does not stand where its original stands, where both are."""
    pages = list(Page.objects.filter(depth__gte=HOME_DEPTH).select_related("locale").order_by("path"))
    by_path = {page.path: page for page in pages}
    originals = {page.translation_key: page for page in pages if page.locale_id == source_locale_id()}
    below = defaultdict(list)
    for page in pages:
        below[page.path[: -Page.steplen]].append(page)
    for page in pages:
        if page.locale_id == source_locale_id():
            continue
        original = originals.get(page.translation_key)
        words = {"title": page.title, "language": language_of(page)}
        if original is None:
            yield _("“%(title)s” (%(language)s) has no original.") % words
            continue
        parent, wanted = by_path.get(page.path[: -Page.steplen]), by_path.get(original.path[: -Page.steplen])
        if not parent or not wanted:
            continue
        if (parent.translation_key, parent.locale_id) != (wanted.translation_key, page.locale_id):
            words |= {"parent": parent.title, "original": original.title, "wanted": wanted.title}
            text = _(
                "“%(title)s” (%(language)s) is below “%(parent)s”; its original, “%(original)s”, below “%(wanted)s”."
            )
            yield text % words
    yield from _orders(below, by_path, originals)


def _orders(below: dict, by_path: dict, originals: dict) -> Iterator[str]:
    for path, children in below.items():
        parent = by_path.get(path)
        original = parent and originals.get(parent.translation_key)
        if not original or parent.locale_id == original.locale_id:
            continue
        here = [page.translation_key for page in children]
        there = [page.translation_key for page in below.get(original.path, [])]
        if [key for key in here if key in there] != [key for key in there if key in here]:
            yield _(
                "Below “%(title)s” (%(language)s) the pages stand in another order than below “%(original)s”."
            ) % {"title": parent.title, "language": language_of(parent), "original": original.title}
