"""Demo data is marked, moves as the table of transitions permits, is never mailed, and goes without a trace."""

import itertools
from collections import Counter
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Count
from wagtail.models import Page

from outbox.models import OutgoingMail
from tests.workshops.making import make_booking, make_offer
from workshops.choices import Region, Source, Status
from workshops.demo.making import make_demo
from workshops.models import (
    BlockedPeriod,
    Booking,
    BookingMessage,
    Facilitator,
    PreferredDate,
    PupilFeedback,
    School,
    SchoolFeedback,
    Session,
    Slot,
    Transition,
)
from workshops.reports.periods import Period, day_of
from workshops.transitions import may_move

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Ljubljana"))


def make(bookings=120, sessions=200, seed=1) -> None:
    make_demo(bookings=bookings, sessions=sessions, seed=seed, now=NOW)


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("make_demo_bookings", *arguments, stdout=said)
    return said.getvalue()


def everything() -> dict[str, list]:
    return {
        model._meta.label: sorted(map(str, model._base_manager.values_list()))
        for label in ("workshops", "outbox")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not issubclass(model, Page)
    }


def test_the_numbers_are_those_that_were_asked_for_and_every_status_is_there():
    make()
    assert (Booking.objects.count(), Session.objects.count()) == (120, 200)
    assert set(Booking.objects.values_list("status", flat=True)) == set(Status.values)
    for model in (BlockedPeriod, PreferredDate, PupilFeedback, SchoolFeedback, Slot):
        assert model.objects.exists()
    assert set(School.objects.values_list("region", flat=True)) == set(Region.values)


def test_everything_is_marked():
    make()
    assert all(name.startswith("DEMO ") for name in Booking.objects.values_list("school_name", flat=True))
    assert set(Booking.objects.values_list("source", flat=True)) == {Source.DEMO}
    assert all(reference.startswith("D-") for reference in Booking.objects.values_list("reference", flat=True))
    for model in (School, Facilitator):
        assert all(name.startswith("DEMO ") for name in model.objects.values_list("name", flat=True))
    assert not School.objects.filter(is_active=True).exists()
    addresses = [*Booking.objects.values_list("email", flat=True), *School.objects.values_list("email", flat=True)]
    addresses += Facilitator.objects.values_list("email", flat=True)
    assert all(address.endswith("@example.org") for address in addresses)


def test_no_mail_is_sent_or_stored(mailoutbox):
    make()
    assert not mailoutbox and not OutgoingMail.objects.exists() and not BookingMessage.objects.exists()


def test_every_move_is_permitted_and_follows_the_one_before():
    make()
    for booking in Booking.objects.prefetch_related("transitions"):
        steps = list(booking.transitions.all())
        assert (steps[0].to_status, steps[0].at) == ("received", booking.created_at)
        assert steps[-1].to_status == booking.status
        for earlier, later in itertools.pairwise(steps):
            assert later.from_status == earlier.to_status and later.at >= earlier.at
            assert may_move(later.from_status, later.to_status)
    assert Transition.objects.filter(at__gt=NOW).count() == 0


def test_what_was_delivered_lies_in_three_school_years_and_not_ahead():
    make()
    delivered = Session.objects.filter(state="delivered")
    years = Counter(Period.school_year_of(day_of(one.starts_at)).year for one in delivered)
    assert set(years) == {2024, 2025, 2026}
    assert all(one.starts_at < NOW for one in delivered)
    assert all(one.starts_at > NOW for one in Session.objects.filter(state="planned"))


def test_each_booking_has_as_many_sessions_as_groups_and_nobody_is_in_two_places():
    make()
    held = Booking.objects.filter(status="reported").annotate(made=Count("sessions"))
    assert all(booking.made == booking.groups for booking in held)
    days = Counter((slot.facilitator_id, day_of(slot.starts_at)) for slot in Slot.objects.all())
    assert max(days.values()) == 1


def test_the_same_seed_makes_the_same_data():
    def content() -> list:
        return list(
            Booking.objects.order_by("reference").values_list("reference", "status", "school_name", "created_at")
        )

    make()
    first = content()
    run("--delete")
    make()
    again = content()
    run("--delete")
    make(seed=2)
    assert first == again != content()


def test_removing_leaves_everything_else_as_it_was():
    real = make_booking(
        school=School.objects.create(name="OŠ Prava", town="Kranj", type="primary", region="gorenjska")
    )
    make_offer(real)
    before = everything()
    make()
    assert everything() != before
    said = run("--delete")
    assert "120 bookings" in said and "Kept" not in said
    assert everything() == before


def test_what_a_real_booking_uses_is_kept_and_named():
    make()
    school, person = School.objects.first(), Facilitator.objects.first()
    real = make_booking(school=school)
    offer = make_offer(real)
    Slot.objects.filter(pk=offer.slot_id).update(facilitator=person)
    said = run("--delete")
    assert str(school) in said and person.name in said
    assert (School.objects.get(), Facilitator.objects.get(), Booking.objects.get()) == (school, person, real)
    assert real.offers.get().slot.facilitator == person


def test_it_is_not_made_twice_nor_with_too_few_sessions():
    with pytest.raises(CommandError, match="at least"):
        run("--bookings=50", "--sessions=1")
    with pytest.raises(CommandError, match="one booking"):
        run("--bookings=0")
    assert "20 bookings" in run("--bookings=20", "--sessions=40")
    with pytest.raises(CommandError, match="--delete"):
        run()


def test_production_is_spared_unless_somebody_insists(settings):
    settings.SETTINGS_MODULE = "config.settings.production"
    with pytest.raises(CommandError, match="--yes"):
        run("--bookings=20", "--sessions=40")
    assert not Booking.objects.exists()
    assert "20 bookings" in run("--bookings=20", "--sessions=40", "--yes")


def test_fields_write_the_present_again_afterwards():
    make(bookings=20, sessions=40)
    assert make_booking().created_at > NOW.replace(year=2000)
    assert Booking._meta.get_field("created_at").auto_now_add and Booking._meta.get_field("updated_at").auto_now


def test_the_desk_shows_the_mark(admin_client):
    make(bookings=20, sessions=40)
    one = Booking.objects.first()
    assert one.reference in admin_client.get("/admin/bookings/").content.decode()
    html = admin_client.get(f"/admin/bookings/{one.pk}/desk/").content.decode()
    assert one.reference in html and one.school_name in html
