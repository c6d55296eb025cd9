"""Noting a disclosure, and what the safeguarding group does about it."""

from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry, LogFormatter

from workshops.disclosure import (
    LIFTED,
    NOTED,
    REDACTED,
    Text,
    lift_disclosure,
    may_read,
    note_disclosure,
    redact,
    texts_of,
)
from workshops.models import Booking

SHOWN = 20


class RedactForm(forms.Form):
    """What to remove for good: whole texts, and words wherever they stand."""

    texts = forms.MultipleChoiceField(
        label=gettext_lazy("Texts to remove as a whole"), required=False, widget=forms.CheckboxSelectMultiple
    )
    passage = forms.CharField(
        label=gettext_lazy("Words to remove wherever they stand"),
        help_text=gettext_lazy(
            "Such as a name. They are removed from everything that is about this booking, and from its e-mails that "
            "are still stored here. Each form of a name has to be removed on its own."
        ),
        required=False,
        min_length=3,
        max_length=1000,
    )
    sure = forms.BooleanField(label=gettext_lazy("I know that what is removed cannot be brought back."))

    def __init__(self, *args, texts: list[Text], **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {text.key: text for text in texts}
        self.fields["texts"].choices = [
            (
                key,
                format_html("<span><strong>{}</strong><br>{}</span>", capfirst(text.label), linebreaksbr(text.value)),
            )
            for key, text in self.by_key.items()
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not (cleaned["texts"] or cleaned["passage"].strip()):
            self.add_error(None, _("Choose a text, or write the words to remove."))
        return cleaned


def _booking(pk: int, user: AbstractBaseUser, *, only_safeguarding: bool) -> Booking:
    allowed = may_read(user) if only_safeguarding else user.has_perm("workshops.change_booking")
    if not allowed:
        raise PermissionDenied
    return get_object_or_404(Booking, pk=pk)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody disclosed a case, and show what to do now."""
    note_disclosure(booking=_booking(pk, request.user, only_safeguarding=False), user=request.user)
    messages.success(request, _("The disclosure is noted. Please follow the steps on this page now."))
    return redirect("workshops_desk", pk=pk)


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the flag back."""
    lift_disclosure(booking=_booking(pk, request.user, only_safeguarding=True), user=request.user)
    messages.success(request, _("The flag is taken back: the coordinators see the texts again."))
    return redirect("workshops_disclosure", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the safeguarding group every free text of a booking, and remove what should not stand there."""
    booking = _booking(pk, request.user, only_safeguarding=True)
    is_sent = request.method == "POST"
    form = RedactForm(request.POST if is_sent else None, texts=texts_of(booking))
    if is_sent and form.is_valid():
        data = form.cleaned_data
        texts = [form.by_key[key] for key in data["texts"]]
        fields = redact(booking=booking, texts=texts, passage=data["passage"].strip(), user=request.user)
        if fields:
            notice = ngettext("Removed from %(count)s place.", "Removed from %(count)s places.", len(fields))
            messages.success(request, notice % {"count": len(fields)})
        else:
            messages.warning(request, _("These words stand nowhere in this booking: nothing was removed."))
        return redirect("workshops_disclosure", pk=pk)
    context = {
        "booking": booking,
        "form": form,
        "page_title": booking.reference,
        "header_icon": "lock",
        "may_open_desk": request.user.has_perm("workshops.change_booking"),
    }
    return render(request, "workshops/desk/disclosure_texts.html", context, status=422 if is_sent else 200)


class DisclosuresPanel(Component):
    """Bookings with a disclosure, on the CMS's first screen of the safeguarding group."""

    name = "bookings_with_disclosure"
    template_name = "workshops/desk/disclosures.html"
    order = 40

    def get_context_data(self, parent_context):
        if not may_read(parent_context["request"].user):
            return {"bookings": []}
        flagged = Booking.objects.filter(disclosed_at__isnull=False).order_by("-disclosed_at")
        return {"bookings": flagged[:SHOWN]}


def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what the history of a booking shows: who and when, never what was said."""
    actions.register_action(NOTED, gettext_lazy("Note a disclosure"), gettext_lazy("A disclosure was noted"))
    actions.register_action(
        LIFTED, gettext_lazy("Take back a disclosure"), gettext_lazy("The flag of a disclosure was taken back")
    )

    @actions.register_action(REDACTED)
    class RedactionFormatter(LogFormatter):
        label = gettext_lazy("Redact texts")

        def format_message(self, log_entry):
            return _("Texts were removed for good: %(fields)s") % {"fields": ", ".join(log_entry.data["fields"])}
