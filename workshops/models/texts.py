"""Free text in which a disclosure may stand, and how it is kept from those whom it is not for.

A row that is hidden in memory hides what is reached from it: whoever holds a hidden booking gets its history,
messages and sessions hidden too, however they are queried. Nothing of it is stored.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

HIDDEN = _("Hidden: for the safeguarding group.")
# By model: its free texts, and the way to the booking that they are about.
TEXTS = {
    "Booking": ("notes", "internal_notes", "access_needs", "unsuitable_dates"),
    "Transition": ("reason",),
    "BookingMessage": ("subject", "body"),
    "Session": ("remarks",),
    "SchoolFeedback": ("text",),
    "PupilFeedback": ("text",),
    "Invitation": ("reason",),
}
BOOKING_OF = {
    "Booking": (),
    "Transition": ("booking",),
    "BookingMessage": ("booking",),
    "Session": ("booking",),
    "SchoolFeedback": ("booking",),
    "PupilFeedback": ("session", "booking"),
    "Invitation": ("slot", "taken_by"),
    "Offer": ("booking",),
    "Slot": ("taken_by",),
}


def hide(row: models.Model) -> None:
    """Put a neutral sentence in the place of a row's free texts, in memory; saving the row leaves them stored."""
    if getattr(row, "texts_are_hidden", False):
        return
    row.texts_are_hidden = True
    kind = type(row)
    names = TEXTS.get(kind.__name__, ())

    def save(*args, **kwargs):
        every = [field.name for field in row._meta.concrete_fields if not field.primary_key]
        wanted = kwargs.pop("update_fields", None) or every
        kind.save(row, *args, update_fields=[name for name in wanted if name not in names], **kwargs)

    def refresh_from_db(*args, **kwargs):
        kind.refresh_from_db(row, *args, **kwargs)
        _replace(row, names)

    row.save, row.refresh_from_db = save, refresh_from_db
    _replace(row, names)


def _replace(row: models.Model, names: tuple[str, ...]) -> None:
    for name in names:
        # A deferred text is not in ``__dict__``, and must not be loaded later.
        if row.__dict__.get(name, True):
            setattr(row, name, str(HIDDEN))
    row._prefetched_objects_cache = {}
    for related in list(row._state.fields_cache.values()):
        if related is not None and type(related).__name__ in BOOKING_OF:
            hide(related)


class _Hiding(models.query.ModelIterable):
    def __iter__(self):
        holder = self.queryset._hints.get("instance")
        is_hidden = getattr(holder, "texts_are_hidden", False)
        for row in super().__iter__():
            if is_hidden:
                hide(row)
            yield row


class TextsQuerySet(models.QuerySet):
    """Rows that are reached from a hidden row are hidden too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._iterable_class = _Hiding
