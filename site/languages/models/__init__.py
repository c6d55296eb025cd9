"""What this app keeps: what was loaded from files, which languages are offered, how far translations are."""

from .loaded import LoadedRecord
from .protected import ProtectedWord, protected_words
from .site_language import SiteLanguage
from .states import Original, TranslationState

__all__ = ["LoadedRecord", "Original", "ProtectedWord", "SiteLanguage", "TranslationState", "protected_words"]
