"""Forms in which a request for a workshop is written down."""

from .fields import MAX_GROUPS, MAX_PARTICIPANTS, LineField
from .keys import KEY_SALT, new_form_key
from .public import BookingForm
from .requests import DATES, LATEST_DAYS, FieldGroup, RequestForm

__all__ = [
    "DATES",
    "KEY_SALT",
    "LATEST_DAYS",
    "MAX_GROUPS",
    "MAX_PARTICIPANTS",
    "BookingForm",
    "FieldGroup",
    "LineField",
    "RequestForm",
    "new_form_key",
]
