"""What this app keeps: what was loaded from files, and translators' files that wait."""

from .loaded import LoadedRecord
from .uploads import TranslationUpload

__all__ = ["LoadedRecord", "TranslationUpload"]
