"""What coordinators record of a delivery, and correct afterwards, beside what the school tells."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.workshops.at_the_desk import address, agreed, fields_of
from tests.workshops.making import make_booking, make_session
from tests.workshops.members import sign_in
from workshops.delivery import CannotBeRecorded, Record, correct_session, record_sessions
from workshops.models import Booking, Facilitator, ReportSnapshot, Session
from workshops.sessions import cancel_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.user = sign_in(client)
    return client


def of_session(session: Session, **values) -> dict:
    return {f"s{session.pk}-{name}": value for name, value in {"took_place": "yes", **values}.items()}


def record(desk, booking: Booking, *parts: dict):
    data = {"sequence": booking.sequence}
    for part in parts:
        data |= part
    return desk.post(address(booking, "record"), data)


def test_a_delivery_is_recorded_for_each_session(desk, mailoutbox):
    booking = agreed(groups=2)
    mailoutbox.clear()
    zala = Facilitator.objects.create(name="Zala", email="z@example.si")
    first, second = booking.sessions.all()
    happened = {
        "participants": 24,
        "staff_present": 1,
        "facilitators": [zala.pk],
        "grant": "P-7",
        "place": "Telovadnica",
    }
    response = record(
        desk, booking, of_session(first, **happened), of_session(second, took_place="no", participants=5)
    )
    assert response.status_code == 302
    booking.refresh_from_db()
    first.refresh_from_db()
    second.refresh_from_db()
    assert booking.status == "delivered" and mailoutbox == []
    assert (first.state, first.participants, first.staff_present, str(first.hours)) == ("delivered", 24, 1, "0.75")
    assert (first.grant, first.place, list(first.facilitators.all())) == ("P-7", "Telovadnica", [zala])
    assert (second.state, second.participants, second.hours) == ("no_show", None, None)


def test_a_booking_of_which_nothing_took_place_is_not_delivered(desk):
    booking = agreed()
    record(desk, booking, of_session(booking.sessions.get(), took_place="no"))
    booking.refresh_from_db()
    assert booking.status == "no_show"


@pytest.mark.parametrize(
    "wrong",
    [
        {"took_place": ""},
        {"participants": "-1"},
        {"participants": "100000"},
        {"hours": "NaN"},
        {"hours": "99999"},
        {"facilitators": ["x"]},
        {"programme": "999999"},
        {"remarks": "x" * 3000},
    ],
)
def test_a_wrong_number_is_explained_and_nothing_is_recorded(desk, wrong):
    booking = agreed()
    response = record(desk, booking, of_session(booking.sessions.get(), **{"grant": "P-12345", **wrong}))
    assert response.status_code == 422 and "P-12345" in response.content.decode()
    booking.refresh_from_db()
    assert booking.status == "confirmed"


def test_delivery_is_not_recorded_before_the_session_begins(desk):
    booking = agreed(days=2)
    record(desk, booking, of_session(booking.sessions.get()))
    desk.post(address(booking, "no-show"), {"sequence": booking.sequence, "reason": ""})
    booking.refresh_from_db()
    assert booking.status == "confirmed"


def test_a_session_is_corrected_afterwards_but_not_once_it_was_reported(desk):
    booking = agreed()
    session = booking.sessions.get()
    record(desk, booking, of_session(session))
    url = reverse("workshops_desk_session", args=[booking.pk, session.pk])
    assert desk.post(url, of_session(session, participants=19, remarks="manj")).status_code == 302
    session.refresh_from_db()
    assert (session.participants, session.remarks) == (19, "manj")
    assert desk.post(url, of_session(session, took_place="no")).status_code == 422
    Booking.objects.filter(pk=booking.pk).update(status="reported")
    desk.post(url, of_session(session, participants=1))
    session.refresh_from_db()
    assert (session.state, session.participants) == ("delivered", 19)


def test_what_a_school_tells_while_a_coordinator_corrects_a_session_stays(desk):
    booking = agreed()
    session = booking.sessions.get()
    record(desk, booking, of_session(session, participants=20, staff_present=1))
    url = reverse("workshops_desk_session", args=[booking.pk, session.pk])
    shown = fields_of(desk.get(url).content.decode())
    names = [f"s{session.pk}-seen_{name}" for name in ("participants", "staff_present")]
    seen = {name: shown[name] for name in names}
    assert list(seen.values()) == ["20", "1"]
    Session.objects.update(participants=23, staff_present=2)
    same = of_session(session, participants=20, staff_present=1, grant="P-7")
    assert desk.post(url, {**same, **seen}).status_code == 302
    session.refresh_from_db()
    assert (session.participants, session.staff_present, session.grant) == (23, 2, "P-7")
    desk.post(url, {**of_session(session, participants=24, staff_present=""), **seen})
    session.refresh_from_db()
    assert (session.participants, session.staff_present) == (24, None)


def test_only_what_is_recorded_of_a_session_is_written():
    booking = make_booking(status="delivered")
    session = make_session(booking, state="delivered")
    shown = Session.objects.get(pk=session.pk)
    Session.objects.update(participants=23, numbers_confirmed_at=session.ends_at)
    untouched = frozenset({"participants", "staff_present"})
    correct_session(
        booking=booking, record=Record(session=shown, took_place=True, grant="P-7", untouched=untouched), user=None
    )
    session.refresh_from_db()
    assert (session.participants, session.numbers_confirmed_at) == (23, session.ends_at)
    assert session.grant == "P-7"


def test_what_was_reported_while_a_coordinator_looked_at_it_is_not_changed():
    session = make_session(make_booking(status="delivered"), state="delivered", participants=20)
    shown = Booking.objects.get(pk=session.booking_id)
    Booking.objects.update(status="reported")
    with pytest.raises(CannotBeRecorded):
        correct_session(booking=shown, record=Record(session=session, took_place=True, participants=1), user=None)
    session.refresh_from_db()
    assert session.participants == 20


def test_what_was_cancelled_while_a_coordinator_looked_at_it_is_not_recorded():
    session = make_session()
    shown = Booking.objects.get(pk=session.booking_id)
    cancel_sessions(booking=session.booking)
    with pytest.raises(CannotBeRecorded):
        correct_session(booking=shown, record=Record(session=session, took_place=None), user=None)
    with pytest.raises(CannotBeRecorded):
        records = [Record(session=session, took_place=True)]
        record_sessions(booking=shown, records=records, user=None, now=timezone.now())


def test_a_session_that_was_reported_is_closed_though_another_of_its_booking_is_not(desk):
    booking = make_booking(status="delivered")
    first, second = (make_session(booking, state="delivered", participants=20, group=group) for group in (1, 2))
    ReportSnapshot.objects.create(title="Poročilo").sessions.add(first)
    for session, changed in ((first, 20), (second, 19)):
        url = reverse("workshops_desk_session", args=[booking.pk, session.pk])
        html = desk.get(reverse("workshops_desk", args=[booking.pk])).content.decode()
        assert (url in html) == (session == second)
        desk.post(url, of_session(session, participants=19))
        session.refresh_from_db()
        assert session.participants == changed


def test_before_a_session_its_place_can_be_set_but_not_what_happened(desk):
    booking = agreed(days=5)
    session = booking.sessions.get()
    url = reverse("workshops_desk_session", args=[booking.pk, session.pk])
    assert "took_place" not in desk.get(url).content.decode()
    desk.post(url, of_session(session, place="https://meet.example.si/x", participants=9))
    session.refresh_from_db()
    assert (session.place, session.state, session.participants) == ("https://meet.example.si/x", "planned", None)


def test_a_session_of_another_booking_is_not_found(desk):
    session = agreed().sessions.get()
    assert desk.get(reverse("workshops_desk_session", args=[make_booking().pk, session.pk])).status_code == 404
