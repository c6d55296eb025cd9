"""What this app keeps: what was loaded from files, and words that Serbian Cyrillic leaves in Latin script."""

from .loaded import LoadedRecord
from .protected import ProtectedWord, protected_words

__all__ = ["LoadedRecord", "ProtectedWord", "protected_words"]
