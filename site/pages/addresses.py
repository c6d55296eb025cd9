"""The address of a page from its path in the tree.

Wagtail activates the page's language and asks all patterns for each address; a page has thirty. Ours have one form.
"""

from urllib.parse import quote

from wagtail.models import Site

from languages.codes import prefix

from . import scope


def address_of(url_path: str) -> str | None:
    """Return the path that readers know a page by; nothing for one that is not below a home page."""
    home = url_path[: url_path.find("/", 1) + 1]
    language = scope.kept("languages of home pages", _languages_of_homes).get(home)
    return f"/{prefix(language)}/{quote(url_path[len(home) :])}" if language else None


def _languages_of_homes() -> dict[str, str]:
    """Return the language of each home page, by its path in the tree."""
    return {root.root_path: root.language_code for root in Site.get_site_root_paths()}
