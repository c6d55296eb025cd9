"""What a request for a workshop consists of, whoever writes it down: a teacher, or a coordinator on the phone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from wagtail.query import PageQuerySet

from languages.scripts import current_code
from pages.visibility import visible
from workshops.choices import Audience, BookingLanguage, HeardFrom, PartOfDay, Place, SchoolType
from workshops.models import WorkshopPage
from workshops.services import BookingRequest

from .fields import MAX_GROUPS, MAX_PARTICIPANTS, LineField, WorkshopChoiceField

DATES = (1, 2, 3)
LATEST_DAYS = 400
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d. %m. %Y."]
WISHES = tuple(f"{name}_{rank}" for rank in DATES for name in ("date", "part"))


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that are asked together: a fieldset, and a step where there are steps.

    Attributes:
        names: the fields; once the group belongs to a form, ``fields`` holds them bound.
        layout: a class for the stylesheet.
        is_optional: nothing here must be filled in.
    """

    legend: str
    names: tuple[str, ...]
    hint: str = ""
    layout: str = ""
    is_optional: bool = False
    fields: tuple[forms.BoundField, ...] = ()


def workshops_in(language: str) -> PageQuerySet:
    """Return the workshops that readers of a language see, with no more than a list of titles needs."""
    pages = WorkshopPage.objects.filter(locale__language_code=language)
    return visible(pages).order_by("path").defer_streamfields()


class RequestForm(forms.Form):
    """The questions and their rules; errors are in the reader's language, typed values stay."""

    school_name = LineField(label=_("School or organisation"), max_length=200)
    school_type = forms.ChoiceField(label=_("Type"), choices=[("", _("Please choose")), *SchoolType.choices])
    town = LineField(label=_("Town"), max_length=100)

    contact_name = LineField(label=_("First and last name"), max_length=120)
    contact_role = LineField(
        label=_("Role"), max_length=120, required=False, help_text=_("For example: counsellor, class teacher.")
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    phone = PhoneNumberField(
        label=_("Phone"), region="SI", help_text=_("We call only about this workshop. Example: 01 234 56 78.")
    )
    best_time = LineField(
        label=_("Best time to call"),
        max_length=120,
        required=False,
        help_text=_("For example: weekdays from 10 to 11."),
    )

    workshop = WorkshopChoiceField(
        label=_("Workshop"), queryset=WorkshopPage.objects.none(), empty_label=_("Please choose")
    )
    audience = forms.ChoiceField(label=_("Who takes part"), choices=[("", _("Please choose")), *Audience.choices])
    grade = LineField(
        label=_("Grade or age"), max_length=100, required=False, help_text=_("For example: grade 9, age 14–15.")
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
    accompanying = forms.IntegerField(
        label=_("Of which accompanying staff"), min_value=0, max_value=MAX_PARTICIPANTS, required=False
    )
    language = forms.ChoiceField(label=_("Language of the workshop"), choices=BookingLanguage.choices)
    place = forms.ChoiceField(
        label=_("In person or online"), choices=Place.choices, widget=forms.RadioSelect, initial=Place.IN_PERSON
    )
    staff_stays = forms.BooleanField(
        label=_("A member of the school’s staff stays in the room throughout"),
        required=False,
        help_text=_("We ask for this wherever we meet pupils in person."),
    )

    unsuitable_dates = LineField(
        label=_("Dates that do not suit"),
        max_length=300,
        required=False,
        help_text=_("For example: sports day on 12 May, no Mondays."),
    )

    day_contact_name = LineField(
        label=_("Contact on the day, if it is another person"), max_length=120, required=False
    )
    day_contact_phone = PhoneNumberField(label=_("Phone on the day"), region="SI", required=False)
    room = LineField(
        label=_("Room"), max_length=120, required=False, help_text=_("For example: library, first floor.")
    )
    has_projector = forms.BooleanField(label=_("The room has a projector and sound"), required=False)
    parking = LineField(
        label=_("Parking"), max_length=200, required=False, help_text=_("Where can we park, and from which side?")
    )
    access_needs = LineField(
        label=_("What the group needs in order to take part"),
        max_length=300,
        required=False,
        help_text=_("For example: step-free access, a microphone. No diagnoses and no names of pupils, please."),
    )
    counsellor = LineField(
        label=_("School counsellor"),
        max_length=120,
        required=False,
        help_text=_("Whom pupils can turn to after the workshop."),
    )
    parents_informed = forms.BooleanField(label=_("Parents know about the workshop"), required=False)
    heard_from = forms.ChoiceField(
        label=_("How did you hear of us?"),
        choices=[("", _("Please choose")), *HeardFrom.choices],
        required=False,
    )

    please_call = forms.BooleanField(
        label=_("There is something you should know before you come. Please phone me."),
        required=False,
        help_text=_("A tick is enough. What it is about we only talk about: please do not write it down."),
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Do not describe a person and do not write the names of pupils here."),
    )

    groups_of_fields: tuple[FieldGroup, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workshop"].queryset = self.workshops()
        for rank in DATES:
            self._add_wish(rank)
        self.order_fields([name for group in self.groups_of_fields for name in group.names])

    def workshops(self) -> PageQuerySet:
        """Return the workshops to choose from, in the reader's language."""
        return workshops_in(get_language())

    def _add_wish(self, rank: int) -> None:
        earliest, latest = self.date_limits()
        labels = {1: _("First choice"), 2: _("Second choice"), 3: _("Third choice")}
        attrs = {"type": "date", "min": earliest.isoformat(), "max": latest.isoformat()}
        self.fields[f"date_{rank}"] = forms.DateField(
            label=labels[rank],
            required=rank == 1,
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
            input_formats=DATE_FORMATS,
        )
        self.fields[f"part_{rank}"] = forms.ChoiceField(
            label=_("Part of the day"), choices=PartOfDay.choices, initial=PartOfDay.ANY
        )

    @staticmethod
    def date_limits() -> tuple[date, date]:
        """Return the first and the last day that a school may wish for. A near one is tight, and taken."""
        today = timezone.localdate()
        return today, today + timedelta(days=LATEST_DAYS)

    def fieldsets(self) -> list[FieldGroup]:
        """Return the groups in the order in which they are asked, each with its fields."""
        return [replace(group, fields=tuple(self[name] for name in group.names)) for group in self.groups_of_fields]

    def clean(self) -> dict:
        cleaned = super().clean()
        self._check_dates(cleaned)
        participants = cleaned.get("participants")
        if participants is not None and (cleaned.get("accompanying") or 0) > participants:
            self.add_error("accompanying", _("There cannot be more accompanying staff than participants altogether."))
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
                self.add_error(f"date_{rank}", _("This day is past. Please choose a later day."))
            elif day > latest:
                self.add_error(f"date_{rank}", _("This day is too far ahead. Please choose an earlier day."))
            elif wish in seen:
                self.add_error(f"date_{rank}", _("You have already chosen this day. Please choose another one."))
            seen.add(wish)

    def booking_request(self) -> BookingRequest:
        """Return the validated answers as the service takes them."""
        data = self.cleaned_data
        values = {"locale": current_code(), **data}
        values["accompanying"] = data["accompanying"] or 0
        for name in ("phone", "day_contact_phone"):
            values[name] = data[name].as_e164 if data[name] else ""
        wishes = [(data[f"date_{rank}"], data[f"part_{rank}"]) for rank in DATES]
        names = BookingRequest.__dataclass_fields__.keys() & values.keys()
        return BookingRequest(
            **{name: values[name] for name in names}, preferred_dates=[(day, part) for day, part in wishes if day]
        )
