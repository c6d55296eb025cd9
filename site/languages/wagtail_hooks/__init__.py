"""What this app adds to the CMS, one module a subject."""

from . import protected_words, together, translations

__all__ = ["protected_words", "together", "translations"]
