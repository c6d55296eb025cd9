"""How each language is named in addresses and in ``lang``, where that differs from Django's code."""

from django.conf import settings

LATIN, CYRILLIC = "sr-latn", "sr-cyrl"
PREFIXES = {LATIN: "sr"}
HTML_CODES = {LATIN: "sr-Latn", CYRILLIC: "sr-Cyrl"}
# The languages as Open Graph names them: with a country.
OPEN_GRAPH_LOCALES = {"sl": "sl_SI", "en": "en_GB", LATIN: "sr_RS", "uk": "uk_UA"}
# What is written in another script than its content is kept in: no language of Django, but a choice of readers.
CONTENT_LANGUAGES = {CYRILLIC: LATIN}
CYRILLIC_NAME = "Српски"

# Readers whose own language is not here, but who read one that is.
NEAR_LANGUAGES = {"hr": LATIN, "bs": LATIN, "cnr": LATIN, "sh": LATIN, "me": LATIN}


def prefix(language_code: str) -> str:
    """Return the first part of the path for a language: ``sr`` for ``sr-latn``."""
    return PREFIXES.get(language_code, language_code)


def html_code(language_code: str) -> str:
    """Return the BCP 47 tag for ``lang`` and ``hreflang``: ``sr-Latn`` for ``sr-latn``."""
    return HTML_CODES.get(language_code, language_code)


def open_graph_locale(language_code: str) -> str:
    """Return the value of ``og:locale`` for a language: ``sr_RS`` for ``sr-latn``."""
    return OPEN_GRAPH_LOCALES.get(language_code, html_code(language_code).replace("-", "_"))


def content_language(code: str) -> str:
    """Return the language whose pages and catalogues a code takes: ``sr-latn`` for ``sr-cyrl``, else itself."""
    return CONTENT_LANGUAGES.get(code, code)


def written_languages() -> list[tuple[str, str]]:
    """Return what people can choose to be written to in: each language, and Serbian in both scripts."""
    languages = list(settings.LANGUAGES)
    at = [code for code, _name in languages].index(LATIN) + 1
    return [*languages[:at], (CYRILLIC, "Srpski (ćirilica)"), *languages[at:]]
