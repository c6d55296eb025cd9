"""What robots.txt keeps from crawlers. An app names its own private addresses when it is ready."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from languages.codes import prefix
from languages.scripts import cyrillic_address

# Stands for the part of an address that belongs to one person.
PRIVATE_PART = "-private-"

_names: list[tuple[str, bool]] = []


def keep_from_crawlers(name: str, *, private_part: bool = True) -> None:
    """Let robots.txt name an address, in each language in which it has one.

    Args:
        name: the name of a URL pattern.
        private_part: whether it takes one argument, such as a token; what stands before that is named.
    """
    if (name, private_part) not in _names:
        _names.append((name, private_part))


def disallowed() -> list[str]:
    """Return the beginnings of all addresses that crawlers are asked to leave alone."""
    paths = ["/admin/", "/documents/"]
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            # Lists of what readers searched for are no pages of their own.
            paths.append(f"/{prefix(code)}/search/")
            for name, private_part in _names:
                path = reverse(name, args=[PRIVATE_PART] if private_part else [])
                paths.append(path.partition(PRIVATE_PART)[0])
    return list(dict.fromkeys(spelling for path in paths for spelling in (path, cyrillic_address(path))))
