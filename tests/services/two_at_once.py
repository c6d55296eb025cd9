"""Pairs of people who act on one booking at the same moment, in a process of its own.

Each scenario is played many times over. Prints as JSON how often each outcome came, and what does not fit together.
"""

import itertools
import json
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.workshops.making import make_booking  # noqa: E402
from workshops.choices import Status  # noqa: E402
from workshops.decisions import cancel_by_school, decide  # noqa: E402
from workshops.invitations import InvitationClosed, answer, invite  # noqa: E402
from workshops.models import Booking, Facilitator, Invitation, Session  # noqa: E402
from workshops.offers import Proposal, accept_offer, ask_for_other_dates, confirm_date, offer_dates  # noqa: E402
from workshops.references import new_reference  # noqa: E402
from workshops.transitions import TransitionRefused  # noqa: E402

ROUNDS = 12
counter = itertools.count(1)
ENDED = ("declined", "cancelled_by_us", "cancelled_by_school")


def booking(**values) -> Booking:
    reference = new_reference()
    return make_booking(reference=reference, submission=reference, **values)


def proposal(facilitator: Facilitator | None = None) -> Proposal:
    start = timezone.now().replace(microsecond=0) + timedelta(days=30, hours=next(counter))
    return Proposal(starts_at=start, ends_at=start + timedelta(minutes=45), facilitator=facilitator)


def someone() -> Facilitator:
    return Facilitator.objects.create(name="Zala", email="zala@example.si")


def offered(facilitator=None) -> Booking:
    return offer_dates(booking=booking(), proposals=[proposal(facilitator)], user=None)


def confirmed(facilitator=None) -> Booking:
    return confirm_date(booking=booking(), proposal=proposal(facilitator), user=None)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def accepting(one: Booking):
    offer = one.offers.select_related("slot").get()
    return lambda: accept_offer(booking=fresh(one), offer=offer)


def accept_and_decline():
    one = offered(someone())
    return [accepting(one), lambda: decide(booking=fresh(one), to=Status.DECLINED, user=None)], [one]


def accept_and_ask_for_others():
    one = offered(someone())
    return [accepting(one), lambda: ask_for_other_dates(booking=fresh(one), reason="")], [one]


def accept_twice():
    one = offered(someone())
    return [accepting(one), accepting(one)], [one]


def answer_and_cancel():
    one = confirmed(someone())
    invitation = Invitation.objects.get(slot__taken_by=one)
    return [
        lambda: answer(invitation=invitation, accept=True),
        lambda: cancel_by_school(booking=fresh(one), reason=""),
    ], [one]


def invite_and_cancel():
    one, other = confirmed(), someone()
    slot = one.slots.get()
    return [
        lambda: invite(slot=fresh(slot), facilitator=other),
        lambda: decide(booking=fresh(one), to=Status.CANCELLED_BY_US, user=None),
    ], [one]


def cancel_from_both_sides():
    one = confirmed(someone())
    return [
        lambda: cancel_by_school(booking=fresh(one), reason=""),
        lambda: decide(booking=fresh(one), to=Status.CANCELLED_BY_US, user=None),
    ], [one]


def confirm_for_two_schools():
    time = proposal(someone())
    pair = [booking(), booking()]
    return [lambda one=one: confirm_date(booking=one, proposal=time, user=None) for one in pair], pair


def confirm_twice():
    one, time = booking(), proposal(someone())
    return [lambda: confirm_date(booking=fresh(one), proposal=time, user=None)] * 2, [one]


def offer_twice():
    one, time = booking(), proposal(someone())
    return [lambda: offer_dates(booking=fresh(one), proposals=[time], user=None)] * 2, [one]


def exchange_dates():
    """Two schools hold a date and each wants the one that the other holds."""
    pair = [confirmed(someone()), confirmed(someone())]
    times = [
        Proposal(starts_at=slot.starts_at, ends_at=slot.ends_at, facilitator=slot.facilitator)
        for slot in (one.slots.get() for one in pair)
    ]
    for one in pair:
        offer_dates(booking=one, proposals=[proposal()], user=None)
    return [
        lambda: confirm_date(booking=fresh(pair[0]), proposal=times[1], user=None),
        lambda: confirm_date(booking=fresh(pair[1]), proposal=times[0], user=None),
    ], pair


SCENARIOS = (
    accept_and_decline,
    accept_and_ask_for_others,
    accept_twice,
    answer_and_cancel,
    invite_and_cancel,
    cancel_from_both_sides,
    confirm_for_two_schools,
    confirm_twice,
    offer_twice,
    exchange_dates,
)


def faults(one: Booking, *, may_move_again: bool) -> list[str]:
    """Return what does not fit together about a booking."""
    one = fresh(one)
    slots = list(one.slots.all())
    planned = one.sessions.filter(state=Session.State.PLANNED)
    events = Counter(one.messages.values_list("event", flat=True))
    found = []
    if one.status == Status.CONFIRMED:
        if len(slots) != 1 or planned.count() != one.groups or planned.exclude(slot=slots[0]).exists():
            found.append(f"is confirmed with {len(slots)} slots and {planned.count()} sessions")
        if slots and slots[0].facilitator and not Invitation.objects.filter(slot=slots[0]).exists():
            found.append("nobody was asked to lead it")
        if events["confirmed"] > 1:
            found.append("was confirmed by two e-mails")
    if one.status in (*ENDED, "waiting"):
        if slots or planned.exists():
            found.append(f"is {one.status} and holds a slot or a session")
        asked = Invitation.objects.filter(slot__offers__booking=one) | Invitation.objects.filter(
            slot__sessions__booking=one
        )
        if asked.filter(state__in=("sent", "accepted")).exists():
            found.append(f"is {one.status} and somebody is asked to lead it")
    moves = list(one.transitions.values_list("to_status", flat=True))
    if not may_move_again:
        found += [f"moved twice: {moves}"] * (len(moves) != len(set(moves)))
        found += [f"{number} e-mails of {event}" for event, number in events.items() if number > 1]
    return [f"{one.reference} {fault}" for fault in found]


def attempt(action, gate: threading.Barrier, outcomes: list[str]) -> None:
    gate.wait()
    try:
        action()
        outcomes.append("done")
    except (TransitionRefused, InvitationClosed) as error:
        outcomes.append(type(error).__name__)
    except Exception as error:  # every other outcome is a fault that the test must see
        outcomes.append(f"FAULT {error!r}")
    connection.close()


def play(scenario) -> dict:
    """Play a scenario over and over; return how often each outcome came, and what was wrong."""
    totals, wrong = Counter(), []
    for _round in range(ROUNDS):
        actions, bookings = scenario()
        gate, outcomes = threading.Barrier(len(actions)), []
        threads = [threading.Thread(target=attempt, args=(action, gate, outcomes)) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        totals[" + ".join(sorted(outcomes))] += 1
        wrong += [outcome for outcome in outcomes if outcome.startswith("FAULT")]
        wrong += [fault for one in bookings for fault in faults(one, may_move_again=scenario == exchange_dates)]
    return {"outcomes": totals, "wrong": wrong}


print(json.dumps({scenario.__name__: play(scenario) for scenario in SCENARIOS}))
