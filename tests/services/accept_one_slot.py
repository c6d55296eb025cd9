"""A race for one slot, run in a process of its own: ``accept_one_slot.py CLIENTS careful|careless``.

Prints the reference of each booking that was told it has the slot. The careless way looks first and takes then, which
is the fault that the real service must not have.
"""

import sys
import threading
from datetime import timedelta
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.workshops.making import make_booking, make_offer  # noqa: E402
from workshops import offers  # noqa: E402
from workshops.models import Booking, Offer, Slot  # noqa: E402

THREADS = 20


def accept_carelessly(*, booking: Booking, offer: Offer) -> None:
    """Look whether the slot is free, then take it: others look at the same time."""
    if Slot.objects.get(pk=offer.slot_id).taken_by_id is not None:
        raise offers.SlotTaken
    threading.Event().wait(0.05)
    Slot.objects.filter(pk=offer.slot_id).update(taken_by=booking)


def main() -> None:
    clients, careless = int(sys.argv[1]), sys.argv[2] == "careless"
    start = timezone.now() + timedelta(days=30)
    slot = Slot.objects.create(starts_at=start, ends_at=start + timedelta(minutes=45))
    with transaction.atomic():
        pairs = [(booking, make_offer(booking, slot=slot)) for booking in (make_booking() for _ in range(clients))]
    queue, won, errors = list(pairs), [], []
    gate = threading.Barrier(THREADS)

    def work() -> None:
        gate.wait()
        while queue:
            try:
                booking, offer = queue.pop()
            except IndexError:
                break
            try:
                (accept_carelessly if careless else offers.accept_offer)(booking=booking, offer=offer)
                won.append(booking.reference)
            except offers.SlotTaken:
                pass
            except Exception as error:  # every other outcome is a fault that the test must see
                errors.append(repr(error))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        sys.exit("\n".join(errors))
    slot.refresh_from_db()
    if not careless and [slot.taken_by.reference] != won:
        sys.exit("The slot is not with the winner.")
    print("\n".join(won))


main()
