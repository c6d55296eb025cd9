"""What this app adds to the CMS, one module a subject."""

from . import exchange, protected_words, together, translations

__all__ = ["exchange", "protected_words", "together", "translations"]
