"""How demo bookings came to be where they are: moves that the table permits, one after the other."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from workshops.choices import Status
from workshops.models import Booking, Transition

from .plans import Plan

SCHOOL, COORDINATOR = Transition.Actor.SCHOOL, Transition.Actor.COORDINATOR
AGREED = ((Status.OFFERED, COORDINATOR), (Status.CONFIRMED, SCHOOL))
PATHS = {
    Status.RECEIVED: (),
    Status.OFFERED: AGREED[:1],
    Status.CONFIRMED: AGREED,
    Status.DELIVERED: (*AGREED, (Status.DELIVERED, COORDINATOR)),
    Status.REPORTED: (*AGREED, (Status.DELIVERED, COORDINATOR), (Status.REPORTED, COORDINATOR)),
    Status.WAITING: ((Status.WAITING, COORDINATOR),),
    Status.DECLINED: ((Status.DECLINED, COORDINATOR),),
    Status.CANCELLED_BY_SCHOOL: (AGREED[0], (Status.CANCELLED_BY_SCHOOL, SCHOOL)),
    Status.CANCELLED_BY_US: (*AGREED, (Status.CANCELLED_BY_US, COORDINATOR)),
    Status.NO_SHOW: (*AGREED, (Status.NO_SHOW, COORDINATOR)),
    Status.DUPLICATE: ((Status.DUPLICATE, COORDINATOR),),
}
AFTERWARDS = {Status.DELIVERED, Status.NO_SHOW}
REASONS = {
    Status.DECLINED: "DEMO: termini niso mogoči",
    Status.CANCELLED_BY_SCHOOL: "DEMO: sprememba urnika",
    Status.CANCELLED_BY_US: "DEMO: bolezen",
    Status.REPORTED: "DEMO poročilo",
}


def transitions_of(*, random: Random, booking: Booking, plan: Plan, now: datetime) -> Iterator[Transition]:
    """Yield the moves of a booking, the first of which is that it came."""
    yield Transition(booking=booking, to_status=Status.RECEIVED, actor=SCHOOL, at=plan.created_at)
    current, moment = Status.RECEIVED, plan.created_at
    for to, actor in PATHS[plan.status]:
        latest = now if to in AFTERWARDS or to == Status.REPORTED else min(plan.start, now)
        if to in AFTERWARDS:
            wanted = plan.end + timedelta(hours=random.uniform(1, 72))
        elif to == Status.REPORTED:
            wanted = plan.end + timedelta(days=random.uniform(20, 60))
        else:
            wanted = moment + timedelta(days=min(random.expovariate(1 / 2.5), 15))
        moment = max(moment, min(wanted, latest))
        yield Transition(
            booking=booking, from_status=current, to_status=to, actor=actor, at=moment, reason=REASONS.get(to, "")
        )
        current = to
