"""A facilitator is asked, answers by a private link, changes their mind in time; the desk sees it and can act."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from freezegun import freeze_time

from tests.workshops.making import make_booking, make_offer, moment
from workshops.choices import Status
from workshops.decisions import decide
from workshops.invitations import InvitationClosed, answer, assign, invite, is_withdrawn, withdraw
from workshops.models import Facilitator, Invitation, Slot
from workshops.offers import Proposal, accept_offer, confirm_date

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://\S+/invitation/([\w-]+)/|http://\S+/[\w-]+/([\w-]{32})/")


def person(name: str = "Zala", **values) -> Facilitator:
    return Facilitator.objects.create(**{"name": name, "email": f"{name.lower()}@example.si", **values})


def agree(booking=None, facilitator=None, start=None, minutes: int = 45, **values):
    """Agree on a date with a school; return the booking and the slot."""
    booking = booking or make_booking(**values)
    start = start or moment()
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=minutes), facilitator=facilitator)
    booking = confirm_date(booking=booking, proposal=proposal, user=None)
    return booking, booking.slots.get()


def token_in(mail) -> str:
    return next(filter(None, LINK.search(mail.body).groups()))


def address(token: str, language: str = "en", name: str = "invitation") -> str:
    with translation.override(language):
        return reverse(f"workshops:{name}", args=[token])


def to(mailoutbox, recipient: str) -> list:
    return [mail for mail in mailoutbox if mail.to == [recipient]]


@pytest.fixture
def asked(mailoutbox):
    """Ask Zala to lead a workshop; give booking, invitation and token."""
    booking, _slot = agree(facilitator=person(locale="en"), groups=2, minutes=90, contact_role="svetovalka")
    return booking, Invitation.objects.get(), token_in(to(mailoutbox, "zala@example.si")[0])


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("koordinatorka", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def test_the_invitation_says_what_when_and_where_but_names_no_contact_before_the_yes(client, asked):
    booking, _invitation, token = asked
    response = client.get(address(token))
    html = response.content.decode()
    assert "Krško" in html and "08:15–09:00" in html and "09:00–09:45" in html
    assert booking.contact_name + "," not in html and booking.email not in html and "31 234 567" not in html
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html


def test_who_accepts_sees_the_contact_and_is_on_every_session(client, asked):
    booking, invitation, token = asked
    assert client.post(address(token), {"answer": "accept", "reason": "nič"}).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reason) == ("accepted", "")
    html = client.get(address(token)).content.decode()
    assert booking.email in html and "svetovalka" in html
    assert all(invitation.facilitator in one.facilitators.all() for one in booking.sessions.all())


def test_free_text_of_the_school_is_not_shown_once_a_disclosure_is_noted(client, asked):
    booking, invitation, token = asked
    answer(invitation=invitation, accept=True)
    type(booking).objects.filter(pk=booking.pk).update(access_needs="klančina")
    assert "klančina" in client.get(address(token)).content.decode()
    type(booking).objects.filter(pk=booking.pk).update(disclosed_at=timezone.now())
    assert "klančina" not in client.get(address(token)).content.decode()


def test_who_refuses_is_taken_off_and_the_reason_is_kept(client, asked):
    booking, invitation, token = asked
    client.post(address(token), {"answer": "refuse", "reason": "Takrat sem v Celju."})
    invitation.refresh_from_db()
    assert (invitation.state, invitation.reason) == ("refused", "Takrat sem v Celju.")
    assert not any(one.facilitators.exists() for one in booking.sessions.all())
    assert booking.email not in client.get(address(token)).content.decode()


@pytest.mark.parametrize(
    "data", [{}, {"answer": ""}, {"answer": "maybe"}, {"answer": "refuse", "reason": "x" * 301}, {"answer": "\x00"}]
)
def test_an_answer_that_is_none_changes_nothing_and_keeps_what_was_typed(client, asked, data):
    _booking, invitation, token = asked
    response = client.post(address(token), {"reason": "Nimam časa", **data})
    assert response.status_code == 422
    assert (data.get("reason") or "Nimam časa") in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.state == "sent"


def test_reading_or_a_wrong_link_answers_nothing(client, asked):
    _booking, invitation, token = asked
    client.get(address(token), {"answer": "refuse"})
    for wrong in (token[:-1] + ("y" if token.endswith("x") else "x"), "x", "%00"):
        assert client.get(address(token).replace(token, wrong)).status_code == 404
        assert client.post(address(token).replace(token, wrong), {"answer": "accept"}).status_code == 404
    invitation.refresh_from_db()
    assert invitation.state == "sent" and token not in str(list(Invitation.objects.values()))


def test_a_mind_can_be_changed_until_the_day_before_and_not_on_the_day(client, asked):
    booking, invitation, token = asked
    start = invitation.slot.starts_at
    client.post(address(token), {"answer": "accept"})
    with freeze_time(start - timedelta(hours=10)):
        assert client.post(address(token), {"answer": "refuse"}).status_code == 302
        assert client.post(address(token), {"answer": "accept"}).status_code == 302
    with freeze_time(start - timedelta(hours=2)):
        html = client.get(address(token)).content.decode()
        assert 'value="refuse"' not in html and booking.email in html
        assert client.post(address(token), {"answer": "refuse"}).status_code == 409
    invitation.refresh_from_db()
    assert invitation.state == "accepted"


def test_a_first_answer_is_possible_until_the_start_and_not_after(client, asked):
    _booking, invitation, token = asked
    start = invitation.slot.starts_at
    with freeze_time(start + timedelta(minutes=1)):
        assert client.get(address(token)).status_code == 200
        assert client.post(address(token), {"answer": "accept"}).status_code == 409
    with freeze_time(start - timedelta(minutes=1)):
        assert client.post(address(token), {"answer": "accept"}).status_code == 302


def test_the_same_answer_twice_is_one_answer(client, asked):
    token = asked[2]
    client.post(address(token), {"answer": "accept"})
    first = Invitation.objects.get().answered_at
    assert client.post(address(token), {"answer": "accept"}).status_code == 302
    assert Invitation.objects.get().answered_at == first


def test_a_refusal_cannot_be_taken_back_once_somebody_else_leads(client, asked):
    _booking, invitation, token = asked
    answer(invitation=invitation, accept=False)
    assert 'value="accept"' in client.get(address(token)).content.decode()
    other = invite(slot=invitation.slot, facilitator=person("Bor"))
    answer(invitation=other, accept=True)
    assert 'value="accept"' not in client.get(address(token)).content.decode()
    assert client.post(address(token), {"answer": "accept"}).status_code == 409


def test_a_cancelled_workshop_closes_the_invitation_and_says_so(client, asked, mailoutbox):
    booking, invitation, token = asked
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    assert len(to(mailoutbox, "zala@example.si")) == 2
    response = client.get(address(token))
    assert response.status_code == 200 and "OŠ Krško" not in response.content.decode()
    assert client.post(address(token), {"answer": "accept"}).status_code == 409
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn"


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_an_old_invitation_shows_nothing_of_the_next_school_at_that_time(client, asked, state):
    booking, invitation, _token = asked
    bor = invite(slot=invitation.slot, facilitator=person("Bor"))
    Invitation.objects.filter(pk=bor.pk).update(digest="a" * 64)
    bor.refresh_from_db()
    if state == "refused":
        answer(invitation=bor, accept=False)
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    other = make_booking(school_name="Gimnazija Litija")
    accept_offer(booking=other, offer=make_offer(other, slot=Slot.objects.get(pk=invitation.slot_id)))
    bor = Invitation.objects.get(pk=bor.pk)
    assert bor.state == state
    with pytest.raises(InvitationClosed):
        answer(invitation=bor, accept=True)
    assert is_withdrawn(bor)


def test_who_refused_this_time_is_not_asked_again_nor_put_on_the_next_schools_sessions(asked, mailoutbox):
    booking, invitation, _token = asked
    answer(invitation=invitation, accept=False)
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    sent = len(to(mailoutbox, "zala@example.si"))
    other = make_booking()
    accept_offer(booking=other, offer=make_offer(other, slot=Slot.objects.get(pk=invitation.slot_id)))
    assert len(to(mailoutbox, "zala@example.si")) == sent
    assert not other.sessions.get().facilitators.exists()


def test_asking_again_keeps_the_link_that_is_out(asked, client, mailoutbox):
    _booking, invitation, token = asked
    assert invite(slot=invitation.slot, facilitator=invitation.facilitator) == invitation
    assert len(to(mailoutbox, "zala@example.si")) == 1
    assert client.get(address(token)).status_code == 200


def test_nobody_is_asked_about_the_past_or_a_free_time(mailoutbox):
    _booking, slot = agree(start=moment(days=-3))
    free = Slot.objects.create(starts_at=moment(), ends_at=moment(hour=9))
    assert invite(slot=slot, facilitator=person()) is None and invite(slot=free, facilitator=person("Bor")) is None
    assert not to(mailoutbox, "zala@example.si")


def test_who_is_assigned_without_asking_hears_only_of_a_cancellation(mailoutbox):
    booking, slot = agree()
    assign(slot=slot, facilitator=person())
    assert not to(mailoutbox, "zala@example.si") and booking.sessions.get().facilitators.exists()
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    assert len(to(mailoutbox, "zala@example.si")) == 1


def test_nobody_is_assigned_or_withdrawn_at_a_time_that_was_freed_meanwhile(asked, mailoutbox):
    booking, invitation, _token = asked
    shown = Slot.objects.select_related("taken_by").get(pk=invitation.slot_id)
    held = Invitation.objects.select_related("slot__taken_by", "facilitator").get()
    decide(booking=booking, to=Status.CANCELLED_BY_US, user=None)
    assert assign(slot=shown, facilitator=invitation.facilitator) is None
    assert Invitation.objects.get().state == "withdrawn"
    other = make_booking()
    accept_offer(booking=other, offer=make_offer(other, slot=Slot.objects.get(pk=shown.pk)))
    Invitation.objects.update(state="sent")
    mailoutbox.clear()
    assert not withdraw(invitation=held)
    assert Invitation.objects.get().state == "sent" and mailoutbox == []


def test_a_mind_that_changes_between_two_people_is_not_lost(asked, client):
    _booking, invitation, token = asked
    assign(slot=invitation.slot, facilitator=invitation.facilitator)
    assert client.get(address(token)).status_code == 200
    assert Invitation.objects.get().state == "accepted"


def test_the_invitation_is_in_the_facilitators_language(mailoutbox, client):
    agree(facilitator=person(locale="uk"))
    path = re.search(r"http://[^/]+(/uk/\S+)", to(mailoutbox, "zala@example.si")[0].body)[1]
    assert 'lang="uk"' in client.get(path).content.decode()


def test_the_calendars_address_goes_to_the_mailbox_and_not_on_the_page(client, asked, mailoutbox):
    _booking, invitation, token = asked
    # One a few minutes is enough; what another test asked for does not count.
    cache.clear()
    response = client.post(address(token, name="invitation_calendar"))
    assert response.status_code == 200
    mail = to(mailoutbox, "zala@example.si")[-1]
    feed = re.search(r"http://\S+\.ics", mail.body)[0]
    assert feed not in response.content.decode()
    assert client.get(urlsplit(feed).path).status_code == 200
    number = len(mailoutbox)
    client.post(address(token, name="invitation_calendar"))
    assert len(mailoutbox) == number
    assert client.get(address(token, name="invitation_calendar")).status_code == 405
    invitation.facilitator.refresh_from_db()
    assert invitation.facilitator.feed_digest


# At the desk


def desk_part(booking, user=None) -> str:
    request = RequestFactory().get("/?invite=1")
    request.user = user or User.objects.get(username="koordinatorka")
    template = Template("{% load desk_people %}{% desk_invitations booking %}")
    with translation.override("en"):
        return template.render(Context({"request": request, "booking": booking, "csrf_token": "x"}))


def test_the_desk_lists_answers_and_offers_the_most_suitable_first(coordinator, asked):
    booking, invitation, _token = asked
    person("Ana", speaks_slovenian=False)
    person("Žiga")
    answer(invitation=invitation, accept=False, reason="Bolna")
    html = desk_part(booking)
    assert "Bolna" in html and "Nobody has agreed" in html
    assert html.index("Žiga") < html.index("Ana")
    assert f'value="{invitation.facilitator_id}" id="ask' not in html
    assert desk_part(make_booking()).strip() == ""


def test_the_desks_part_costs_the_same_however_many_people_there_are(coordinator, asked, django_assert_num_queries):
    booking = asked[0]
    user = User.objects.get(username="koordinatorka")
    user.has_perm("workshops.change_booking")
    for number in range(10):
        agree(facilitator=person(f"Oseba{number}"), start=moment(hour=10 + number))
        invite(slot=booking.slots.get(), facilitator=Facilitator.objects.get(name=f"Oseba{number}"))
    with django_assert_num_queries(9):
        desk_part(booking, user)


@pytest.mark.parametrize(("action", "state", "mails"), [("invite", "sent", 1), ("assign", "accepted", 0)])
def test_a_coordinator_invites_or_assigns_another(coordinator, asked, mailoutbox, action, state, mails):
    booking, bor = asked[0], person("Bor")
    data = {"action": action, "slot": booking.slots.get().pk, "facilitator": bor.pk}
    response = coordinator.post(reverse("workshops_invite", args=[booking.pk]), data)
    assert response.status_code == 302 and response["Location"] == reverse("workshops_desk", args=[booking.pk])
    assert Invitation.objects.get(facilitator=bor).state == state
    assert len(to(mailoutbox, "bor@example.si")) == mails
    assert all(bor in one.facilitators.all() for one in booking.sessions.all())


@pytest.mark.parametrize("field", ["action", "slot", "facilitator"])
@pytest.mark.parametrize("value", ["", "abc", "-1", "9" * 30, "\x00"])
def test_a_crafted_invitation_is_refused_kindly(coordinator, asked, field, value):
    booking = asked[0]
    data = {"action": "invite", "slot": booking.slots.get().pk, "facilitator": person("Bor").pk, field: value}
    assert coordinator.post(reverse("workshops_invite", args=[booking.pk]), data).status_code == 302
    assert Invitation.objects.count() == 1


def test_another_bookings_time_cannot_be_named(coordinator, asked):
    other, _slot = agree(start=moment(hour=14))
    data = {"action": "assign", "slot": asked[0].slots.get().pk, "facilitator": person("Bor").pk}
    coordinator.post(reverse("workshops_invite", args=[other.pk]), data)
    address = reverse("workshops_withdraw_invitation", args=[other.pk, asked[1].pk])
    coordinator.post(address)
    assert [one.state for one in Invitation.objects.all()] == ["sent"]


def test_a_coordinator_withdraws_an_invitation_once(coordinator, asked, mailoutbox):
    booking, invitation, _token = asked
    address = reverse("workshops_withdraw_invitation", args=[booking.pk, invitation.pk])
    for _click in range(2):
        assert coordinator.post(address).status_code == 302
    assert len(to(mailoutbox, "zala@example.si")) == 2
    invitation.refresh_from_db()
    assert invitation.state == "withdrawn" and not booking.sessions.first().facilitators.exists()
    assert f'value="{invitation.facilitator_id}" id="ask' in desk_part(booking)


def test_only_who_may_change_bookings_acts_and_only_by_post(client, asked):
    booking, invitation, _token = asked
    user = User.objects.create_user("urednica", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    address = reverse("workshops_withdraw_invitation", args=[booking.pk, invitation.pk])
    assert client.post(address).status_code in (302, 403)
    assert client.get(address).status_code == 405
    data = {"action": "assign", "slot": invitation.slot_id, "facilitator": person("Bor").pk}
    assert client.post(reverse("workshops_invite", args=[booking.pk]), data).status_code in (302, 403)
    assert [one.state for one in Invitation.objects.all()] == ["sent"]
    assert "<form" not in desk_part(booking, user)
