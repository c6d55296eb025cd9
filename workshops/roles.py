"""The coordinators' group: bookings, and nothing of an editor's."""

from django.apps import apps as django_apps

GROUP = "Coordinators"


def make_coordinators_group(**kwargs) -> None:
    """Make the group with its permissions, unless it is there; what an administrator changed stays."""
    group, created = django_apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    if not created and group.permissions.exists():
        return
    permissions = django_apps.get_model("auth", "Permission").objects
    group.permissions.add(
        *permissions.filter(content_type__app_label="workshops", codename__in=("view_booking", "change_booking")),
        *permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
