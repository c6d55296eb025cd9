"""What this app keeps: what was loaded from files, the glossary, translators' files that wait, what disagrees."""

from .findings import ConsistencyFinding
from .glossary import GlossaryTerm, GlossaryWording
from .loaded import LoadedRecord
from .uploads import TranslationUpload

__all__ = ["ConsistencyFinding", "GlossaryTerm", "GlossaryWording", "LoadedRecord", "TranslationUpload"]
