"""What coordinators do to bookings: the e-mail is shown first, nothing is skipped, nothing happens twice."""

from datetime import timedelta

import pytest

from tests.workshops.at_the_desk import address, fields_of
from tests.workshops.making import make_booking, make_offer, moment
from tests.workshops.members import sign_in
from workshops.models import Booking, BookingMessage, Facilitator, Transition
from workshops.offers import Proposal, confirm_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.user = sign_in(client)
    return client


def dates(days: int = 30, at: str = "08:15", **more) -> dict:
    return {"date_1": f"{moment(days):%Y-%m-%d}", "time_1": at, **more}


def preview(desk, booking: Booking, slug: str, data: dict | None = None) -> dict:
    response = desk.post(address(booking, slug), data or {})
    assert response.status_code == 200, response.content.decode()[:3000]
    assert "mail-body" in response.content.decode()
    return fields_of(response.content.decode())


def test_dates_are_offered_only_after_the_email_was_looked_at(desk, mailoutbox):
    booking = make_booking(locale="uk", groups=2)
    data = preview(desk, booking, "offer", dates())
    booking.refresh_from_db()
    assert (booking.status, booking.offers.count(), len(mailoutbox)) == ("received", 0, 0)
    assert "08:15" in data["mail-body"] and "{link}" in data["mail-body"]
    assert desk.post(address(booking, "offer"), data).status_code == 302
    offer = booking.offers.get()
    assert (offer.slot.starts_at, offer.slot.ends_at - offer.slot.starts_at) == (moment(), timedelta(minutes=90))
    assert mailoutbox[0].to == ["ana@example.si"]
    assert "/uk/zamovlennia/moie/" in mailoutbox[0].body and "{link}" not in mailoutbox[0].body
    assert Transition.objects.get().user == desk.user


def test_what_is_changed_in_the_preview_arrives(desk, mailoutbox):
    booking = make_booking()
    data = preview(desk, booking, "offer", dates())
    words = {"mail-subject": "Naš predlog č", "mail-body": "Lep pozdrav!\r\n\r\n{link}\r\nKlara"}
    desk.post(address(booking, "offer"), {**data, **words})
    assert mailoutbox[0].subject == "Naš predlog č"
    assert mailoutbox[0].body.startswith("Lep pozdrav!\n\nhttp") and "Klara" in mailoutbox[0].body
    message = booking.messages.get()
    assert (message.body, message.user) == ("Lep pozdrav!\n\n{link}\nKlara", desk.user)


@pytest.mark.parametrize(
    "words",
    [
        {"mail-body": "Lep pozdrav, brez povezave"},
        {"mail-body": ""},
        {"mail-subject": ""},
        {"mail-subject": "{link}"},
        {"mail-body": "{link} {offers}"},
        {"mail-body": "{link}" + "x" * 20_000},
        {"mail-send": "maybe"},
    ],
)
def test_an_email_that_would_go_wrong_is_refused_and_its_text_stays(desk, mailoutbox, words):
    booking = make_booking()
    data = {**preview(desk, booking, "offer", dates()), **words}
    response = desk.post(address(booking, "offer"), data)
    assert response.status_code == 422
    kept = fields_of(response.content.decode())
    for name in ("mail-subject", "mail-body"):
        assert kept[name] == data[name]
    booking.refresh_from_db()
    assert (booking.status, booking.offers.count(), len(mailoutbox)) == ("received", 0, 0)
    # Put right, it goes.
    assert (
        desk.post(address(booking, "offer"), {**kept, "mail-subject": "S", "mail-body": "{link}"}).status_code == 302
    )


def test_it_can_be_done_without_an_email(desk, mailoutbox):
    booking = make_booking()
    data = {**preview(desk, booking, "offer", dates()), "mail-send": "no", "mail-body": ""}
    assert desk.post(address(booking, "offer"), data).status_code == 302
    booking.refresh_from_db()
    assert booking.status == "offered"
    assert mailoutbox == [] and not booking.messages.exists()


def test_a_school_without_an_address_is_told_by_phone(desk, mailoutbox):
    booking = make_booking(email="")
    response = desk.post(address(booking, "decline"), {"reason": "ni prostora"})
    assert "mail-body" not in response.content.decode()
    assert desk.post(address(booking, "decline"), fields_of(response.content.decode())).status_code == 302
    booking.refresh_from_db()
    assert booking.status == "declined" and mailoutbox == []


