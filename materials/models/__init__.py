"""What schools and others take along: posters and pocket cards."""

from .handouts import Handout, HandoutFile

__all__ = ["Handout", "HandoutFile"]
