"""A school cannot see, guess or change another's booking: every address with a token is tried, also a new one."""

import base64
from datetime import timedelta

import pytest
from django.core import serializers
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from tests.workshops.everything import tables
from tests.workshops.making import make_booking, make_offer, moment
from workshops.invitations import invite
from workshops.models import Booking, Facilitator, Invitation, PrivateLink, Session, Slot
from workshops.offers import Proposal, accept_offer, confirm_date
from workshops.private_links import digest_of, new_secret, new_token
from workshops.retention import anonymise_bookings

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
SAFE = ("get", "head", "options", "trace")


def names_with_token() -> list[str]:
    """Return the name of every public address that has a token in it."""

    def walk(patterns, namespaces):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern) and "token" in pattern.pattern.regex.groupindex:
                yield ":".join((*namespaces, pattern.name or ""))

    return sorted({name for name in walk(get_resolver().url_patterns, ()) if name.startswith("workshops:")})


NAMES = names_with_token()


def address(name: str, token: str) -> str:
    with translation.override("sl"):
        try:
            return reverse(name, args=[token])
        except NoReverseMatch:
            return reverse(name, kwargs={"token": token})


def facilitator() -> Facilitator:
    return Facilitator.objects.create(name="Zala", email="zala@example.si")


@pytest.fixture
def ours():
    booking = make_booking(school_name="OŠ Naša", email="nasa@example.si")
    make_offer(booking, days=33)
    return booking


@pytest.fixture
def theirs():
    """Another school's booking, with an agreed date, a session, an invitation and an open offer."""
    booking = make_booking(school_name="OŠ Tuja", email="tuja@example.si", notes="zaupno")
    start = moment(days=40)
    proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=facilitator())
    booking = confirm_date(booking=booking, proposal=proposal, user=None)
    make_offer(booking, days=41)
    Booking.objects.filter(pk=booking.pk).update(status="confirmed")
    return booking


@pytest.fixture
def invitation():
    """An invitation whose token is known."""
    token = new_secret()
    Invitation.objects.update(digest=digest_of(token))
    return token


def everything() -> str:
    """Return all rows of the workshops, to compare."""
    return "\n".join(serializers.serialize("jsonl", model._base_manager.order_by("pk")) for model in tables())


def rows_of(booking: Booking) -> str:
    """Return all that is another school's, to compare."""
    rows = [Booking.objects.get(pk=booking.pk), *booking.sessions.all(), *booking.slots.all(), *booking.offers.all()]
    rows += Slot.objects.filter(offers__booking=booking)
    rows += [*booking.transitions.all(), *booking.messages.all(), *Invitation.objects.filter(slot__taken_by=booking)]
    return serializers.serialize("jsonl", rows)


def test_the_walk_finds_the_addresses():
    assert {"workshops:booking", "workshops:accept", "workshops:cancel", "workshops:invitation"} <= set(NAMES)


def test_a_token_has_192_random_bits_and_no_two_are_alike():
    tokens = {new_secret() for _number in range(1000)}
    assert len(tokens) == 1000
    assert {len(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))) for token in tokens} == {24}


@pytest.mark.parametrize("name", NAMES)
def test_a_token_that_was_not_given_out_opens_nothing(client, ours, name):
    token = new_token(booking=ours)
    link = PrivateLink.objects.get()
    guesses = [
        new_secret(),
        token[:-1],
        f"{token}A",
        token.swapcase(),
        f"{token}%20",
        f"%00{token}",
        "%00",
        str(ours.pk),
        ours.reference,
        link.digest,
        "x" * 5000,
        "ž" * 20,
        "' OR 1=1 --",
    ]
    before = everything()
    for guess in guesses:
        for method in METHODS:
            response = getattr(client, method)(address(name, "TOKEN").replace("TOKEN", guess))
            assert response.status_code in (301, 302, 404, 405), (guess, method)
            assert ours.reference not in response.content.decode(errors="replace")
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
def test_looking_changes_nothing(client, ours, theirs, invitation, name):
    """Mail programmes and their scanners open every link in a letter."""
    for token in (new_token(booking=ours), new_token(booking=theirs), invitation):
        before = everything()
        for method in SAFE:
            response = getattr(client, method)(address(name, token))
            assert response.status_code in (200, 302, 404, 405), method
        assert everything() == before


