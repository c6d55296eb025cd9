"""Personal data goes when its time is up or when a person asks, and the numbers stay."""

import json
from datetime import date, timedelta
from email import message_from_string
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Sum
from django.test import override_settings
from django.utils import timezone
from freezegun import freeze_time

from outbox.management.commands import run_worker
from outbox.models import OutgoingMail
from tests.workshops.making import make_booking, make_offer
from workshops.choices import Status
from workshops.models import Booking, PreferredDate, Slot, Transition
from workshops.personal import REMOVED
from workshops.persons import erase_person, export_person
from workshops.private_links import booking_of, new_token
from workshops.retention import REFUSED, purge_expired

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ANA = "ana@example.si"
DAY = timedelta(days=1)


def days_ago(days: int):
    return NOW - timedelta(days=days)


def full_booking(**values) -> Booking:
    """Make a booking that holds something in every place where something about a person can be."""
    booking = make_booking(
        contact_role="svetovalka", notes=f"Pišite na {ANA}.", internal_notes=f"Klicala, {ANA}", **values
    )
    Transition.objects.create(booking=booking, to_status=booking.status, actor="school", reason=f"Odgovor: {ANA}")
    PreferredDate.objects.create(booking=booking, rank=1, date=date(2027, 3, 15))
    return booking


def aged(days: int, **values) -> Booking:
    """Make a booking that was received, changed and last moved so many days ago."""
    booking = full_booking(**values)
    booking.transitions.update(at=days_ago(days))
    Booking.objects.filter(pk=booking.pk).update(created_at=days_ago(days), updated_at=days_ago(days))
    return booking


def take_slot(booking: Booking, days: int) -> Slot:
    end = days_ago(days)
    return Slot.objects.create(starts_at=end - timedelta(hours=1), ends_at=end, taken_by=booking)


def make_mail(
    recipient: str = ANA, status: str = "sent", days: int = 1, text: str = "Živjo", **headers
) -> OutgoingMail:
    content = EmailMessage("Delavnica", text, to=[recipient], headers=headers).message().as_bytes(linesep="\r\n")
    return OutgoingMail.objects.create(
        recipient=recipient,
        subject="Delavnica",
        sender="kljuc@example.si",
        mime=content,
        message_id="<1@kljuc>",
        status=status,
        created_at=days_ago(days),
    )


def is_anonymous(booking: Booking) -> bool:
    booking.refresh_from_db()
    return booking.anonymised_at is not None


