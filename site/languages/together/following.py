"""Translations stand where their originals stand: they are moved, sorted and deleted with them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.models import Page

from .families import HOME_DEPTH, counterpart, original_of, translations_of

_following: ContextVar[bool] = ContextVar("following", default=False)


def is_following() -> bool:
    """Say whether pages are being moved because their originals were."""
    return _following.get()


@contextmanager
def _following_originals() -> Iterator[None]:
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)


def follow(*, page: Page) -> None:
    """Put each translation of an original where the original stands."""
    if page.depth <= HOME_DEPTH:
        return
    with _following_originals():
        for translation in translations_of(page=page):
            _place(translation, page)


def take_place(*, page: Page) -> None:
    """Put a new translation where its original stands, and tell the object in memory, which is saved again later."""
    original = original_of(page=page)
    if original is None or page.depth <= HOME_DEPTH:
        return
    with _following_originals():
        _place(Page.objects.get(pk=page.pk), original)
    place = Page.objects.values("path", "depth", "numchild", "url_path").get(pk=page.pk)
    for name, value in place.items():
        setattr(page, name, value)


def delete_translations(*, page: Page) -> None:
    """Delete the translations of an original, with what stands below them."""
    for translation in translations_of(page=page):
        translation.delete()


def _place(translation: Page, original: Page) -> None:
    """Move a translation below the translated parent, behind the translation of the page before its original."""
    parent = counterpart(page=original.get_parent(), locale_id=translation.locale_id)
    if parent is None:
        return
    wanted = list(
        Page.objects.child_of(original.get_parent()).order_by("path").values_list("translation_key", flat=True)
    )
    siblings = Page.objects.child_of(parent).filter(translation_key__in=wanted).order_by("path")
    there = {sibling.translation_key: sibling for sibling in siblings}
    earlier = wanted[: wanted.index(original.translation_key)]
    before = next((there[key] for key in reversed(earlier) if key in there), None)
    order = list(there.values())
    if translation in order:
        position = order.index(translation)
        if (order[position - 1] if position else None) == before:
            return
    if before is None:
        translation.move(parent, pos="first-child")
    else:
        translation.move(before, pos="right")
