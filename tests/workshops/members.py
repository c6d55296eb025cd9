"""Signs in people of the CMS's groups."""

from django.contrib.auth.models import Group, User
from django.test import Client


def sign_in(client: Client, group: str = "Coordinators", name: str = "") -> User:
    """Make a member of a group and sign it in."""
    user = User.objects.create_user(name or group.lower(), password="x")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user
