"""Columns of the desk's lists."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from workshops.choices import Status

# How a status looks: it waits for us, for the school, is agreed, done, or ended without a workshop.
TONES = {
    Status.RECEIVED: "waits",
    Status.WAITING: "waits",
    Status.OFFERED: "asked",
    Status.CONFIRMED: "agreed",
    Status.DELIVERED: "done",
    Status.REPORTED: "done",
}


def tone(status: str) -> str:
    return TONES.get(status, "ended")


class ReferenceColumn(TitleColumn):
    """The reference, leading to the booking."""

    def __init__(self, sort_key: str | None = "reference"):
        super().__init__(
            "reference",
            label=_("Reference"),
            url_name="workshops_desk",
            classname="desk-nowrap",
            sort_key=sort_key,
            get_title_id=lambda booking: f"booking_{booking.pk}_title",
        )


class SchoolColumn(Column):
    cell_template_name = "workshops/desk/cells/school.html"

    def __init__(self, sort_key: str | None = "school_name"):
        super().__init__("school_name", label=_("School"), sort_key=sort_key)


class StatusColumn(Column):
    cell_template_name = "workshops/desk/cells/status.html"

    def __init__(self):
        super().__init__("status", label=_("Status"), accessor="get_status_display", sort_key="status")

    def get_cell_context_data(self, instance, parent_context):
        return {**super().get_cell_context_data(instance, parent_context), "tone": tone(instance.status)}


class AssigneeColumn(Column):
    """Who takes care of it; that nobody does must be seen."""

    def __init__(self, sort_key: str | None = "assignee__username"):
        super().__init__("assignee", label=_("Assigned to"), accessor=_assignee, sort_key=sort_key)


def _assignee(booking) -> str:
    person = booking.assignee
    return (person.get_full_name() or person.get_username()) if person else _("nobody")


class DatesColumn(Column):
    """The agreed dates, or else what the school wishes; both are fetched with the list."""

    cell_template_name = "workshops/desk/cells/dates.html"

    def __init__(self):
        super().__init__("dates", label=_("Date"), accessor=lambda booking: "")


class ReasonsColumn(Column):
    cell_template_name = "workshops/desk/cells/reasons.html"
