"""An e-mail as it is shown before it goes, to be changed."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.choices import MailEvent
from workshops.forms import LineField
from workshops.mail import Draft

LINK = "link"
LINK_SIGN = "{link}"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
MAX_BODY = 10_000


class DraftForm(forms.Form):
    """Subject and text; ``{link}`` becomes the school's private link only when the e-mail goes."""

    subject = LineField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Text"), max_length=MAX_BODY, required=False, widget=forms.Textarea(attrs={"rows": 18})
    )
    send = forms.ChoiceField(
        label=_("E-mail"),
        choices=[("yes", _("send this e-mail")), ("no", _("do not send this e-mail"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, draft: Draft):
        initial = {"subject": draft.subject, "body": draft.body, "send": "yes"}
        super().__init__(data, prefix="mail", initial=initial)
        self.draft = draft
        self.has_link = LINK_SIGN in draft.body
        # A message of our own is nothing but its e-mail, and may do without the link.
        is_message = draft.event == MailEvent.MESSAGE
        self.needs_link = draft.event == MailEvent.DATES_OFFERED or (self.has_link and not is_message)
        if is_message:
            del self.fields["send"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.is_sent():
            return cleaned
        for name in ("subject", "body"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("An e-mail needs this."))
            unknown = sorted(set(PLACEHOLDER.findall(cleaned.get(name) or "")) - {LINK})
            if unknown:
                words = ", ".join(f"{{{word}}}" for word in unknown)
                self.add_error(name, _("This would go out as it stands: %s. Please write what it means.") % words)
        if LINK_SIGN in (cleaned.get("subject") or ""):
            self.add_error("subject", _("The private link cannot stand in a subject."))
        if self.needs_link and cleaned.get("body") and LINK_SIGN not in cleaned["body"]:
            self.add_error(
                "body", _("{link} is missing: without it, the school has no way to its booking. Put it back, please.")
            )
        return cleaned

    def is_sent(self) -> bool:
        return self.draft.event == MailEvent.MESSAGE or self.cleaned_data.get("send") != "no"

    def edited(self) -> Draft:
        """Return the draft with the coordinator's words; the form must be valid."""
        body = re.sub(r"\r\n?", "\n", self.cleaned_data["body"]).strip()
        return Draft(
            event=self.draft.event,
            to=self.draft.to if self.is_sent() else "",
            language=self.draft.language,
            subject=self.cleaned_data["subject"] or self.draft.subject,
            body=body or self.draft.body,
        )
