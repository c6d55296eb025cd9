"""What this app keeps: what was loaded from files, which languages are offered, how far translations are, the glossary,
translators' files that wait, and where translations disagree with their originals.
"""

from .findings import ConsistencyFinding
from .glossary import GlossaryTerm, GlossaryWording
from .loaded import LoadedRecord
from .protected import ProtectedWord, protected_words
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
    "protected_words",
]
