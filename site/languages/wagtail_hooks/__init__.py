"""What this app adds to the CMS, one module a subject."""

from . import together, translations

__all__ = ["together", "translations"]
