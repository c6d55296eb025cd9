"""What waits for a coordinator, oldest first: shown on the first screen of the CMS."""

from datetime import datetime, timedelta

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.admin.ui.components import Component

from workshops.choices import Status
from workshops.models import Booking

SHOWN = 10
# After so many days without an answer, somebody should ask the school.
PATIENCE = timedelta(days=7)


def needing_attention(*, now: datetime) -> QuerySet[Booking]:
    """Return bookings on which we have to act, with ``since``, the one that waits longest first."""
    bookings = Booking.objects.annotate(
        since=Coalesce(Max("transitions__at"), F("created_at")), last_end=Max("slots__ends_at")
    )
    ours = Q(status__in=(Status.RECEIVED, Status.WAITING))
    unanswered = Q(status=Status.OFFERED, since__lt=now - PATIENCE)
    over = Q(status=Status.CONFIRMED, last_end__lt=now)
    return bookings.filter(ours | unanswered | over).order_by("since")


class AttentionPanel(Component):
    """The queue on the CMS's first screen, for coordinators."""

    name = "bookings_needing_attention"
    template_name = "workshops/desk/attention.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not user.has_perm("workshops.change_booking"):
            return {"hidden": True}
        bookings = needing_attention(now=timezone.now())
        return {"bookings": bookings[:SHOWN], "total": bookings.count()}
