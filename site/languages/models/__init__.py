"""What this app keeps: what was loaded from files, the glossary, and translators' files that wait."""

from .glossary import GlossaryTerm, GlossaryWording
from .loaded import LoadedRecord
from .uploads import TranslationUpload

__all__ = ["GlossaryTerm", "GlossaryWording", "LoadedRecord", "TranslationUpload"]