def tables_with(text: str) -> list[str]:
    """Return each column of the tables of bookings and mail in which a text stands, mail decoded."""
    found = []
    for app in ("workshops", "outbox"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            columns = [field.column for field in model._meta.local_concrete_fields]
            with connection.cursor() as cursor:
                names = ", ".join(f'"{column}"' for column in columns)
                cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
                for row in cursor.fetchall():
                    for column, value in zip(columns, row, strict=True):
                        if isinstance(value, bytes | memoryview):
                            message = message_from_string(bytes(value).decode())
                            value = f"{message.items()} {(message.get_payload(decode=True) or b'').decode()}"
                        if text.casefold() in str(value).casefold():
                            found.append(f"{model._meta.db_table}.{column}")
    return found


@pytest.mark.parametrize("status", REFUSED)
def test_a_refused_booking_is_kept_for_six_months_after_its_last_move(status):
    before, after = aged(182, status=status), aged(184, status=status)
    purge_expired(now=NOW)
    assert (is_anonymous(before), is_anonymous(after)) == (False, True)


@pytest.mark.parametrize("status", [status for status in Status if status not in REFUSED])
def test_any_other_booking_is_kept_for_two_years_after_it_was_received(status):
    before, after = aged(729, status=status), aged(731, status=status)
    purge_expired(now=NOW)
    assert (is_anonymous(before), is_anonymous(after)) == (False, True)


def test_the_latest_slot_counts_from_its_end():
    before, after = aged(1000, status="reported"), aged(1000, status="reported")
    for booking, days in ((before, 729), (after, 731)):
        take_slot(booking, 900)
        take_slot(booking, days)
    purge_expired(now=NOW)
    assert (is_anonymous(before), is_anonymous(after)) == (False, True)


def test_a_workshop_that_lies_ahead_is_never_anonymised():
    booking = aged(1000, status="confirmed")
    take_slot(booking, -10)
    purge_expired(now=NOW)
    assert not is_anonymous(booking)


def test_the_last_move_counts_and_without_one_the_last_change():
    moved, unmoved = aged(400, status="declined"), aged(400, status="declined")
    Transition.objects.create(booking=moved, to_status="declined", actor="coordinator")
    moved.transitions.filter(reason="").update(at=days_ago(182))
    unmoved.transitions.all().delete()
    Booking.objects.filter(pk=unmoved.pk).update(updated_at=days_ago(182))
    purge_expired(now=NOW)
    assert not is_anonymous(moved)
    assert not is_anonymous(unmoved)
    purge_expired(now=NOW + 2 * DAY)
    assert is_anonymous(moved)
    assert is_anonymous(unmoved)


def test_periods_are_settings(settings):
    settings.RETENTION_REFUSED_DAYS, settings.RETENTION_CONTACT_DAYS, settings.RETENTION_MAIL_DAYS = 10, 20, 30
    refused, other, mail = aged(11, status="declined"), aged(21), make_mail("eva@example.si", days=31)
    purge_expired(now=NOW)
    assert is_anonymous(refused)
    assert is_anonymous(other)
    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_nothing_about_a_person_stays_in_an_anonymised_booking():
    booking = aged(731, status="reported")
    token = new_token(booking=booking)
    purge_expired(now=NOW)
    booking.refresh_from_db()
    assert (booking.contact_name, booking.contact_role) == (REMOVED, "")
    assert (booking.email, str(booking.phone), booking.notes, booking.internal_notes) == ("", "", "", "")
    assert booking.transitions.get().reason == ""
    assert booking_of(token) is None
    assert booking.anonymised_at == NOW
    assert tables_with(ANA) == []
    booking.full_clean(exclude=["workshop"])


def test_numbers_stay():
    def numbers():
        kept = ("status", "school_name", "town", "workshop_title", "consent_at", "created_at", "updated_at")
        by_status = Booking.objects.values(*kept)
        counts = by_status.annotate(Count("pk"), Sum("participants"), Sum("groups")).order_by("status", "created_at")
        moves = Transition.objects.values("from_status", "to_status", "at").order_by("pk")
        dates = PreferredDate.objects.values("booking", "rank", "date").order_by("pk")
        return [list(rows) for rows in (counts, moves, dates, Slot.objects.order_by("pk").values())]

    for number, status in enumerate(Status):
        take_slot(aged(1000 + number, status=status), 900)
    before = numbers()
    assert purge_expired(now=NOW).bookings == len(Status)
    assert numbers() == before


def test_what_is_done_is_not_done_again_and_what_is_written_later_goes_too():
    booking = aged(731, status="delivered")
    assert purge_expired(now=NOW).bookings == 1
    assert purge_expired(now=NOW + DAY).bookings == 0
    assert (is_anonymous(booking), booking.anonymised_at) == (True, NOW)
    Booking.objects.filter(pk=booking.pk).update(internal_notes="Ana je klicala.")
    Transition.objects.create(booking=booking, to_status="reported", actor="coordinator", reason="Ana")
    assert purge_expired(now=NOW + 2 * DAY).bookings == 1
    assert tables_with("Ana ") == []


@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [("sent", 89, True), ("sent", 91, False), ("dead", 89, True), ("dead", 91, False), ("queued", 91, True)],
)
def test_finished_mail_is_kept_for_ninety_days(status, days, stays):
    mail = make_mail("eva@example.si", status, days)
    assert purge_expired(now=NOW).mails == (not stays)
    assert OutgoingMail.objects.filter(pk=mail.pk).exists() == stays


def test_mail_goes_with_the_booking_unless_it_waits_to_be_sent():
    aged(184, status="declined", email="Ana@Example.si")
    make_mail(), make_mail(status="dead")
    queued, other = make_mail(status="queued"), make_mail("joana@example.si")
    assert purge_expired(now=NOW).mails == 2
    assert set(OutgoingMail.objects.all()) == {queued, other}


def test_mail_to_an_address_that_another_booking_needs_stays():
    aged(184, status="declined"), aged(10, status="confirmed")
    make_mail()
    assert vars(purge_expired(now=NOW)) == {"bookings": 1, "mails": 0, "facilitators": 0}


def test_mail_to_the_desk_does_not_go_with_a_booking_that_has_its_address(settings):
    aged(184, status="declined", email=settings.BOOKINGS_EMAIL)
    make_mail(settings.BOOKINGS_EMAIL)
    assert vars(purge_expired(now=NOW)) == {"bookings": 1, "mails": 0, "facilitators": 0}


