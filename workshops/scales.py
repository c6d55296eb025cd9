"""A question answered on a scale from 1 to 5, as radio buttons with words at the ends."""

from django import forms
from django.utils.functional import Promise


class ScaleField(forms.TypedChoiceField):
    """A whole number from 1 to 5, or None; ``low`` and ``high`` are the words at the ends."""

    def __init__(self, *, low: str | Promise, high: str | Promise, **kwargs):
        self.low, self.high = low, high
        choices = [(number, str(number)) for number in range(1, 6)]
        super().__init__(choices=choices, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs)
