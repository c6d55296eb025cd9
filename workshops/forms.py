"""The form that a teacher fills in."""

from datetime import date, timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from .choices import Audience, BookingLanguage, PartOfDay, Place, SchoolType
from .models import WorkshopPage
from .services import BookingRequest

DATES = (1, 2, 3)
LEAD_DAYS = 14
LATEST_DAYS = 400
MAX_PARTICIPANTS = 1000
MAX_GROUPS = 20
KEY_SALT = "workshops.form"
MIN_AGE = timedelta(seconds=2)
MAX_AGE = timedelta(days=2)


def new_form_key() -> str:
    """Return a signed, timed key that makes each delivered form one of a kind."""
    return signing.TimestampSigner(salt=KEY_SALT).sign(get_random_string(16))


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


class BookingForm(forms.Form):
    """A request for a workshop; errors are in the reader's language, typed values stay."""

    school_name = LineField(label=_("School or organisation"), max_length=200)
    school_type = forms.ChoiceField(label=_("Type"), choices=[("", _("Please choose")), *SchoolType.choices])
    town = LineField(label=_("Town"), max_length=100)

    contact_name = LineField(label=_("Your first and last name"), max_length=120)
    contact_role = LineField(
        label=_("Your role"),
        max_length=120,
        required=False,
        help_text=_("For example: counsellor, class teacher."),
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = PhoneNumberField(
        label=_("Phone"), region="SI", help_text=_("We call only about this workshop. Example: 01 234 56 78.")
    )

    workshop = WorkshopChoiceField(
        label=_("Workshop"), queryset=WorkshopPage.objects.none(), empty_label=_("Please choose")
    )
    audience = forms.ChoiceField(label=_("Who takes part"), choices=[("", _("Please choose")), *Audience.choices])
    grade = LineField(
        label=_("Grade or age"),
        max_length=100,
        required=False,
        help_text=_("For example: grade 9, age 14–15."),
    )
    groups = forms.IntegerField(
        label=_("Number of groups"),
        min_value=1,
        max_value=MAX_GROUPS,
        initial=1,
        help_text=_("One workshop is for one group. Several groups can follow one another."),
    )
    participants = forms.IntegerField(
        label=_("Expected participants, all groups together"), min_value=1, max_value=MAX_PARTICIPANTS
    )

    language = forms.ChoiceField(label=_("Language of the workshop"), choices=BookingLanguage.choices)
    place = forms.ChoiceField(
        label=_("In person or online"),
        choices=Place.choices,
        widget=forms.RadioSelect,
        initial=Place.IN_PERSON,
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Do not describe a person and do not write the names of pupils here."),
    )
    consent = forms.BooleanField(
        label=_("I agree that Društvo Ključ uses these details to arrange the workshop."),
        error_messages={"required": _("Without your consent we may not keep the request.")},
    )

    # Not for people: a field that they do not see, and a key that says when this form was made.
    leave_empty = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    form_key = forms.CharField(widget=forms.HiddenInput)

    groups_of_fields = (
        (_("Your school"), "", ("school_name", "school_type", "town")),
        (_("How we reach you"), "", ("contact_name", "contact_role", "email", "phone")),
        (
            _("The workshop"),
            "",
            ("workshop", "audience", "grade", "groups", "participants", "language", "place"),
        ),
        (
            _("Dates that suit you"),
            "pairs",
            tuple(f"{name}_{rank}" for rank in (1, 2, 3) for name in ("date", "part")),
        ),
        (_("Anything else"), "", ("notes", "consent")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = WorkshopPage.objects.for_cards(language=get_language())
        for rank in DATES:
            self._add_date(rank)
        for name, value in {
            "school_name": "organization",
            "town": "address-level2",
            "contact_name": "name",
            "contact_role": "organization-title",
            "email": "email",
            "phone": "tel",
        }.items():
            self.fields[name].widget.attrs["autocomplete"] = value

    def _add_date(self, rank: int) -> None:
        earliest, latest = self.date_limits()
        labels = {1: _("First choice"), 2: _("Second choice"), 3: _("Third choice")}
        widget = forms.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "min": earliest.isoformat(), "max": latest.isoformat()},
        )
        self.fields[f"date_{rank}"] = forms.DateField(
            label=labels[rank],
            required=rank == 1,
            widget=widget,
            input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d. %m. %Y."],
            help_text=_("We need about 14 days to find a date. Format: 2027-03-15 or 15. 3. 2027.")
            if rank == 1
            else "",
        )
        self.fields[f"part_{rank}"] = forms.ChoiceField(
            label=_("Part of the day"), choices=PartOfDay.choices, initial=PartOfDay.ANY
        )

    @staticmethod
    def date_limits() -> tuple[date, date]:
        """Return the first and the last day that a school may wish for."""
        today = timezone.localdate()
        return today + timedelta(days=1), today + timedelta(days=LATEST_DAYS)

    def fieldsets(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Return (legend, layout, fields) in the order in which they are asked."""
        return [(legend, layout, [self[name] for name in names]) for legend, layout, names in self.groups_of_fields]

    def clean_form_key(self) -> str:
        key = self.cleaned_data["form_key"]
        signer = signing.TimestampSigner(salt=KEY_SALT)
        try:
            value = signer.unsign(key, max_age=MAX_AGE)
        except signing.BadSignature as error:
            self._renew_key()
            raise ValidationError(
                _("This page was open for a long time. Please check your answers and send the form again.")
            ) from error
        try:
            signer.unsign(key, max_age=MIN_AGE)
        except signing.SignatureExpired:
            return value
        raise ValidationError(_("That was very quick. Please wait a moment and send the form again."))

    def _renew_key(self) -> None:
        self.data = self.data.copy()
        self.data["form_key"] = new_form_key()

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("leave_empty"):
            raise ValidationError(_("One field must stay empty. Please reload the page and try again."))
        self._check_dates(cleaned)
        return cleaned

    def _check_dates(self, cleaned: dict) -> None:
        earliest, latest = self.date_limits()
        seen = set()
        for rank in DATES:
            day = cleaned.get(f"date_{rank}")
            if day is None:
                continue
            wish = (day, cleaned.get(f"part_{rank}"))
            if day < earliest:
                self.add_error(f"date_{rank}", _("This day is past or too near. Please choose a later day."))
            elif day > latest:
                self.add_error(f"date_{rank}", _("This day is too far ahead. Please choose an earlier day."))
            elif wish in seen:
                self.add_error(f"date_{rank}", _("You have already chosen this day. Please choose another one."))
            seen.add(wish)

    def booking_request(self) -> BookingRequest:
        """Return the validated answers as the service takes them."""
        data = self.cleaned_data
        names = BookingRequest.__dataclass_fields__.keys() & data.keys() - {"phone"}
        wishes = [(data[f"date_{rank}"], data[f"part_{rank}"]) for rank in DATES]
        return BookingRequest(
            **{name: data[name] for name in names},
            phone=data["phone"].as_e164,
            locale=get_language(),
            preferred_dates=[(day, part) for day, part in wishes if day],
        )
