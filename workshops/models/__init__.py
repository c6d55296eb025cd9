"""The catalogue that schools see, the register of schools, and what happens to bookings."""

from .bookings import Booking, PreferredDate
from .facilitators import BlockedPeriod, Facilitator
from .history import PrivateLink, Transition
from .offers import Offer, Slot
from .pages import WorkshopIndexPage, WorkshopPage
from .reminders import Reminder
from .schools import School

__all__ = [
    "BlockedPeriod",
    "Booking",
    "Facilitator",
    "Offer",
    "PreferredDate",
    "PrivateLink",
    "Reminder",
    "School",
    "Slot",
    "Transition",
    "WorkshopIndexPage",
    "WorkshopPage",
]
