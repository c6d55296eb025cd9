"""What in our tables is about a person, and what is put in its place once it has to go.

Every text, e-mail and phone of every table stands here once: what goes with a booking, what goes with a facilitator,
or what stays and why it may. A field that somebody adds and forgets here fails a test.
"""

from django.db.models import CharField, EmailField, JSONField, Model, TextField

from .models import (
    Booking,
    BookingMessage,
    DeskSettings,
    Invitation,
    MailText,
    PupilFeedback,
    ReportSnapshot,
    School,
    SchoolFeedback,
    Session,
    Transition,
)

# Stands where something about a person stood; the same in every language.
REMOVED = "–"

# Goes with a booking's period.
IN_BOOKING = {
    "contact_name": REMOVED,
    "contact_role": "",
    "email": "",
    "phone": "",
    "best_time": "",
    "day_contact_name": "",
    "day_contact_phone": "",
    "unsuitable_dates": "",
    "room": "",
    "parking": "",
    "access_needs": "",
    "counsellor": "",
    "notes": "",
    "internal_notes": "",
}
# What goes with it in other tables, and the way from there to the booking.
WITH_BOOKING: dict[type[Model], tuple[str, dict[str, str]]] = {
    Transition: ("booking", {"reason": ""}),
    BookingMessage: ("booking", {"recipient": "", "subject": REMOVED, "body": ""}),
    Session: ("booking", {"place": "", "remarks": ""}),
    SchoolFeedback: ("booking", {"text": ""}),
    PupilFeedback: ("session__booking", {"text": ""}),
    Invitation: ("slot__taken_by", {"reason": ""}),
}
# Goes with a facilitator who is not active any more; an empty address gets no mail.
IN_FACILITATOR = {"name": REMOVED, "email": "", "regions": [], "feed_digest": None, "is_active": False}

# Stays, because reports need it, because we made it up ourselves, or because it is about an organisation.
KEPT: dict[type[Model], frozenset[str]] = {
    Booking: frozenset(
        {"reference", "school_name", "town", "workshop_title", "grade", "privacy_version", "submission"}
    ),
    BookingMessage: frozenset({"message_id"}),
    Session: frozenset({"grant", "feedback_code"}),
    PupilFeedback: frozenset({"language", "submission"}),
    ReportSnapshot: frozenset({"title", "filters", "table"}),
    School: frozenset(
        {"register_number", "name", "address", "postcode", "town", "municipality", "email", "search_text"}
    ),
    MailText: frozenset({"subject", "body"}),
    DeskSettings: frozenset({"protocol"}),
}
# Codes of ours, in which nobody types.
MADE_BY_US = frozenset({"reference", "submission", "digest", "feed_digest", "feedback_code", "message_id"})


def typed_fields(model: type[Model]) -> list[str]:
    """Return the fields that can hold what somebody typed, choices and codes of ours left out."""
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, CharField | TextField | EmailField | JSONField)
        and not field.choices
        and field.name not in MADE_BY_US
    ]
