"""What a facilitator may answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

ACCEPT, REFUSE = "accept", "refuse"


class AnswerForm(forms.Form):
    """Yes or no, by the button that was pressed; a reason if one likes to give it."""

    answer = forms.ChoiceField(
        choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)],
        error_messages={
            "required": _("Please choose one of the buttons."),
            "invalid_choice": _("Please choose one of the buttons."),
        },
    )
    reason = forms.CharField(
        label=_("Reason, if you refuse"),
        max_length=300,
        required=False,
        help_text=_("Only the coordinators read it. Please do not describe a person."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
