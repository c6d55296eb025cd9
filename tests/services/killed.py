"""Kills a process at each point of what it does to a booking, and looks at what is left.

The child is a process of its own, with a connection of its own, that kills itself with SIGKILL before its Nth
statement, or just before or after a commit. Each N is tried until the work ends by itself. With ``careless`` it works
without transactions, which must leave halves behind. Prints as JSON, for each scenario that is named, how many points
there are and which states were left.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from outbox.models import OutgoingMail  # noqa: E402
from tests.workshops.making import make_booking  # noqa: E402
from workshops.choices import Status  # noqa: E402
from workshops.decisions import decide  # noqa: E402
from workshops.models import Booking, Facilitator, Invitation, Offer, Session, WorkshopPage  # noqa: E402
from workshops.offers import Proposal, accept_offer, confirm_date, offer_dates  # noqa: E402
from workshops.references import new_reference  # noqa: E402
from workshops.services import BookingRequest, request_booking  # noqa: E402

KILLED = -signal.SIGKILL
MOST = 200


def proposal() -> Proposal:
    """Return a time that nobody else has."""
    person = Facilitator.objects.create(name="Zala", email="zala@example.si")
    start = timezone.now().replace(microsecond=0) + timedelta(days=30)
    return Proposal(starts_at=start, ends_at=start + timedelta(minutes=90), facilitator=person)


def booking(**values) -> Booking:
    reference = new_reference()
    return make_booking(reference=reference, submission=reference, groups=2, **values)


def request() -> BookingRequest:
    return BookingRequest(
        school_name="OŠ Krško",
        school_type="primary",
        town="Krško",
        contact_name="Ana",
        contact_role="",
        email="ana@example.si",
        phone="+38631234567",
        workshop=WorkshopPage.objects.first(),
        audience="pupils",
        grade="9.",
        groups=1,
        participants=20,
        language="sl",
        place="in_person",
        notes="",
        locale="sl",
        preferred_dates=[(date(2030, 3, 4), "any"), (date(2030, 3, 5), "morning")],
    )


class Book:
    """A school sends the form; afterwards it sends the same form again."""

    def __init__(self):
        self.form_key = new_reference()
        self.mails = OutgoingMail.objects.count()

    def act(self):
        request_booking(request=request(), form_key=self.form_key)

    def state(self) -> dict:
        made = Booking.objects.filter(submission=request().fingerprint(self.form_key))
        return {
            "bookings": made.count(),
            "acknowledged": made.exclude(acknowledged_at=None).count(),
            "moves": sum(one.transitions.count() for one in made),
            "wishes": sum(one.preferred_dates.count() for one in made),
            "links": sum(one.private_links.count() for one in made),
            "messages": sum(one.messages.count() for one in made),
            "mails": OutgoingMail.objects.count() - self.mails,
        }


class OnBooking:
    """Something that happens to a booking that is there."""

    def __init__(self):
        self.booking = self.prepare()
        self.mails = OutgoingMail.objects.count()

    def state(self) -> dict:
        one = Booking.objects.get(pk=self.booking.pk)
        sessions = Counter(Session.objects.filter(booking=one).values_list("state", flat=True))
        asked = Invitation.objects.filter(slot__offers__booking=one) | Invitation.objects.filter(
            slot__sessions__booking=one
        )
        return {
            "status": one.status,
            "moves": one.transitions.count(),
            "slots": one.slots.count(),
            "open": Offer.objects.filter(booking=one, withdrawn_at=None).count(),
            "sessions": dict(sorted(sessions.items())),
            "led": Session.facilitators.through.objects.filter(session__booking=one).count(),
            "asked": sorted(asked.distinct().values_list("state", flat=True)),
            "messages": one.messages.count(),
            "links": one.private_links.count(),
            "mails": OutgoingMail.objects.count() - self.mails,
        }


class Accept(OnBooking):
    """A school accepts an offered date."""

    def prepare(self) -> Booking:
        return offer_dates(booking=booking(), proposals=[proposal()], user=None)

    def act(self):
        offer = Offer.objects.select_related("slot").get(booking=self.booking)
        accept_offer(booking=self.booking, offer=offer)


class Decline(Accept):
    """A coordinator declines a booking to which a date is offered."""

    def act(self):
        decide(booking=self.booking, to=Status.DECLINED, user=None, reason="ni prostora")


class Cancel(OnBooking):
    """A coordinator cancels an agreed workshop."""

    def prepare(self) -> Booking:
        return confirm_date(booking=booking(), proposal=proposal(), user=None)

    def act(self):
        decide(booking=self.booking, to=Status.CANCELLED_BY_US, user=None, reason="bolezen")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Death:
    """Counts the points at which a process could die, and dies at one of them."""

    def __init__(self, at: int):
        self.left = at

    def __call__(self, execute, sql, params, many, context):
        self.point()
        return execute(sql, params, many, context)

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            die()

    def around(self, commit):
        def committing():
            self.point()
            commit()
            self.point()

        return committing


def without_transactions() -> None:
    transaction.Atomic.__enter__ = lambda self: None
    transaction.Atomic.__exit__ = lambda self, *error: None


def run(scenario, at: int, *, careless: bool) -> int:
    """Do it in a child that dies at a point; return how the child ended: KILLED, or 0 if there is no such point."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            if careless:
                without_transactions()
            death = Death(at)
            connection.ensure_connection()
            connection._commit = death.around(connection._commit)
            with connection.execute_wrapper(death):
                scenario.act()
            connection.close()
        except BaseException as error:
            sys.stderr.write(f"{type(scenario).__name__} {at}: {error!r}\n")
            os._exit(3)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def wait_for_the_dead() -> None:
    """PostgreSQL takes a moment to find that a client is gone."""
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.01)


def play(kind, *, careless: bool) -> dict:
    """Kill the work at every point; return how many there are and which states were left, with how often each was."""
    left, again = Counter(), Counter()
    scenario = kind()
    before = state = json.dumps(scenario.state())
    for at in range(1, MOST):
        if state != before:
            scenario = kind()
        ended = run(scenario, at, careless=careless)
        wait_for_the_dead()
        if ended not in (0, KILLED):
            sys.exit(f"{kind.__name__} ended with {ended} at point {at}.")
        state = json.dumps(scenario.state())
        if ended == 0:
            return {"points": at - 1, "before": before, "after": state, "left": left, "again": again}
        left[state] += 1
        if kind is Book and not careless:
            # The school, which saw no answer, sends the form again.
            scenario.act()
            state = json.dumps(scenario.state())
            again[state] += 1
    sys.exit("It never ends.")


KINDS = {kind.__name__: kind for kind in (Book, Accept, Decline, Cancel)}
CARELESS = "careless" in sys.argv
WANTED = [name for name in sys.argv[1:] if name in KINDS]
print(json.dumps({name: play(KINDS[name], careless=CARELESS) for name in WANTED}))
