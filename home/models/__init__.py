"""Home, awareness, help and standard pages, and the contacts they show."""

from .awareness import AwarenessPage, WarningSignsPage
from .contacts import HelpContact
from .help import HelpPage
from .home import HomePage
from .self_check import SelfCheckPage
from .standard import StandardPage

__all__ = [
    "AwarenessPage",
    "HelpContact",
    "HelpPage",
    "HomePage",
    "SelfCheckPage",
    "StandardPage",
    "WarningSignsPage",
]
