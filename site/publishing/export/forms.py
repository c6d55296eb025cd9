"""Addresses that need the site itself. In a copy, a page that says so stands in their place."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from languages.codes import LATIN, prefix
from languages.scripts import cyrillic_address
from languages.services import reading_languages
from publishing.crawlers import disallowed

_names: list[str] = []


def name_form(name: str) -> None:
    """Let an app name an address whose form readers find; what stands below it belongs to the form."""
    if name not in _names:
        _names.append(name)


class Forms:
    """The forms of the languages that are on, each at its address in each of them."""

    def __init__(self):
        self.addresses: list[str] = []
        for code, _language in reading_languages():
            with translation.override(code):
                found = [reverse(name) for name in _names]
            self.addresses += [*found, *map(cyrillic_address, found)] if code == LATIN else found
        # Documents are for all, though not for crawlers.
        self.private = [start for start in disallowed() if start != "/documents/"]

    def instead_of(self, address: str, *, on: str = "") -> str | None:
        """Return the page that stands in the copy in the place of an address that needs the site itself.

        What belongs to one person, and the CMS, lead to a form's page in their own language, or in that of the page
        that leads there. None for what can be in the copy itself.
        """
        path = address.partition("?")[0]
        if found := [form for form in self.addresses if path.startswith(form)]:
            return max(found, key=len)
        if path.startswith(tuple(self.private)):
            return self.nearest(path, on, f"/{prefix(settings.LANGUAGE_CODE)}/")
        return None

    def nearest(self, *paths: str) -> str | None:
        """Return a form's page in the language of the first of these paths that has one."""
        for path in paths:
            start = "/".join(path.split("/")[:2]) + "/"
            for form in self.addresses:
                if form.startswith(start):
                    return form
        return None
