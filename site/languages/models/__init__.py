"""What this app keeps: what was loaded from files."""

from .loaded import LoadedRecord

__all__ = ["LoadedRecord"]
