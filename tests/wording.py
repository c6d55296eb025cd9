"""What the site says in a language, for tests that look for it."""

from django.utils import translation
from django.utils.translation import gettext, ngettext


def said(text: str, language: str = "sl", *, many: str = "", **values) -> str:
    """Return a sentence of the code as a reader of a language sees it; ``many`` is its plural, counted by number."""
    with translation.override(language):
        found = ngettext(text, many, values["number"]) if many else gettext(text)
    return found % values if values else found
