"""Entering a request that came by phone or e-mail, and the button that leads there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton

from workshops.services import Entry, request_booking

from .entering_form import EntryForm, new_entry_key

PERMISSION = "workshops.change_booking"


@require_http_methods(["GET", "HEAD", "POST"])
def enter_request(request: HttpRequest) -> HttpResponse:
    """Take down a request; lead to its booking."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = EntryForm(request.POST if request.method == "POST" else None, initial={"entry_key": new_entry_key()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        entry = Entry(user=request.user, acknowledge=data["acknowledge"])
        booking = request_booking(request=form.booking_request(), form_key=data["entry_key"], entry=entry)
        messages.success(request, _("The request is entered as %(reference)s.") % {"reference": booking.reference})
        return redirect("workshops_desk", pk=booking.pk)
    title = _("Enter a request")
    context = {
        "form": form,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("bookings:index"), "label": _("Bookings")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "page_title": title,
        "header_icon": "calendar-alt",
    }
    return render(request, "workshops/desk/enter.html", context, status=422 if request.method == "POST" else 200)


def with_enter_button(view_class: type[IndexView]) -> type[IndexView]:
    """Return a listing that also leads to entering a request, for those who may."""

    class WithEnterButton(view_class):
        @cached_property
        def header_buttons(self):
            buttons = super().header_buttons
            if not self.request.user.has_perm(PERMISSION):
                return buttons
            return [
                *buttons,
                HeaderButton(_("Enter a request"), url=reverse("workshops_enter"), icon_name="plus"),
            ]

    return WithEnterButton
