"""The text of a PDF, within limits: no file, however large or broken, keeps an editor from saving it."""

import logging
import re
import time

from .analysis import clean

logger = logging.getLogger(__name__)

MOST_PAGES = 200
MOST_LETTERS = 200_000
MOST_SECONDS = 15.0
LARGEST_FILE = 20 * 1024 * 1024


def text_of(document) -> str:
    """Return what a document says, one passage a line; nothing where it cannot be read."""
    try:
        if document.file.size > LARGEST_FILE:
            return ""
        with document.open_file() as file:
            return _read(file)
    # A reader of other people's files fails in ways of its own: recursion, bad numbers, missing keys.
    except Exception as error:
        logger.warning("The text of document %s cannot be read: %s", document.pk, type(error).__name__)
        return ""


def _read(file) -> str:
    # Only here: it is large, and processes that serve readers never need it.
    from pypdf import PdfReader

    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        return ""
    end = time.monotonic() + MOST_SECONDS
    lines, letters = [], 0
    for page in reader.pages[:MOST_PAGES]:
        text = _passages(page.extract_text() or "")
        lines.append(text)
        letters += len(text)
        if letters > MOST_LETTERS or time.monotonic() > end:
            break
    return "\n".join(filter(None, lines))[:MOST_LETTERS]


def _passages(text: str) -> str:
    """Join the lines of a paragraph, and words that were hyphenated at the end of a line."""
    text = clean(text).replace("\u00ad", "")
    text = re.sub(r"(?<=\w)-\n(?=[^\W\d_])", "", text)
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n".join(filter(None, (" ".join(part.split()) for part in paragraphs)))
