"""A coordinator's role is not an editor's role: each address of the desk is tried by each group."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.workshops.admin_walk import admin_addresses
from tests.workshops.everything import KEPT, KEY, Everything, short
from workshops.models import DeskSettings
from workshops.roles import GROUP, SAFEGUARDING, make_groups

pytestmark = pytest.mark.django_db
# What coordinators must not do though the desk is theirs: the safeguarding group's part, and bookings by hand.
# Bookings come by their service, e-mail texts with the site.
NOBODYS = {
    "bookings:add",
    "bookings:delete",
    "wagtailsnippets_workshops_mailtext:add",
    "wagtailsnippets_workshops_mailtext:delete",
}
NOT_FOR_COORDINATORS = {
    "workshops_disclosure",
    "workshops_disclosure_lift",
    *NOBODYS,
    # The booking has a disclosure: its notes are not theirs.
    "workshops_desk_notes",
}
EDITORS_OWN = (
    "wagtailadmin_explore_root",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailredirects:index",
    "wagtailadmin_collections:index",
)


@pytest.fixture(autouse=True)
def rows():
    DeskSettings.load()
    when = timezone.now() + timedelta(days=30)
    return Everything(when=when, text=lambda model, field: short(field, field.name), ReportSnapshot=KEPT)


@pytest.fixture
def as_member(client):
    def sign_in(*groups: str):
        user = User.objects.create_user("-".join(groups).lower(), password="x")
        user.groups.set(Group.objects.filter(name__in=groups))
        assert user.groups.count() == len(groups)
        client.force_login(user)
        return client

    return sign_in


def is_refused(response) -> bool:
    return response.status_code == 403 or (
        response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    )


def let_in(client) -> set[str]:
    """Return the names of the addresses that open, or that take a form."""
    names = set()
    for name, address in admin_addresses().items():
        answer = client.get(address)
        if answer.status_code == 405:
            with transaction.atomic():
                answer = client.post(address)
                # What one address does is undone before the next is tried.
                transaction.set_rollback(True)
        names |= set() if is_refused(answer) else {name}
    return names


def test_the_walk_finds_the_desk():
    names = set(admin_addresses())
    assert {"workshops_desk", "bookings:index", "bookings:edit", "schools:index", "facilitators:edit"} <= names
    assert {"workshops_disclosure", "workshops_disclosure_note", "settings:workshops.desksettings"} <= names


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_have_no_address_of_the_desk(as_member, group):
    client = as_member(group)
    assert let_in(client) == set()
    for name, address in admin_addresses().items():
        # What takes no POST at all refuses it to everybody.
        answer = client.post(address)
        assert is_refused(answer) or answer.status_code == 405, name
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "bookings" not in home


def test_without_signing_in_nothing_is_seen(client):
    for address in admin_addresses().values():
        response = client.get(address)
        assert response.status_code == 302 and response.url.startswith(reverse("wagtailadmin_login")), address


def test_coordinators_have_the_whole_desk_and_nothing_else(as_member):
    client = as_member(GROUP)
    assert set(admin_addresses()) - let_in(client) == NOT_FOR_COORDINATORS
    for name in EDITORS_OWN:
        assert is_refused(client.get(reverse(name))), name


def test_what_was_reported_is_not_changed_by_coordinators():
    codes = set(Group.objects.get(name=GROUP).permissions.values_list("codename", flat=True))
    assert {"add_reportsnapshot", "view_reportsnapshot"} <= codes
    assert not codes & {"change_reportsnapshot", "delete_reportsnapshot", "add_booking", "delete_booking"}
    assert "see_disclosed_booking" not in codes


def test_the_safeguarding_group_reads_bookings_and_keeps_no_registers(as_member):
    client = as_member(SAFEGUARDING)
    for name in ("bookings:index", "workshops_desk", "workshops_disclosure"):
        assert client.get(admin_addresses()[name]).status_code == 200, name
    for name in ("schools:index", "facilitators:index", "blocked_periods:index", "settings:workshops.desksettings"):
        assert is_refused(client.get(admin_addresses()[name])), name


def test_a_coordinator_in_the_safeguarding_group_has_both(as_member):
    client = as_member(GROUP, SAFEGUARDING)
    assert set(admin_addresses()) - let_in(client) == NOBODYS


def test_a_permission_that_was_taken_from_a_group_comes_back_and_one_that_was_added_stays():
    group = Group.objects.get(name=GROUP)
    group.permissions.clear()
    make_groups()
    make_groups()
    assert group.permissions.filter(codename="change_booking").exists()


def test_no_screen_of_the_desk_fails_for_an_administrator(admin_client):
    for name, address in admin_addresses().items():
        assert admin_client.get(address).status_code < 500, name
        assert admin_client.get(address.replace(str(KEY), "1")).status_code < 500, name
