"""What this app keeps: what was loaded from files, and how far translations are."""

from .loaded import LoadedRecord
from .states import Original, TranslationState

__all__ = ["LoadedRecord", "Original", "TranslationState"]
