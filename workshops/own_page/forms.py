"""What a school may say about its own booking."""

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from workshops.forms import MAX_PARTICIPANTS, LineField


class ReasonForm(forms.Form):
    """A reason, for cancelling or for asking for other dates."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not describe a person and do not write the names of pupils here."),
    )


class DetailsForm(forms.Form):
    """Numbers and contact, which may change until the workshop."""

    participants = forms.IntegerField(
        label=_("Expected participants, all groups together"), min_value=1, max_value=MAX_PARTICIPANTS
    )
    contact_name = LineField(label=_("Your first and last name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = PhoneNumberField(label=_("Phone"), region="SI")


class AcceptForm(forms.Form):
    """Which of the offered dates the school takes."""

    offer = forms.IntegerField()
