"""What this app keeps: what was loaded, which languages are on, how far translations are, translators’ needs."""

from .findings import ConsistencyFinding
from .glossary import GlossaryTerm, GlossaryWording
from .loaded import LoadedRecord
from .protected import ProtectedWord, forget_protected_words, protected_words
from .site_language import SiteLanguage
from .states import Original, TranslationState
from .uploads import TranslationUpload

__all__ = [
    "ConsistencyFinding",
    "GlossaryTerm",
    "GlossaryWording",
    "LoadedRecord",
    "Original",
    "ProtectedWord",
    "SiteLanguage",
    "TranslationState",
    "TranslationUpload",
    "forget_protected_words",
    "protected_words",
]
