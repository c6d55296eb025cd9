"""How each language is named in addresses and in ``lang``, where that differs from Django's code."""

PREFIXES = {"sr-latn": "sr"}
HTML_CODES = {"sr-latn": "sr-Latn"}
# The languages as Open Graph names them: with a country.
OPEN_GRAPH_LOCALES = {"sl": "sl_SI", "en": "en_GB", "sr-latn": "sr_RS", "uk": "uk_UA"}

# Readers whose own language is not here, but who read one that is.
NEAR_LANGUAGES = {"hr": "sr-latn", "bs": "sr-latn", "cnr": "sr-latn", "sh": "sr-latn", "me": "sr-latn"}


def prefix(language_code: str) -> str:
    """Return the first part of the path for a language: ``sr`` for ``sr-latn``."""
    return PREFIXES.get(language_code, language_code)


def html_code(language_code: str) -> str:
    """Return the BCP 47 tag for ``lang`` and ``hreflang``: ``sr-Latn`` for ``sr-latn``."""
    return HTML_CODES.get(language_code, language_code)


def open_graph_locale(language_code: str) -> str:
    """Return the value of ``og:locale`` for a language: ``sr_RS`` for ``sr-latn``."""
    return OPEN_GRAPH_LOCALES.get(language_code, html_code(language_code).replace("-", "_"))
