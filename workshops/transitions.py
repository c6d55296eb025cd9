"""Where a booking may go from where it stands. The one table that everything else asks."""

from .choices import Status

PERMITTED: dict[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset(
        {
            Status.OFFERED,
            Status.CONFIRMED,
            Status.WAITING,
            Status.DECLINED,
            Status.CANCELLED_BY_SCHOOL,
            Status.DUPLICATE,
        }
    ),
    Status.OFFERED: frozenset(
        {
            Status.OFFERED,
            Status.CONFIRMED,
            Status.WAITING,
            Status.DECLINED,
            Status.CANCELLED_BY_SCHOOL,
            Status.CANCELLED_BY_US,
            Status.DUPLICATE,
        }
    ),
    Status.WAITING: frozenset(
        {Status.OFFERED, Status.CONFIRMED, Status.DECLINED, Status.CANCELLED_BY_SCHOOL, Status.DUPLICATE}
    ),
    Status.CONFIRMED: frozenset(
        {Status.OFFERED, Status.DELIVERED, Status.CANCELLED_BY_SCHOOL, Status.CANCELLED_BY_US, Status.NO_SHOW}
    ),
    Status.DELIVERED: frozenset({Status.REPORTED}),
    Status.NO_SHOW: frozenset({Status.OFFERED}),
    Status.REPORTED: frozenset(),
    Status.DECLINED: frozenset({Status.RECEIVED}),
    Status.CANCELLED_BY_SCHOOL: frozenset({Status.RECEIVED}),
    Status.CANCELLED_BY_US: frozenset({Status.OFFERED}),
    Status.DUPLICATE: frozenset({Status.RECEIVED}),
}

# A school may still change or cancel these itself.
OPEN_TO_SCHOOL = frozenset({Status.RECEIVED, Status.OFFERED, Status.WAITING, Status.CONFIRMED})


class TransitionRefused(Exception):
    """A booking cannot go where it was asked to go."""

    def __init__(self, current: str, wanted: str):
        super().__init__(f"A booking that is {current} cannot become {wanted}.")
        self.current = current
        self.wanted = wanted


def may_move(current: str, wanted: str) -> bool:
    """Say whether the table permits a move."""
    return Status(wanted) in PERMITTED[Status(current)]
