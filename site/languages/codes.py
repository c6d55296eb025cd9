"""How each language is named in addresses and in ``lang``, where that differs from Django's code."""

PREFIXES = {"sr-latn": "sr"}
HTML_CODES = {"sr-latn": "sr-Latn"}

# Readers whose own language is not here, but who read one that is.
NEAR_LANGUAGES = {"hr": "sr-latn", "bs": "sr-latn", "cnr": "sr-latn", "sh": "sr-latn", "me": "sr-latn"}


def prefix(language_code: str) -> str:
    """Return the first part of the path for a language: ``sr`` for ``sr-latn``."""
    return PREFIXES.get(language_code, language_code)


def html_code(language_code: str) -> str:
    """Return the BCP 47 tag for ``lang`` and ``hreflang``: ``sr-Latn`` for ``sr-latn``."""
    return HTML_CODES.get(language_code, language_code)
