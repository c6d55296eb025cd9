"""The booking's screen: what it shows, and the small forms beside the actions."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.workshops.making import make_booking, make_offer, moment
from tests.workshops.members import sign_in
from workshops.models import BlockedPeriod, Booking, BookingMessage, Facilitator, PreferredDate, School, Slot
from workshops.offers import Proposal, confirm_date
from workshops.sessions import make_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A coordinator's way to a booking's screen and to what belongs to it."""
    client.user = sign_in(client)
    return client


def screen(booking: Booking) -> str:
    return reverse("workshops_desk", args=[booking.pk])


def text_of(client, booking: Booking) -> str:
    return client.get(screen(booking)).content.decode()


def test_the_screen_shows_what_the_school_said(desk):
    booking = make_booking(
        room="Učilnica 12",
        parking="za šolo",
        access_needs="klančina",
        counsellor="Maja Kos",
        day_contact_name="Peter Dan",
        unsuitable_dates="jesenske počitnice",
        notes="prosimo za mikrofon",
        best_time="po 12. uri",
    )
    html = text_of(desk, booking)
    for text in ("Učilnica 12", "za šolo", "klančina", "Maja Kos", "Peter Dan", "jesenske", "mikrofon", "po 12. uri"):
        assert text in html
    assert "Please phone the school" not in html


def test_a_school_that_asks_for_a_call_cannot_be_overlooked(desk):
    desk.user.wagtail_userprofile = None
    html = text_of(desk, make_booking(please_call=True))
    assert html.index("help-warning") < html.index('id="actions-section"')
    assert 'href="tel:+38631234567"' in html


def test_the_best_facilitator_is_named_first(desk):
    from workshops.facilitators import suitable

    start = moment()
    away, busy, silent, good = (
        Facilitator.objects.create(name=name, email="x@example.si", speaks_ukrainian=name != "Brez jezika")
        for name in ("Ana odsotna", "Bor zaseden", "Brez jezika", "Zala")
    )
    BlockedPeriod.objects.create(facilitator=away, first_day=start.date(), last_day=start.date())
    taken = make_booking()
    slot = Slot.objects.create(facilitator=busy, starts_at=start, ends_at=start + timedelta(hours=1), taken_by=taken)
    make_sessions(booking=taken, slot=slot)
    people = suitable(starts_at=start, ends_at=start + timedelta(minutes=45), language="uk")
    assert [one.facilitator for one in people][:2] == [good, silent]
    assert {one.facilitator for one in people if not one.is_free} == {away, busy}


def test_the_offer_starts_from_the_wishes_and_from_who_is_free(desk):
    booking = make_booking()
    wish = moment(days=30)
    PreferredDate.objects.create(booking=booking, rank=1, date=wish.date(), part_of_day="afternoon")
    zala = Facilitator.objects.create(name="Zala", email="z@example.si")
    away = Facilitator.objects.create(name="Ana", email="a@example.si")
    BlockedPeriod.objects.create(facilitator=away, first_day=wish.date(), last_day=wish.date())
    html = text_of(desk, booking)
    assert f'value="{wish:%Y-%m-%d}"' in html and 'value="14:00"' in html
    assert f'<option value="{zala.pk}" selected>' in html


def test_only_actions_that_the_state_permits_are_shown(desk):
    def shown(**values):
        return {name for name in SECTIONS if f'id="{name}-section"' in text_of(desk, make_booking(**values))}

    assert shown() == {
        *("offer", "confirm", "waiting", "message", "details", "decline", "cancelled", "duplicate"),
    }
    assert shown(status="declined") == {"reopen", "message"}
    assert shown(status="reported") == {"message"}
    assert shown(status="cancelled_by_us", email="") == {"offer"}


SECTIONS = (
    *("record", "offer", "confirm", "waiting", "no-show", "reopen", "message"),
    *("details", "decline", "cancel", "cancelled", "duplicate"),
)


