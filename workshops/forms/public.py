"""The form that a teacher fills in, in five minutes and without an account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from workshops.choices import Audience, Place

from .fields import MAX_GROUPS, MAX_PARTICIPANTS
from .keys import KeyUnusable, new_form_key, read_form_key
from .requests import DATES, WISHES, FieldGroup, RequestForm

AUTOCOMPLETE = {
    "school_name": "organization",
    "town": "address-level2",
    "contact_name": "name",
    "contact_role": "organization-title",
    "email": "email",
    "phone": "tel",
}
WHOLE_NUMBER = _("Please write a whole number from {} to {}.")
PHONE = _("Please write a phone number with its area code, such as 01 234 56 78.")
# What the browser says where an answer cannot be right, before the server looks at it.
INVALID = {
    "email": _("Please write an e-mail address, such as name@school.si."),
    "phone": PHONE,
    "day_contact_phone": PHONE,
    "groups": format_lazy(WHOLE_NUMBER, 1, MAX_GROUPS),
    "participants": format_lazy(WHOLE_NUMBER, 1, MAX_PARTICIPANTS),
    "accompanying": format_lazy(WHOLE_NUMBER, 0, MAX_PARTICIPANTS),
    **{f"date_{rank}": _("Please choose a day from today on, within the next year.") for rank in DATES},
}
STAFF_STAYS = _("With pupils we work only if a member of your staff stays in the room. Please confirm this.")
NO_CONSENT = _("Without your consent we may not keep the request.")


class BookingForm(RequestForm):
    """A request for a workshop, as a school makes it."""

    consent = forms.BooleanField(
        label=_("I agree that Društvo Ključ uses these details to arrange the workshop."),
        error_messages={"required": NO_CONSENT},
    )

    # Not for people: a field that they do not see, and a key that says when this form was made.
    leave_empty = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    form_key = forms.CharField(widget=forms.HiddenInput)

    groups_of_fields = (
        FieldGroup(
            legend=_("You and your school"),
            names=("school_name", "school_type", "town", "contact_name", "contact_role", "email", "phone"),
        ),
        FieldGroup(
            legend=_("The workshop"),
            names=(
                *("workshop", "audience", "grade", "groups", "participants", "accompanying"),
                *("language", "place", "staff_stays"),
            ),
        ),
        FieldGroup(
            legend=_("Dates that suit you"),
            hint=_("One date is enough, three are better. Format: 2027-03-15 or 15. 3. 2027."),
            layout="pairs",
            names=(*WISHES, "unsuitable_dates"),
        ),
        FieldGroup(
            legend=_("For the day itself"),
            hint=_("All of this is optional, and you can tell us later. Leave out what you do not know yet."),
            is_optional=True,
            names=(
                *("day_contact_name", "day_contact_phone", "best_time", "room", "has_projector", "parking"),
                *("access_needs", "counsellor", "parents_informed", "heard_from"),
            ),
        ),
        FieldGroup(legend=_("Anything else"), names=("please_call", "notes", "consent")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact_name"].label = _("Your first and last name")
        self.fields["contact_role"].label = _("Your role")
        for name, value in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = value
        for name, message in INVALID.items():
            self.fields[name].widget.attrs["data-invalid"] = message
        for name in ("phone", "day_contact_phone"):
            # Six digits are in every number; what else is right, the server knows.
            self.fields[name].widget.attrs["pattern"] = r"(.*\d){6}.*"
        self.fields["consent"].widget.attrs["data-missing"] = NO_CONSENT
        self.fields["staff_stays"].widget.attrs |= {
            "data-missing": STAFF_STAYS,
            "data-needed-when": f"audience={Audience.PUPILS}&place={Place.IN_PERSON}",
        }

    def clean_form_key(self) -> str:
        try:
            return read_form_key(self.cleaned_data["form_key"])
        except KeyUnusable:
            self.data = self.data.copy()
            self.data["form_key"] = new_form_key()
            raise

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("leave_empty"):
            raise ValidationError(_("One field must stay empty. Please reload the page and try again."))
        meets_pupils = (cleaned.get("audience"), cleaned.get("place")) == (Audience.PUPILS, Place.IN_PERSON)
        if meets_pupils and not cleaned.get("staff_stays"):
            self.add_error("staff_stays", STAFF_STAYS)
        return cleaned
