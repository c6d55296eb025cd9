"""Fields that more than one form needs."""

from django import forms
from django.core.exceptions import ValidationError

MAX_PARTICIPANTS = 1000
MAX_GROUPS = 20


class LineField(forms.CharField):
    """One line of text: line breaks and repeated spaces become one space, as a mail's subject needs it."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class WorkshopChoiceField(forms.ModelChoiceField):
    """Takes a number that no database can hold for a workshop that does not exist."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except OverflowError as error:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": value}) from error

    def label_from_instance(self, page) -> str:
        return page.title
