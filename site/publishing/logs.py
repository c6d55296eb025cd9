"""What must not stand in a log: the private part of an address, which opens what it leads to."""

import logging
import re

# Tokens are 32 signs long (workshops.private_links); a code for feedback stands behind ``/f/``.
_PRIVATE = re.compile(r"/f/[^/\s]+|(?<=/)[\w-]{24,}(?=[/.?\s]|$)", re.ASCII)


def without_secrets(text: str) -> str:
    """Return a text with whatever looks like the token of a private address left out."""
    return _PRIVATE.sub(lambda match: "/f/…" if match[0].startswith("/f/") else "…", text)


class PrivateAddressFilter(logging.Filter):
    """Leaves tokens out of a message and its arguments; a long name of a page may go with them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.getMessage())
        record.args = ()
        return True
