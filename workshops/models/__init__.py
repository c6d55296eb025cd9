"""The catalogue that schools see, and their bookings."""

from .bookings import Booking, PreferredDate
from .pages import WorkshopIndexPage, WorkshopPage

__all__ = ["Booking", "PreferredDate", "WorkshopIndexPage", "WorkshopPage"]
