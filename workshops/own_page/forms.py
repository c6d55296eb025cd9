"""What a school may say about its own booking."""

from django import forms
from django.core.exceptions import ValidationError
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
    """Numbers, room and contacts, which may change until the workshop."""

    participants = forms.IntegerField(
        label=_("Expected participants, all groups together"), min_value=1, max_value=MAX_PARTICIPANTS
    )
    accompanying = forms.IntegerField(
        label=_("Of which accompanying staff"), min_value=0, max_value=MAX_PARTICIPANTS, required=False
    )
    room = LineField(label=_("Room"), max_length=120, required=False)
    contact_name = LineField(label=_("Your first and last name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = PhoneNumberField(label=_("Phone"), region="SI")
    day_contact_name = LineField(label=_("Contact on the day, if another person"), max_length=120, required=False)
    day_contact_phone = PhoneNumberField(label=_("Phone on the day"), region="SI", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, value in {"contact_name": "name", "email": "email", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = value

    def clean(self) -> dict:
        cleaned = super().clean()
        participants, accompanying = cleaned.get("participants"), cleaned.get("accompanying") or 0
        if participants is not None and accompanying > participants:
            self.add_error("accompanying", ValidationError(_("There cannot be more staff than participants.")))
        return cleaned

    def values(self) -> dict:
        """Return the valid answers as the booking keeps them."""
        phones = {name: str(self.cleaned_data[name] or "") for name in ("phone", "day_contact_phone")}
        return {**self.cleaned_data, **phones, "accompanying": self.cleaned_data["accompanying"] or 0}


class AcceptForm(forms.Form):
    """Which of the offered dates the school takes."""

    offer = forms.IntegerField()