@pytest.mark.parametrize("name", NAMES)
def test_with_our_token_and_their_keys_nothing_of_theirs_is_seen_or_changed(client, ours, theirs, name):
    token = new_token(booking=ours)
    session, slot = theirs.sessions.get(), theirs.slots.get()
    offer = theirs.offers.exclude(slot=slot).get()
    keys = {
        "offer": offer.pk,
        "slot": slot.pk,
        "session": session.pk,
        "booking": theirs.pk,
        "id": theirs.pk,
        "pk": theirs.pk,
        "reference": theirs.reference,
        "token": new_token(booking=theirs),
        f"participants_{session.pk}": 99,
        f"{session.pk}-participants": 99,
        f"session-{session.pk}-participants": 99,
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": session.pk,
        "form-0-session": session.pk,
        "form-0-participants": 99,
        "participants": 99,
        "contact_name": "Mi",
        "email": "nasa@example.si",
        "phone": "041 234 567",
        "answer": "accept",
    }
    before = rows_of(theirs)
    for method in ("get", "post"):
        response = getattr(client, method)(address(name, token), keys, follow=True)
        assert response.status_code < 500
        html = response.content.decode(errors="replace")
        assert not any(text in html for text in ("OŠ Tuja", "tuja@example.si", "zaupno", f"{theirs.reference} "))
    assert rows_of(theirs) == before


@pytest.mark.parametrize("name", NAMES)
def test_a_token_opens_its_own_kind_of_page_alone(client, ours, theirs, invitation, name):
    own = invitation if "invitation" in name else new_token(booking=theirs)
    other = new_token(booking=theirs) if "invitation" in name else invitation
    assert client.get(address(name, own)).status_code in (200, 405)
    assert client.get(address(name, other)).status_code in (404, 405)


@pytest.mark.parametrize("name", NAMES)
def test_tokens_of_an_anonymised_booking_are_dead(client, theirs, invitation, name):
    tokens = [new_token(booking=theirs), invitation]
    anonymise_bookings([theirs.pk], now=timezone.now())
    before = everything()
    for token in tokens:
        for method in METHODS:
            response = getattr(client, method)(address(name, token), {"answer": "accept", "cancel-reason": ""})
            assert response.status_code in (404, 405)
    assert everything() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", METHODS)
def test_no_answer_behind_a_token_is_kept_by_a_cache_or_an_index_or_told_to_others(
    client, theirs, invitation, name, method
):
    for token in (new_token(booking=theirs), invitation, new_secret()):
        response = getattr(client, method)(address(name, token))
        assert "public" not in response.get("Cache-Control", "") and "Age" not in response
        assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert set(response.cookies) <= {"csrftoken"}
        if response.status_code == 200 and method in ("get", "head"):
            assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
            assert "noindex" in response["X-Robots-Tag"]
            assert response["Referrer-Policy"] == "same-origin"
            html = response.content.decode(errors="replace")
            title = html.partition("<title>")[2].partition("</title>")[0]
            assert token not in title and theirs.email not in title
            assert 'src="http' not in html and "//fonts" not in html


def test_a_form_behind_a_token_needs_its_own_csrf_token(ours):
    careful = Client(enforce_csrf_checks=True)
    before = everything()
    token = new_token(booking=ours)
    links = everything()
    for name in NAMES:
        assert careful.post(address(name, token), {"cancel-reason": ""}).status_code in (403, 404, 405)
    assert everything() == links != before


def test_an_accepted_date_belongs_to_one_school_whoever_holds_which_link(client, ours, theirs):
    offer = make_offer(ours, days=50)
    accept_offer(booking=ours, offer=offer)
    client.post(address("workshops:accept", new_token(booking=theirs)), {"offer": offer.pk})
    assert Slot.objects.get(pk=offer.slot_id).taken_by == ours
    assert Session.objects.filter(booking=ours, slot=offer.slot).exists()


def test_a_facilitators_link_shows_nothing_once_another_school_has_the_time(client, theirs, invitation):
    Slot.objects.filter(taken_by=theirs).update(taken_by=None)
    before = everything()
    response = client.post(address("workshops:invitation", invitation), {"answer": "accept"})
    assert response.status_code == 409 and "OŠ Tuja" not in response.content.decode()
    assert everything() == before


def test_asking_again_keeps_the_link_that_is_in_an_e_mail_already(client, theirs, invitation):
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=1))
    invite(slot=Slot.objects.get(taken_by=theirs), facilitator=Facilitator.objects.get())
    assert client.get(address("workshops:invitation", invitation)).status_code == 200
