"""The outbox in the CMS: superusers see it and can send again what was given up; nothing else can be done."""

import pytest
from django.contrib.auth.models import Group, User

from outbox.models import OutgoingMail

pytestmark = pytest.mark.django_db
Status = OutgoingMail.Status


def mail(**values) -> OutgoingMail:
    plain = {"recipient": "ziva@example.si", "subject": "Naročilo", "sender": "info@example.si", "mime": b"skrito"}
    return OutgoingMail.objects.create(**plain, message_id="<1@example.si>", **values)


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("boss", password="x"))
    return client


@pytest.fixture(params=["Editors", "Coordinators"])
def member(request, client):
    user = User.objects.create_user("member", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=request.param))
    client.force_login(user)
    return client


def test_superusers_list_filter_search_and_read_it_without_the_text(superuser):
    one = mail(status=Status.DEAD, last_error="SMTPRecipientsRefused 550")
    listing = superuser.get("/admin/outbox/").content.decode()
    assert "ziva@example.si" in listing and "Naročilo" in listing
    assert "ziva@example.si" in superuser.get("/admin/outbox/", {"q": "ziva"}).content.decode()
    assert "ziva@example.si" not in superuser.get("/admin/outbox/", {"status": "sent"}).content.decode()
    page = superuser.get(f"/admin/outbox/inspect/{one.pk}/").content.decode()
    assert "SMTPRecipientsRefused 550" in page
    assert "skrito" not in listing + page
    assert "/admin/outbox/" in superuser.get("/admin/").content.decode()


@pytest.mark.parametrize("address", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_nothing_is_added_changed_or_deleted(superuser, address):
    one = mail()
    path = f"/admin/outbox/{address.format(pk=one.pk)}"
    assert superuser.get(path).status_code in (302, 403)
    assert superuser.post(path).status_code in (302, 403)
    assert OutgoingMail.objects.count() == 1
    assert address.split("{")[0] not in superuser.get("/admin/outbox/").content.decode().split("<main", 1)[-1]


def test_mail_given_up_is_sent_again_by_a_button(superuser):
    one = mail(status=Status.DEAD, attempts=12)
    again = f"/admin/outbox/again/{one.pk}/"
    assert again in superuser.get(f"/admin/outbox/inspect/{one.pk}/").content.decode()
    assert superuser.get(again).status_code == 405
    assert superuser.post(again, follow=True).status_code == 200
    one.refresh_from_db()
    assert (one.status, one.attempts) == (Status.QUEUED, 0)


def test_mail_that_was_not_given_up_is_not_sent_again(superuser):
    one = mail(status=Status.SENT, attempts=1)
    again = f"/admin/outbox/again/{one.pk}/"
    assert again not in superuser.get(f"/admin/outbox/inspect/{one.pk}/").content.decode()
    superuser.post(again)
    one.refresh_from_db()
    assert one.status == Status.SENT
    assert superuser.post("/admin/outbox/again/999999/").status_code == 404


def test_members_of_other_groups_see_nothing_of_it(member):
    one = mail(status=Status.DEAD)
    assert "/admin/outbox/" not in member.get("/admin/").content.decode()
    for address in ("", f"inspect/{one.pk}/"):
        assert member.get(f"/admin/outbox/{address}").status_code == 302
    assert member.post(f"/admin/outbox/again/{one.pk}/").status_code in (302, 403)
    one.refresh_from_db()
    assert one.status == Status.DEAD


def test_listing_costs_the_same_with_much_mail(superuser, django_assert_max_num_queries):
    superuser.get("/admin/outbox/")
    for _number in range(60):
        mail()
    with django_assert_max_num_queries(25):
        superuser.get("/admin/outbox/")
