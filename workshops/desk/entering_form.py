"""A request that came by phone or e-mail, as a coordinator takes it down."""

from django import forms
from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from languages.codes import written_languages
from workshops.choices import Source
from workshops.forms import DATES, FieldGroup, RequestForm
from workshops.forms.requests import WISHES, workshops_in

SOURCES = [(source.value, source.label) for source in (Source.PHONE, Source.EMAIL)]


def new_entry_key() -> str:
    """Return what makes one delivered form one of a kind, so that a double click makes one booking."""
    return get_random_string(16)


class EntryForm(RequestForm):
    """The school's request, and how it reached us. A date is welcome, not demanded: one way to answer is."""

    source = forms.ChoiceField(
        label=_("Came by"), choices=SOURCES, widget=forms.RadioSelect, initial=Source.PHONE.value
    )
    locale = forms.ChoiceField(
        label=_("Language of our e-mails"), choices=written_languages, initial=settings.LANGUAGE_CODE
    )
    consent = forms.BooleanField(
        label=_("The school agrees that we use these details to arrange the workshop"),
        help_text=_("Said on the phone, or written in the e-mail. Your name is kept with it."),
        error_messages={"required": _("Without the school’s consent we may not keep the request.")},
    )
    acknowledge = forms.BooleanField(
        label=_("Send the acknowledgement with the private link"),
        required=False,
        initial=True,
        help_text=_("Goes to the school’s e-mail address, in the language chosen above."),
    )
    entry_key = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    groups_of_fields = (
        FieldGroup(legend=_("How it came"), names=("source", "locale")),
        FieldGroup(
            legend=_("School and contact"),
            hint=_("An e-mail address or a phone number is enough."),
            names=(
                *("school_name", "school_type", "town", "contact_name", "contact_role"),
                *("email", "phone", "best_time"),
            ),
        ),
        FieldGroup(
            legend=_("Workshop"),
            names=(
                *("workshop", "audience", "grade", "groups", "participants", "accompanying"),
                *("language", "place", "staff_stays"),
            ),
        ),
        FieldGroup(legend=_("Dates"), names=(*WISHES, "unsuitable_dates")),
        FieldGroup(
            legend=_("For the day itself"),
            names=(
                *("day_contact_name", "day_contact_phone", "room", "has_projector", "parking"),
                *("access_needs", "counsellor", "parents_informed", "please_call", "heard_from", "notes"),
            ),
        ),
        FieldGroup(legend=_("Consent and answer"), names=("consent", "acknowledge")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("email", "phone", *(f"date_{rank}" for rank in DATES)):
            self.fields[name].required = False

    def workshops(self) -> PageQuerySet:
        """Return the workshops in the coordinator's language; in Slovenian where they are not translated to it."""
        own = super().workshops()
        return own if own.exists() else workshops_in(settings.LANGUAGE_CODE)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not any(cleaned.get(name) or name in self.errors for name in ("email", "phone")):
            self.add_error("phone", _("Please give a phone number or an e-mail address."))
        return cleaned
