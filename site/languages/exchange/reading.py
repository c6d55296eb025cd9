"""Reads an uploaded PO file, whatever it is; nothing of it is trusted."""

import re
from dataclasses import dataclass

import polib
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .po import locale_named

MAX_BYTES = 8 * 1024 * 1024
_LINE = re.compile(r'\s*(?:#.*|(?:msg\w+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"\s*)?')


class UnreadableFile(ValueError):
    """The file as a whole cannot be used; the message says why in plain words."""


@dataclass(frozen=True)
class UploadedFile:
    """A file that could be read."""

    locale: Locale
    entries: list[polib.POEntry]


def decode(content: bytes) -> str:
    """Return the text of a file. Raises ``UnreadableFile``."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            _("The file is larger than %(size)d MB. Ask for smaller parts of the site.") % {"size": MAX_BYTES >> 20}
        )
    if not content.strip():
        raise UnreadableFile(_("The file is empty."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(
            _("The file is not in UTF-8. Save it with that encoding, and upload it again.")
        ) from None
    if "\0" in text:
        raise UnreadableFile(_("The file is not in UTF-8. Save it with that encoding, and upload it again."))
    if not re.search(r"^\s*msgid\s", text, re.MULTILINE):
        raise UnreadableFile(_("This is not a PO file."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(text: str) -> UploadedFile:
    """Return the entries of a PO file, obsolete ones left out. Raises ``UnreadableFile``."""
    # polib takes a line whose quotation marks are not closed for an empty text.
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line):
            raise UnreadableFile(_damaged(number))
    try:
        # The comment in front keeps polib from taking the text for the name of a file on this machine.
        file = polib.pofile("#\n" + text)
    except (OSError, ValueError, IndexError, AttributeError, UnicodeError) as error:
        raise UnreadableFile(_syntax_message(str(error))) from error
    named = file.metadata.get("Language", "").strip()
    if not named:
        raise UnreadableFile(_("The header of the file does not say which language it is in (the line “Language:”)."))
    locale = locale_named(named)
    if locale is None:
        raise UnreadableFile(
            _("The file is in the language “%(code)s”, into which this site is not translated.")
            % {"code": named[:20]}
        )
    return UploadedFile(locale, [entry for entry in file if not entry.obsolete])


def _syntax_message(error: str) -> str:
    # polib counts the comment in front too.
    line = re.search(r"line (\d+)", error)
    return _damaged(max(int(line[1]) - 1, 1)) if line else _("This is not a PO file.")


def _damaged(line: int) -> str:
    return _("The file is damaged near line %(line)d.") % {"line": line}