def test_delivery_can_be_recorded_only_once_the_workshop_has_begun(desk):
    def agreed(days):
        start = moment(days=days)
        booking = make_booking()
        proposal = Proposal(starts_at=start, ends_at=start + timedelta(minutes=45))
        return confirm_date(booking=booking, proposal=proposal, user=None)

    assert 'id="record-section"' in text_of(desk, agreed(-1))
    ahead = text_of(desk, agreed(3))
    assert 'id="record-section"' not in ahead and 'id="no-show-section"' not in ahead


def test_messages_say_what_became_of_them(desk):
    booking = make_booking()
    for number, status in enumerate(("queued", "sent", "dead")):
        BookingMessage.objects.create(
            booking=booking, event="declined", recipient="a@b.si", subject=f"S{number}", message_id=f"<{number}@x>"
        )
        mime = EmailMessage("S", "B", to=["a@b.si"]).message().as_bytes()
        OutgoingMail.objects.create(
            recipient="a@b.si", mime=mime, sender="x", message_id=f"<{number}@x>", status=status
        )
    html = text_of(desk, booking)
    assert html.count("desk-status--alarm") == 1
    assert html.count('name="again" value=') == 1
    assert "desk-status--asked" in html and "desk-status--agreed" in html


# Notes, assignment, school.


def test_notes_are_saved_and_the_history_says_by_whom(desk):
    booking = make_booking()
    response = desk.post(
        reverse("workshops_desk_notes", args=[booking.pk]), {"internal_notes": "klicali\r\nspet", "seen": ""}
    )
    booking.refresh_from_db()
    assert response.status_code == 302
    assert booking.internal_notes == "klicali\nspet"
    html = text_of(desk, booking)
    assert "Internal notes changed" in html or "Interne" in html
    assert "coordinators" in html


def test_of_two_who_write_notes_neither_loses_a_word(desk):
    booking = make_booking(internal_notes="prvo")
    url = reverse("workshops_desk_notes", args=[booking.pk])
    desk.post(url, {"internal_notes": "prvo, drugo", "seen": "prvo"})
    response = desk.post(url, {"internal_notes": "prvo, tretje", "seen": "prvo"})
    booking.refresh_from_db()
    assert (response.status_code, booking.internal_notes) == (409, "prvo, drugo")
    html = response.content.decode()
    assert "prvo, tretje" in html and "prvo, drugo" in html
    # The second try, with both put together, is taken.
    desk.post(url, {"internal_notes": "prvo, drugo, tretje", "seen": "prvo, drugo"})
    booking.refresh_from_db()
    assert booking.internal_notes == "prvo, drugo, tretje"


def test_a_booking_is_assigned_to_a_coordinator_and_to_nobody_else(desk, django_user_model):
    booking = make_booking()
    url = reverse("workshops_desk_assign", args=[booking.pk])
    desk.post(url, {"assignee": desk.user.pk})
    booking.refresh_from_db()
    assert booking.assignee == desk.user
    stranger = django_user_model.objects.create_user("stranger")
    for value in (stranger.pk, "x", "0", str(2**70)):
        desk.post(url, {"assignee": value})
        booking.refresh_from_db()
        assert booking.assignee == desk.user
    desk.post(url, {"assignee": ""})
    booking.refresh_from_db()
    assert booking.assignee is None
    assert text_of(desk, booking).count("coordinators") >= 2


def test_a_school_is_suggested_linked_and_unlinked(desk):
    school = School.objects.create(name="OŠ Krško", type="primary", town="Krško", region="posavska")
    other = School.objects.create(name="Gimnazija Črni Vrh", type="secondary", town="Črni Vrh", region="goriska")
    booking = make_booking()
    url = reverse("workshops_desk_school", args=[booking.pk])
    assert f'name="school" value="{school.pk}"' in text_of(desk, booking)
    found = desk.get(screen(booking), {"school": "crni"}).content.decode()
    assert f'name="school" value="{other.pk}"' in found
    desk.post(url, {"school": school.pk})
    booking.refresh_from_db()
    assert booking.school == school and booking.school_name == "OŠ Krško"
    desk.post(url, {"school": 2**63})
    booking.refresh_from_db()
    assert booking.school == school
    desk.post(url)
    booking.refresh_from_db()
    assert booking.school is None


