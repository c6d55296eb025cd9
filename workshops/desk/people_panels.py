"""What a facilitator's screen shows besides the fields: what lies ahead, and the private calendar."""

from django.utils import timezone
from wagtail.admin.panels import Panel

from workshops.models import Invitation, Session

SHOWN = 10


class PersonPanel(Panel):
    """A panel without fields, for a person who is stored already."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.pk is not None


class UpcomingPanel(PersonPanel):
    """The next sessions, open invitations, and days away."""

    class BoundPanel(PersonPanel.BoundPanel):
        template_name = "workshops/desk/facilitator_upcoming.html"

        def get_context_data(self, parent_context=None):
            person, now = self.instance, timezone.now()
            sessions = person.sessions.filter(state=Session.State.PLANNED, ends_at__gte=now)
            unanswered = person.invitations.filter(state=Invitation.State.SENT, slot__starts_at__gt=now)
            blocked = person.blocked_periods.filter(last_day__gte=timezone.localdate())
            return {
                **super().get_context_data(parent_context),
                "facilitator": person,
                "sessions": sessions.select_related("booking").order_by("starts_at")[:SHOWN],
                "number": sessions.count(),
                "unanswered": set(unanswered.values_list("slot_id", flat=True)),
                "blocked_periods": blocked[:SHOWN],
            }


class CalendarAddressPanel(PersonPanel):
    """Whether there is an address of the private calendar, and the buttons to make, send and revoke it."""

    class BoundPanel(PersonPanel.BoundPanel):
        template_name = "workshops/desk/facilitator_calendar.html"
