"""The pupils’ questions."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from workshops.models import PupilFeedback, Session
from workshops.scales import ScaleField

from .services import QUESTIONS

SALT = "workshops.pupil_feedback"
MAX_AGE = timedelta(hours=6)
MAX_TEXT = 1000


def new_key(session: Session) -> str:
    """Return a signed, timed key that makes each delivered form of a session one of a kind."""
    return signing.TimestampSigner(salt=SALT).sign_object([session.feedback_code, get_random_string(24)])


class PupilForm(forms.Form):
    """Four scaled questions, whether something upset, one free text; nothing about who answers."""

    understood = ScaleField(label=_("I understood what we talked about"), low=_("not at all"), high=_("completely"))
    felt_safe = ScaleField(label=_("I felt safe"), low=_("not at all"), high=_("completely"))
    useful = ScaleField(label=_("It was useful to me"), low=_("not at all"), high=_("very"))
    knows_whom_to_ask = ScaleField(
        label=_("I know whom I can turn to if I or somebody else needs help"),
        low=_("not at all"),
        high=_("completely"),
    )
    upset = forms.ChoiceField(
        label=_("Did anything upset you?"),
        choices=PupilFeedback.Upset.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Is there something you want to tell us?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Do not write names, neither your own nor anybody else’s."),
    )
    # In the place of a CSRF cookie, and what makes two presses of the button one answer.
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, session: Session, **kwargs):
        self.session = session
        super().__init__(*args, initial={"key": new_key(session)}, **kwargs)
        for name in QUESTIONS:
            self.fields[name].error_messages["required"] = _("Please choose a number from 1 to 5.")

    def clean_key(self) -> str:
        """Return the random part of the key: it tells neither the time nor the device."""
        signer = signing.TimestampSigner(salt=SALT)
        try:
            code, secret = signer.unsign_object(self.cleaned_data["key"], max_age=MAX_AGE)
            if code != self.session.feedback_code:
                raise signing.BadSignature
        except (signing.BadSignature, ValueError, TypeError) as error:
            message = _("This page was open for a long time. Your answers are still here: please send them again.")
            raise ValidationError(message) from error
        return secret

    def clean(self) -> dict:
        if "key" in self.errors:
            self.data = self.data.copy()
            self.data["key"] = new_key(self.session)
        return super().clean()

    def answers(self) -> dict:
        """Return what is kept of a valid form."""
        return {name: self.cleaned_data[name] for name in (*QUESTIONS, "upset", "text")}