def test_back_from_the_preview_keeps_what_was_entered(desk):
    booking = make_booking()
    data = preview(desk, booking, "offer", dates(at="10:45"))
    response = desk.post(address(booking, "offer"), {**data, "step": "back"})
    assert response.status_code == 200
    assert 'value="10:45"' in response.content.decode()
    assert '<details class="desk-action" id="offer-section" open>' in response.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date_1", ""),
        ("date_1", "2001-01-01"),
        ("date_1", "9999-12-31"),
        ("date_1", "0001-01-01"),
        ("time_1", "25:99"),
        ("time_2", "09:00"),
        ("facilitator_1", "999999"),
        ("facilitator_1", "x"),
    ],
)
def test_a_bad_date_is_explained_also_behind_the_preview(desk, field, value):
    booking = make_booking()
    for step in ("", "send"):
        words = {"mail-subject": "S", "mail-body": "moje besede {link}", "mail-send": "yes", "step": step}
        response = desk.post(address(booking, "offer"), {**dates(), **words, field: value})
        assert response.status_code == 422
        assert "moje besede" in response.content.decode()
    assert not booking.offers.exists()


def test_a_second_click_offers_once_and_writes_once(desk, mailoutbox):
    booking = make_booking()
    data = preview(desk, booking, "offer", dates())
    for _click in (1, 2):
        assert desk.post(address(booking, "offer"), data).status_code == 302
    assert (len(mailoutbox), booking.transitions.count(), booking.offers.count()) == (1, 1, 1)


def test_who_comes_second_is_told_and_keeps_the_text(desk, mailoutbox):
    booking = make_booking()
    data = {**preview(desk, booking, "offer", dates()), "mail-body": "moje besede {link}"}
    Booking.objects.filter(pk=booking.pk).update(sequence=7, participants=99)
    response = desk.post(address(booking, "offer"), data)
    assert response.status_code == 409 and mailoutbox == []
    kept = fields_of(response.content.decode())
    assert kept["mail-body"] == "moje besede {link}"
    assert desk.post(address(booking, "offer"), kept).status_code == 302
    assert len(mailoutbox) == 1


def test_a_date_that_the_school_agreed_to_by_phone_is_confirmed(desk, mailoutbox):
    booking = make_booking()
    offer = make_offer(booking)
    data = preview(desk, booking, "confirm", {"offered": offer.slot_id})
    assert "08:15" in data["mail-body"]
    desk.post(address(booking, "confirm"), data)
    booking.refresh_from_db()
    assert booking.status == "confirmed" and booking.slots.get() == offer.slot
    assert booking.sessions.get().starts_at == offer.slot.starts_at


def test_another_date_can_be_confirmed_and_its_facilitator_is_invited(desk, mailoutbox):
    booking = make_booking()
    zala = Facilitator.objects.create(name="Zala", email="zala@example.si")
    data = preview(desk, booking, "confirm", dates(facilitator_1=zala.pk))
    desk.post(address(booking, "confirm"), data)
    booking.refresh_from_db()
    assert booking.status == "confirmed"
    assert {mail.to[0] for mail in mailoutbox} == {"ana@example.si", "zala@example.si"}


def test_a_time_that_another_school_took_is_refused_kindly(desk, mailoutbox):
    zala = Facilitator.objects.create(name="Zala", email="zala@example.si")
    booking = make_booking()
    data = preview(desk, booking, "confirm", dates(facilitator_1=zala.pk))
    proposal = Proposal(starts_at=moment(), ends_at=moment() + timedelta(minutes=45), facilitator=zala)
    confirm_date(booking=make_booking(), proposal=proposal, user=None)
    mailoutbox.clear()
    response = desk.post(address(booking, "confirm"), {**data, "mail-body": "moje besede {link}"})
    assert response.status_code == 409 and "moje besede" in response.content.decode()
    booking.refresh_from_db()
    assert booking.status == "received" and mailoutbox == []


def test_what_speaks_against_a_facilitator_is_said_before_the_email_goes(desk):
    booking = make_booking(language="uk")
    zala = Facilitator.objects.create(name="Zala", email="zala@example.si")
    response = desk.post(address(booking, "offer"), dates(facilitator_1=zala.pk))
    assert "help-warning" in response.content.decode() and "Zala:" in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "start", "end"),
    [
        ("waiting", "received", "waiting"),
        ("decline", "received", "declined"),
        ("cancel", "offered", "cancelled_by_us"),
        ("cancelled", "confirmed", "cancelled_by_school"),
    ],
)
def test_a_decision_is_told_to_the_school_with_its_reason_and_logged(desk, mailoutbox, slug, start, end):
    booking = make_booking(status=start)
    data = preview(desk, booking, slug, {"reason": "ni prostora"})
    desk.post(address(booking, slug), data)
    booking.refresh_from_db()
    step = booking.transitions.get()
    assert (booking.status, step.from_status, step.reason, step.user) == (end, start, "ni prostora", desk.user)
    # A school that cancels itself need not be told why.
    assert len(mailoutbox) == 1 and ("ni prostora" in mailoutbox[0].body) == (slug != "cancelled")


