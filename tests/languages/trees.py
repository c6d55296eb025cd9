"""What the four trees look like, to be compared."""

from wagtail.models import Page


def shape(language: str) -> list[tuple]:
    """Return (key of the page, key of its parent) from the top, in the order of the tree."""
    pages = Page.objects.filter(depth__gt=1, locale__language_code=language).order_by("path")
    keys = {page.path: page.translation_key for page in pages}
    return [(page.translation_key, keys.get(page.path[: -Page.steplen])) for page in pages]


def assert_same_trees() -> None:
    original = shape("sl")
    for language in ("en", "sr-latn", "uk"):
        assert shape(language) == original, language
    assert Page.find_problems() == ([], [], [], [], [])
