"""What this app keeps: what was loaded from files, which languages are offered."""

from .loaded import LoadedRecord
from .site_language import SiteLanguage

__all__ = ["LoadedRecord", "SiteLanguage"]
