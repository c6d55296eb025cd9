"""Which script a text is written in. Serbian Cyrillic is no language of its own: it is ``sr-latn``, converted.

A code such as ``sr-cyrl`` is what a reader or a school chooses; ``content_language`` says whose pages and catalogues
it takes. While a request or an e-mail is made, the script is kept beside Django's active language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from django.conf import settings
from django.utils import translation

from .codes import CYRILLIC, LATIN, content_language, prefix
from .models import protected_words
from .serbian import to_cyrillic


class _Script:
    """What is written for one request or e-mail: the words that stay in Latin script are read once for it."""

    def __init__(self, code: str):
        self.is_cyrillic = code == CYRILLIC

    @cached_property
    def protected(self) -> tuple[str, ...]:
        return protected_words()


_script: ContextVar[_Script | None] = ContextVar("script", default=None)
LATIN_START, CYRILLIC_START = f"/{prefix(LATIN)}/", f"/{prefix(CYRILLIC)}/"


def use_script(code: str) -> None:
    """Write Serbian in the script of a code from now on; any other code means the one that content is kept in."""
    _script.set(_Script(code))


def is_cyrillic() -> bool:
    """Say whether what is written now is Serbian in Cyrillic."""
    script = _script.get()
    return script is not None and script.is_cyrillic and translation.get_language() == LATIN


def current_code() -> str:
    """Return the code of the language and script that the reader chose."""
    return CYRILLIC if is_cyrillic() else translation.get_language() or settings.LANGUAGE_CODE


@contextmanager
def writing(code: str) -> Iterator[None]:
    """Write in a language, and in the script that belongs to its code."""
    before = _script.set(_Script(code))
    try:
        with translation.override(content_language(code)):
            yield
    finally:
        _script.reset(before)


def in_script(text: str) -> str:
    """Return text of ours in the script that is written now. What people typed does not belong here."""
    return to_cyrillic(text, protected=_script.get().protected) if is_cyrillic() else text


def address_in_script(address: str) -> str:
    """Return an address of this site, with or without a host, as it is in the script that is written now."""
    return cyrillic_address(address) if is_cyrillic() else address


def cyrillic_address(address: str) -> str:
    """Turn the address of a page in Serbian into that of the same page in Cyrillic; leave any other as it is."""
    host = settings.SITE_URL.rstrip("/")
    start = host if address.startswith(f"{host}/") else ""
    path = address.removeprefix(start)
    if path.startswith(LATIN_START):
        return f"{start}{CYRILLIC_START}{path.removeprefix(LATIN_START)}"
    return address