@pytest.mark.parametrize(
    ("slug", "start", "end"), [("duplicate", "received", "duplicate"), ("reopen", "declined", "received")]
)
def test_a_decision_that_is_ours_alone_writes_to_nobody(desk, mailoutbox, slug, start, end):
    booking = make_booking(status=start)
    assert desk.post(address(booking, slug), {"sequence": 0, "reason": "K-DRUGI"}).status_code == 302
    booking.refresh_from_db()
    assert booking.status == end and mailoutbox == []


def test_declining_needs_a_reason(desk):
    booking = make_booking()
    assert desk.post(address(booking, "decline"), {"reason": " "}).status_code == 422


ALL = ("record", "offer", "confirm", "waiting", "no-show", "reopen", "decline", "cancel", "cancelled", "duplicate")


@pytest.mark.parametrize("slug", ALL)
def test_a_crafted_request_cannot_skip_a_transition(desk, mailoutbox, slug):
    booking = make_booking(status="reported")
    words = {"mail-subject": "S", "mail-body": "{link}", "mail-send": "yes", "step": "send", "sequence": 0}
    response = desk.post(address(booking, slug), {**dates(), **words, "reason": "x", "to": "confirmed"})
    booking.refresh_from_db()
    assert (response.status_code, booking.status) == (302, "reported")
    assert mailoutbox == [] and not Transition.objects.exists()


def test_a_crafted_sequence_is_refused(desk):
    for value in ("", "x", "-1", str(2**80)):
        booking = make_booking(status="declined")
        assert desk.post(address(booking, "reopen"), {"sequence": value}).status_code in (409, 422)
        booking.refresh_from_db()
        assert booking.status == "declined"


def test_a_message_of_our_own_goes_once(desk, mailoutbox):
    booking = make_booking()
    data = {**preview(desk, booking, "message"), "mail-subject": "Vprašanje", "mail-body": "Ali imate zvočnike?"}
    for _click in (1, 2):
        assert desk.post(address(booking, "message"), data).status_code == 302
    assert [mail.subject for mail in mailoutbox] == ["Vprašanje"]
    booking.refresh_from_db()
    assert booking.status == "received"


def test_an_email_that_was_lost_is_written_again_to_the_address_that_is_right_now(desk, mailoutbox):
    booking = make_booking(email="nova@example.si")
    lost = BookingMessage.objects.create(
        booking=booking, event="dates_offered", recipient="stara@example.si", subject="Termini", body="A {link}"
    )
    data = preview(desk, booking, "message", {"again": lost.pk})
    assert (data["mail-subject"], data["mail-body"]) == ("Termini", "A {link}")
    desk.post(address(booking, "message"), data)
    assert mailoutbox[0].to == ["nova@example.si"] and "{link}" not in mailoutbox[0].body
    assert booking.messages.first().event == "dates_offered"


def test_another_bookings_email_cannot_be_written_again(desk):
    lost = BookingMessage.objects.create(booking=make_booking(), event="declined", subject="Tuje", body="skrivnost")
    data = preview(desk, make_booking(), "message", {"again": lost.pk})
    assert "skrivnost" not in data["mail-body"]


def test_contact_and_numbers_are_corrected(desk):
    booking = make_booking()
    data = {"sequence": 0, "participants": 31, "accompanying": 2, "contact_name": "Maja", "email": "maja@example.si"}
    assert desk.post(address(booking, "details"), {**data, "phone": "041 234 567"}).status_code == 302
    booking.refresh_from_db()
    assert (booking.participants, booking.email, str(booking.phone)) == (31, "maja@example.si", "+38641234567")
    for wrong in ({"email": "", "phone": ""}, {"participants": 0}, {"accompanying": 99}, {"email": "x"}):
        assert desk.post(address(booking, "details"), {**data, "phone": "041 234 567", **wrong}).status_code == 422


# Recording what happened.
