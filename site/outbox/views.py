"""The outbox in the CMS: one action, for a mail that was given up."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from .models import OutgoingMail
from .services import send_again as queue_again


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue the mail anew and lead back to it."""
    if not request.user.is_superuser:
        raise PermissionDenied
    mail = get_object_or_404(OutgoingMail, pk=pk)
    if queue_again(mail=mail):
        messages.success(request, _("The e-mail is queued again."))
    else:
        messages.warning(request, _("Only an e-mail that was given up can be sent again."))
    return redirect("outbox:inspect", pk)