def test_erasing_leaves_the_address_in_no_table():
    full_booking(status="confirmed"), full_booking(email="ANA@example.si", status="declined")
    for status in ("queued", "sent", "dead"):
        make_mail(status=status)
    other = make_booking(
        email="eva@example.si", notes=f"Namesto mene {ANA.upper()}, ne joana@example.si.", grade=ANA, school_name=ANA
    )
    Transition.objects.create(booking=other, to_status="offered", actor="coordinator", reason=f"Glej {ANA}!")
    about = make_mail("eva@example.si", text=f"Šola čaka, piše {ANA} " * 9)
    copied = make_mail("eva@example.si", Cc=f"Ana <{ANA}>")
    elsewhere = make_mail("joana@example.si", status="queued")
    assert {"workshops_booking.notes", "workshops_transition.reason", "outbox_outgoingmail.mime"} <= set(
        tables_with(ANA)
    )
    erased = erase_person(email=f" {ANA.title()} ")
    assert (erased.bookings, erased.mails, erased.mentions) == (2, 5, 4)
    other.refresh_from_db()
    assert (other.email, other.notes) == ("eva@example.si", f"Namesto mene {REMOVED}, ne joana@example.si.")
    Booking.objects.filter(pk=other.pk).update(notes="")
    assert OutgoingMail.objects.get() == elsewhere
    elsewhere.delete()
    assert tables_with(ANA) == []
    assert not OutgoingMail.objects.filter(pk__in=[about.pk, copied.pk]).exists()
    assert not erase_person(email=ANA)


def test_an_empty_address_finds_no_anonymised_booking():
    full_booking(), make_mail()
    erase_person(email=ANA)
    make_booking(email="eva@example.si")
    nothing = ("bookings", "facilitator", "mentions", "mails")
    for empty in ("", "  "):
        assert not erase_person(email=empty)
        assert export_person(email=empty) == {"email": "", **{name: [] for name in nothing}}


def test_our_own_address_is_not_erased(settings):
    make_mail(settings.BOOKINGS_EMAIL, status="queued")
    with pytest.raises(CommandError, match="own address"):
        call_command("erase_person", settings.BOOKINGS_EMAIL.upper())
    assert OutgoingMail.objects.exists()


def test_export_is_complete():
    booking = full_booking()
    offer = make_offer(booking)
    Slot.objects.filter(pk=offer.slot_id).update(taken_by=booking)
    new_token(booking=booking)
    other = make_booking(email="eva@example.si", notes=f"Glej {ANA}, zaupno o Evi")
    make_mail(status="queued", text="Čakamo vas."), make_mail("joana@example.si")
    found = json.loads(json.dumps(export_person(email="ANA@example.si")))
    assert {"reference": other.reference, "table": "booking", "field": "notes"} in found["mentions"]
    assert "zaupno" not in json.dumps(found)
    (exported,) = found["bookings"]
    fields = {field.name for field in Booking._meta.concrete_fields if not field.primary_key}
    assert fields <= set(exported)
    assert (exported["email"], exported["phone"], exported["notes"]) == (ANA, "+38631234567", f"Pišite na {ANA}.")
    assert exported["preferred_dates"] == [{"rank": 1, "date": "2027-03-15", "part_of_day": "any"}]
    assert exported["transitions"][0]["reason"] == f"Odgovor: {ANA}"
    assert set(exported["offers"][0]) == {"created_at", "withdrawn_at", "starts_at", "ends_at"}
    assert len(exported["slots"]) == len(exported["private_links"]) == 1
    (mail,) = found["mails"]
    assert (mail["recipient"], mail["status"], mail["subject"]) == (ANA, "queued", "Delavnica")
    assert "Čakamo vas." in mail["content"]


def output_of(command: str, *arguments: str) -> str:
    output = StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_commands_print_counts_and_no_personal_data(caplog):
    aged(731), make_mail(days=91)
    with freeze_time(NOW):
        assert (
            output_of("purge_expired") == "Bookings anonymised: 1. E-mails deleted: 1. Facilitators anonymised: 0.\n"
        )
    full_booking(), make_mail()
    assert json.loads(output_of("export_person", ANA))["bookings"][0]["contact_name"] == "Ana"
    expected = "Bookings anonymised: 1. E-mails deleted: 1. Other texts changed: 0. Facilitators anonymised: 0.\n"
    assert output_of("erase_person", ANA) == expected
    assert caplog.text == ""


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_a_command_that_finds_nothing_ends_with_1(command):
    with pytest.raises(CommandError, match=r"^Nothing is stored about this address\.$") as raised:
        call_command(command, "nobody@example.si")
    assert raised.value.returncode == 1


def test_worker_purges_at_its_start_and_once_a_day(monkeypatch):
    clock, called = [1000.0], []
    monkeypatch.setattr(run_worker.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(run_worker, "call_command", called.append)
    worker = run_worker.Command()
    for hours in (0, 1, 22.9, 0.2, 23.9, 0.2):
        clock[0] += hours * 3600
        worker._run_daily_commands()
    assert called == settings.DAILY_COMMANDS * 3
    assert "purge_expired" in called


@override_settings(DAILY_COMMANDS=["does_not_exist", "purge_expired"])
def test_a_daily_command_that_fails_stops_neither_the_others_nor_the_mail(caplog):
    booking = aged(731)
    make_mail(status="queued")
    worker = run_worker.Command()
    worker._run_daily_commands()
    assert is_anonymous(booking)
    assert caplog.messages == ["The daily command does_not_exist failed: CommandError"]
