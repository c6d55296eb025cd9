"""Walks every text of every table: what is about a person goes, also in a field that somebody adds tomorrow."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.mail import EmailMessage
from django.db import connection, models
from django.utils import timezone
from wagtail.log_actions import log

from outbox.models import OutgoingMail
from tests.workshops.everything import KEY, Everything, is_typed, looks_like_phone, short, tables
from workshops.models import Booking, BookingMessage, Facilitator, Invitation, ReportSnapshot, Session
from workshops.personal import IN_BOOKING, IN_FACILITATOR, KEPT, MADE_BY_US, REMOVED, WITH_BOOKING
from workshops.persons import erase_person, export_person
from workshops.retention import purge_expired

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=1000)
CANARY, ADDRESS, PHONE = "Qx7zYkW", "qx7zykw@example.si", "+38631998877"
TRACES = ("qx7zykw", "31998877")
IDLE = {"Facilitator": {"is_active": False}}


def personal(model, field):
    """Fill a field with something that must go, but for what the tables of ``workshops.personal`` keep."""
    if looks_like_phone(field):
        return PHONE
    if field.name in KEPT.get(model, ()):
        return short(field, f"kept {field.name}")
    return short(field, ADDRESS if isinstance(field, models.EmailField) else CANARY)


def an_address_everywhere(model, field):
    if looks_like_phone(field):
        return PHONE
    return short(field, ADDRESS if holds_an_address(field) else field.name)


def holds_an_address(field) -> bool:
    return field.name not in MADE_BY_US and not looks_like_phone(field) and (field.max_length or 999) >= len(ADDRESS)


def left(tables_of: str = "") -> list[str]:
    """Return each column of each table of the whole database, or of one app, in which a trace stands."""
    found = []
    for table in connection.introspection.table_names():
        if not table.startswith(tables_of):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = bytes(value).decode(errors="replace") if isinstance(value, bytes) else str(value)
                    if any(trace in text.casefold() for trace in TRACES):
                        found.append(f"{table}.{column}")
    return found


def make_mail(**values) -> OutgoingMail:
    content = EmailMessage("Delavnica", CANARY, to=[ADDRESS]).message().as_bytes(linesep="\r\n")
    plain = {"recipient": ADDRESS, "subject": CANARY, "sender": "x@example.si", "message_id": "<1@kljuc>"}
    return OutgoingMail.objects.create(**plain | {"mime": content, "status": "sent", "created_at": NOW} | values)


def write_history(everything: Everything) -> None:
    for row in everything.rows.values():
        log(row, "wagtail.edit", timestamp=LONG_AGO)


@pytest.mark.parametrize("status", ["received", "declined", "confirmed", "reported"])
def test_once_its_time_is_up_nothing_personal_is_left_anywhere(status):
    everything = Everything(when=LONG_AGO, text=personal, Booking={"status": status}, **IDLE)
    write_history(everything)
    make_mail()
    make_mail(recipient="desk@example.si", message_id=everything.rows[BookingMessage].message_id)
    assert {"workshops_booking.notes", "workshops_invitation.digest", "outbox_outgoingmail.mime"} <= set(left())
    assert vars(purge_expired(now=NOW)) == {"bookings": 1, "mails": 2, "facilitators": 1}
    assert left() == []
    assert vars(purge_expired(now=NOW)) == {"bookings": 0, "mails": 0, "facilitators": 0}


@pytest.mark.parametrize(
    ("values", "name"),
    [(IN_BOOKING, "best_time"), (IN_FACILITATOR, "regions"), (WITH_BOOKING[Session][1], "remarks")],
)
def test_a_field_that_was_forgotten_is_found(monkeypatch, values, name):
    monkeypatch.delitem(values, name)
    Everything(when=LONG_AGO, text=personal, **IDLE)
    purge_expired(now=NOW)
    assert [column.split(".")[1] for column in left("workshops_")] == [name]


def test_each_text_that_is_written_later_goes_with_the_next_run():
    everything = Everything(when=LONG_AGO, text=personal, **IDLE)
    purge_expired(now=NOW)
    rows = {model: row for model, row in everything.rows.items() if model._base_manager.filter(pk=KEY).exists()}
    for model in rows:
        for field in model._meta.concrete_fields:
            if not is_typed(field) or field.unique or field.name in (*KEPT.get(model, ()), *MADE_BY_US):
                continue
            if model is Facilitator:
                continue
            model._base_manager.filter(pk=KEY).update(**{field.name: personal(model, field)})
            assert left("workshops_"), field
            purge_expired(now=NOW)
            assert left("workshops_") == [], f"{model.__name__}.{field.name}"


def test_what_reports_count_stays():
    Everything(when=LONG_AGO, text=personal, Session={"participants": 21, "grant": "C2130-27"}, **IDLE)

    def numbers():
        session = Session.objects.values("state", "participants", "staff_present", "hours", "starts_at", "grant")
        booking = Booking.objects.values("status", "school_name", "town", "grade", "workshop_title", "participants")
        led = Session.objects.values_list("pk", "pupil_feedback__understood", "booking__school_feedback__content")
        snapshots = ReportSnapshot.objects.values("title", "filters", "table", "created_at")
        return [list(rows) for rows in (session, booking, led, snapshots)]

    before = numbers()
    purge_expired(now=NOW)
    assert numbers() == before
    assert Invitation.objects.count() == BookingMessage.objects.count() == 1


def test_before_its_time_nothing_goes():
    Everything(when=NOW - timedelta(days=100), text=personal, **IDLE)
    before = left()
    purge_expired(now=NOW)
    assert left() == before


def test_erasing_leaves_an_address_in_no_table():
    everything = Everything(when=NOW + timedelta(days=30), text=an_address_everywhere)
    write_history(everything)
    make_mail(status="queued")
    make_mail(recipient="desk@example.si", status="queued")
    everywhere = set(left())
    missing = {
        f"{model._meta.db_table}.{field.column}"
        for model in tables()
        for field in model._meta.concrete_fields
        if is_typed(field) and holds_an_address(field)
    } - everywhere
    assert not missing
    erased = erase_person(email=ADDRESS)
    assert (erased.bookings, erased.facilitators, erased.mails) == (1, 1, 2)
    assert left() == []
    assert not erase_person(email=ADDRESS)


def test_an_address_that_many_texts_mention_is_struck_and_the_rest_stays():
    Everything(when=NOW, text=lambda model, field: short(field, f"x@{field.name[:6]}.si"))
    Booking.objects.update(internal_notes=f"Klicala {ADDRESS}, pride ob 9.", email="eva@example.si")
    ReportSnapshot._base_manager.update(table={"rows": [["OŠ Krško", ADDRESS]]}, title=f"Za {ADDRESS}")
    assert erase_person(email=ADDRESS).bookings == 0
    assert Booking.objects.get().internal_notes == f"Klicala {REMOVED}, pride ob 9."
    assert ReportSnapshot.objects.get().table == {"rows": [["OŠ Krško", REMOVED]]}


def test_a_facilitator_who_is_erased_leaves_the_sessions_counted_and_the_next_one_without_a_leader():
    past, ahead = NOW - timedelta(days=30), NOW + timedelta(days=30)
    everything = Everything(when=ahead, text=personal, Booking={"status": "confirmed"})
    person = everything.rows[Facilitator]
    session = everything.rows[Session]
    booking = everything.rows[Booking]
    led = Session.objects.create(
        booking=booking, starts_at=past, ends_at=past + timedelta(hours=1), state="delivered", participants=20
    )
    for one in (session, led):
        one.facilitators.add(person)
    assert erase_person(email=ADDRESS).facilitators == 1
    person.refresh_from_db()
    assert (person.name, person.email, person.is_active, person.feed_digest) == (REMOVED, "", False, None)
    assert (led.facilitators.count(), session.facilitators.count()) == (1, 0)
    assert Invitation.objects.get().state == Invitation.State.WITHDRAWN
    person.full_clean(exclude=["email"])


@pytest.mark.parametrize(
    ("values", "goes"),
    [({"is_active": False}, True), ({"is_active": True}, False)],
)
def test_only_a_facilitator_who_left_is_anonymised(values, goes):
    Everything(when=LONG_AGO, text=personal, Facilitator=values)
    assert purge_expired(now=NOW).facilitators == goes


def test_a_facilitator_who_was_put_on_the_list_and_has_led_nothing_yet_stays():
    Facilitator.objects.create(name="Zala", email=ADDRESS, is_active=False)
    assert purge_expired(now=NOW).facilitators == 0


def test_a_facilitator_who_left_lately_stays_though_the_last_session_is_long_past():
    everything = Everything(when=LONG_AGO, text=personal, **IDLE)
    log(everything.rows[Facilitator], "wagtail.edit", timestamp=NOW - timedelta(days=700))
    assert purge_expired(now=NOW).facilitators == 0


def test_export_holds_what_is_stored_about_a_school_and_about_a_facilitator():
    Everything(when=NOW, text=personal)
    found = export_person(email=ADDRESS)
    (booking,), (facilitator,) = found["bookings"], found["facilitator"]
    for name in ("sessions", "messages", "school_feedback", "transitions", "preferred_dates"):
        assert booking[name], name
    for name in ("blocked_periods", "invitations"):
        assert facilitator[name], name
    for model, exported in ((Booking, booking), (Facilitator, facilitator)):
        names = {field.name for field in model._meta.concrete_fields if not field.primary_key}
        assert names <= set(exported)


def test_every_table_of_the_workshops_is_walked():
    walked = {model.__name__ for model in tables()}
    every = {model.__name__ for model in apps.get_app_config("workshops").get_models()}
    assert every - walked == {"WorkshopIndexPage", "WorkshopPage", "MailText", "DeskSettings"}
