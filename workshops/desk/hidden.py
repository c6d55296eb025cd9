"""Wagtail's own screens, with the texts of a disclosed booking hidden from whom they are not for."""

from workshops.disclosure import redacted_for
from workshops.models.texts import TEXTS


class HidesTexts:
    """For views that list, export, show or edit bookings or what is about one; put it before the view's class.

    A text that is hidden cannot be edited either: its field is left out of the form.
    """

    def get_object(self, *args, **kwargs):
        return redacted_for(super().get_object(*args, **kwargs), self.request.user)

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        if getattr(form.instance, "texts_are_hidden", False):
            for name in TEXTS.get(type(form.instance).__name__, ()):
                form.fields.pop(name, None)
        return form

    def get_table(self, object_list):
        return super().get_table([redacted_for(row, self.request.user) for row in object_list])

    def to_row_dict(self, item):
        return super().to_row_dict(redacted_for(item, self.request.user))
