"""Two groups: coordinators, who run the desk and have nothing of an editor's, and the safeguarding group."""

from django.apps import apps as django_apps

GROUP = "Coordinators"
SAFEGUARDING = "Safeguarding"
ALL = ("view", "add", "change", "delete")
# What is written by the desk's services alone is only looked at; a report that was handed over stays as it is.
COORDINATORS = {
    "booking": ("view", "change"),
    "school": ALL,
    "facilitator": ALL,
    "blockedperiod": ALL,
    "session": ("view", "change"),
    "invitation": ("view", "add", "change"),
    "slot": ("view",),
    "offer": ("view",),
    "bookingmessage": ("view",),
    "schoolfeedback": ("view",),
    "pupilfeedback": ("view",),
    "mailtext": ("view", "change"),
    "reportsnapshot": ("view", "add"),
    "desksettings": ("change",),
}
# Reads what is hidden from everybody else, on the same screens.
SAFEGUARDING_CODES = {"view_booking", "change_booking", "see_disclosed_booking"}


def make_groups(**kwargs) -> None:
    """Make the groups with their permissions, and add what they lack; what an administrator added stays."""
    codes = {f"{action}_{model}" for model, actions in COORDINATORS.items() for action in actions}
    _make(GROUP, codes)
    _make(SAFEGUARDING, SAFEGUARDING_CODES)


def _make(name: str, codes: set[str]) -> None:
    group, _created = django_apps.get_model("auth", "Group").objects.get_or_create(name=name)
    permissions = django_apps.get_model("auth", "Permission").objects
    group.permissions.add(
        *permissions.filter(content_type__app_label="workshops", codename__in=codes),
        *permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
