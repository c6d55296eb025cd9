"""The one short form after the workshop: how many came to each session, and what the school thought."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms import MAX_PARTICIPANTS
from workshops.models import Booking, SchoolFeedback, Session
from workshops.scales import ScaleField
from workshops.sessions import Numbers

SCALES = ("content", "delivery", "organisation")
AGAIN = {"yes": True, "no": False}


class AfterForm(forms.Form):
    """Numbers for each session that is over, then the school's feedback, which may be left out."""

    content = ScaleField(label=_("What it was about"), low=_("poor"), high=_("excellent"), required=False)
    delivery = ScaleField(label=_("How it was led"), low=_("poor"), high=_("excellent"), required=False)
    organisation = ScaleField(label=_("How it was organised"), low=_("poor"), high=_("excellent"), required=False)
    would_book_again = forms.TypedChoiceField(
        label=_("Would you book this workshop again?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        coerce=AGAIN.get,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("What went well, and what could be better?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not describe a person and do not write the names of pupils here."),
    )

    def __init__(self, data=None, *, booking: Booking, sessions: list[Session]):
        self.booking, self.sessions = booking, sessions
        super().__init__(data, initial=self._known())
        for session in sessions:
            self._add_numbers(session)
        self.order_fields([name for name in self.fields if name not in self.base_fields])

    def _add_numbers(self, session: Session) -> None:
        came, present = _("Participants who came, without accompanying staff"), _("School staff present")
        if len(self.sessions) > 1:
            # The list of errors names a field by its label alone.
            group = {"number": session.group}
            came = _("Group %(number)s: participants who came, without accompanying staff") % group
            present = _("Group %(number)s: school staff present") % group
        for name, label, required in (("participants", came, True), ("staff_present", present, False)):
            self.fields[f"{name}_{session.pk}"] = forms.IntegerField(
                label=label,
                required=required,
                min_value=0,
                max_value=MAX_PARTICIPANTS,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def _known(self) -> dict:
        known = {}
        for session in self.sessions:
            known[f"participants_{session.pk}"] = session.participants
            known[f"staff_present_{session.pk}"] = session.staff_present
        feedback = SchoolFeedback.objects.filter(booking=self.booking).first()
        if feedback:
            known |= {name: getattr(feedback, name) for name in (*SCALES, "text")}
            known["would_book_again"] = {True: "yes", False: "no"}.get(feedback.would_book_again)
        return known

    def rows(self) -> list[tuple[Session, list[forms.BoundField]]]:
        """Return each session with its two questions."""
        return [
            (session, [self[f"participants_{session.pk}"], self[f"staff_present_{session.pk}"]])
            for session in self.sessions
        ]

    def scales(self) -> list[forms.BoundField]:
        return [self[name] for name in SCALES]

    def numbers(self) -> list[Numbers]:
        """Return the valid numbers as the service takes them."""
        return [
            Numbers(
                session=session,
                participants=self.cleaned_data[f"participants_{session.pk}"],
                staff_present=self.cleaned_data[f"staff_present_{session.pk}"],
            )
            for session in self.sessions
        ]

    def feedback(self) -> dict:
        """Return the valid feedback, by the names of the model's fields."""
        return {name: self.cleaned_data[name] for name in (*SCALES, "would_book_again", "text")}