def test_the_edit_address_leads_to_the_screen_and_changes_nothing(desk):
    booking = make_booking()
    url = reverse("bookings:edit", args=[booking.pk])
    assert desk.post(url, {"status": "confirmed", "email": "x@y.si"}).url == screen(booking)
    booking.refresh_from_db()
    assert (booking.status, booking.email) == ("received", "ana@example.si")


def test_nobody_adds_or_deletes_a_booking_by_hand(admin_client):
    booking = make_booking()
    assert admin_client.get("/admin/bookings/new/").status_code == 302
    admin_client.post(f"/admin/bookings/delete/{booking.pk}/")
    assert Booking.objects.filter(pk=booking.pk).exists()


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_an_editor_is_refused_everywhere(client, group):
    sign_in(client, group)
    booking = make_booking()
    school = School.objects.create(name="OŠ A", type="primary", town="A", region="goriska")
    pages = [
        reverse("bookings:index"),
        reverse("bookings:index_results"),
        reverse("workshops_attention"),
        screen(booking),
        reverse("workshops_desk_notes", args=[booking.pk]),
        reverse("workshops_desk_assign", args=[booking.pk]),
        reverse("workshops_desk_school", args=[booking.pk]),
        reverse("workshops_merge_schools", args=[school.pk]),
        *(reverse("workshops_desk_act", args=[booking.pk, slug]) for slug in SECTIONS),
        *(
            reverse("wagtail_bulk_action", args=["workshops", "booking", action]) + f"?id={booking.pk}"
            for action in ("assign", "decline")
        ),
    ]
    for page in pages:
        for method in (client.get, client.post):
            response = method(page, {"reason": "x", "internal_notes": "x", "step": "send"})
            assert response.status_code in (302, 403, 405), page
            assert booking.reference not in response.content.decode()
    booking.refresh_from_db()
    assert (booking.status, booking.internal_notes, booking.sequence) == ("received", "", 0)
    assert "Workshops" not in client.get("/admin/").content.decode()


def test_the_screen_costs_the_same_with_many_of_everything(desk, django_assert_max_num_queries):
    booking = make_booking()
    Facilitator.objects.bulk_create(Facilitator(name=f"F{number}", email="f@example.si") for number in range(30))
    School.objects.bulk_create(
        School(
            name=f"OŠ Krško {number}", town="Krško", type="primary", region="posavska", search_text="os krsko krsko"
        )
        for number in range(30)
    )
    for rank in (1, 2):
        PreferredDate.objects.create(booking=booking, rank=rank, date=moment(days=20 + rank).date())
        make_offer(booking, days=20 + rank)
    BookingMessage.objects.bulk_create(
        BookingMessage(booking=booking, event="declined", subject="S", message_id=f"<{number}>")
        for number in range(30)
    )
    # What is read once for each process is not counted.
    desk.get(screen(booking))
    with django_assert_max_num_queries(25):
        assert desk.get(screen(booking)).status_code == 200
    proposal = Proposal(starts_at=moment(days=-1), ends_at=moment(days=-1) + timedelta(minutes=400))
    Booking.objects.filter(pk=booking.pk).update(groups=8)
    booking.refresh_from_db()
    confirm_date(booking=booking, proposal=proposal, user=None)
    with django_assert_max_num_queries(25):
        assert 'id="record-section"' in text_of(desk, booking)


@pytest.mark.parametrize("pk", [10**6, 10**30])
def test_a_booking_that_does_not_exist_is_not_found(desk, pk):
    for name in ("workshops_desk", "bookings:history"):
        assert desk.get(reverse(name, args=[pk])).status_code == 404
    assert desk.post(reverse("workshops_desk_act", args=[pk, "decline"])).status_code == 404
    assert desk.get(reverse("workshops_desk_act", args=[make_booking().pk, "nonsense"])).status_code == 404


def test_an_anonymised_booking_can_still_be_looked_at(desk):
    booking = make_booking(contact_name="–", email="", phone="", anonymised_at=timezone.now(), status="delivered")
    html = text_of(desk, booking)
    assert "mailto:" not in html and "tel:" not in html
