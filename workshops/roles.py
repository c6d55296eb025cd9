"""The coordinators' group: bookings, and nothing of an editor's."""

from django.apps import apps as django_apps

GROUP = "Coordinators"


def make_coordinators_group(**kwargs) -> None:
    """Make the group with its permissions, and add what it lacks."""
    group, _created = django_apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    permissions = django_apps.get_model("auth", "Permission").objects
    codes = {"view_booking", "change_booking"}
    codes |= {"view_mailtext", "change_mailtext"}
    for model in ("school", "facilitator", "blockedperiod"):
        codes |= {f"{action}_{model}" for action in ("view", "add", "change", "delete")}
    group.permissions.add(
        *permissions.filter(content_type__app_label="workshops", codename__in=codes),
        *permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
