"""The catalogue that schools see, the register of schools, and what happens to bookings."""

from .bookings import Booking, PreferredDate
from .facilitators import BlockedPeriod, Facilitator
from .feedback import PupilFeedback, SchoolFeedback
from .history import PrivateLink, Transition
from .invitations import Invitation
from .messages import BookingMessage, MailText
from .offers import Offer, Slot
from .pages import WorkshopIndexPage, WorkshopPage
from .reminders import Reminder
from .reports import ReportSnapshot
from .schools import School
from .sessions import Session
from .settings import DeskSettings

__all__ = [
    "BlockedPeriod",
    "Booking",
    "BookingMessage",
    "DeskSettings",
    "Facilitator",
    "Invitation",
    "MailText",
    "Offer",
    "PreferredDate",
    "PrivateLink",
    "PupilFeedback",
    "Reminder",
    "ReportSnapshot",
    "School",
    "SchoolFeedback",
    "Session",
    "Slot",
    "Transition",
    "WorkshopIndexPage",
    "WorkshopPage",
]
