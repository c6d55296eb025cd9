"""Workers as they run for real: at once, killed, stopped, and with a mail server that comes and goes."""

import signal
import threading
import time

import pytest
from django.core.mail import send_mail
from django.db import connections
from django.utils import timezone

from outbox.models import OutgoingMail
from outbox.services import send_next

from .mail_server import MailServer

Status = OutgoingMail.Status


def queue(count: int) -> list[str]:
    recipients = [f"school{number:02}@example.si" for number in range(count)]
    for recipient in recipients:
        send_mail("Test", "Test", None, [recipient])
    return recipients


def wait_until(condition, *, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)


def all_sent() -> bool:
    return not OutgoingMail.objects.exclude(status=Status.SENT).exists()


def make_all_due() -> None:
    OutgoingMail.objects.filter(status=Status.QUEUED).update(next_attempt_at=timezone.now())


def test_two_workers_at_once_send_each_mail_once(over_smtp, start_worker):
    recipients = queue(40)
    start_worker(over_smtp), start_worker(over_smtp)
    wait_until(all_sent)
    assert over_smtp.recipients == recipients
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}


def test_eight_threads_that_start_together_send_one_mail_once(over_smtp, committed):
    together = threading.Barrier(8)

    def work():
        together.wait(timeout=20)
        try:
            while send_next():
                pass
        finally:
            connections["default"].close()

    for round_number in range(1, 6):
        queue(1)
        threads = [threading.Thread(target=work) for _number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(over_smtp.envelopes) == round_number
    assert all_sent()


def test_mail_of_a_worker_killed_while_sending_is_sent_later(over_smtp, start_worker):
    recipients = queue(3)
    over_smtp.stalled.set()
    worker = start_worker(over_smtp)
    assert over_smtp.reached.wait(timeout=60)
    worker.kill()
    assert worker.wait(timeout=20) == -signal.SIGKILL
    held = OutgoingMail.objects.get(claimed_at__isnull=False)
    assert (held.status, held.next_attempt_at > timezone.now()) == (Status.QUEUED, True)
    time.sleep(0.3)
    over_smtp.stalled.clear()
    start_worker(over_smtp)
    wait_until(lambda: OutgoingMail.objects.filter(status=Status.SENT).count() == 2)
    make_all_due()
    wait_until(all_sent)
    assert over_smtp.recipients == recipients
    held.refresh_from_db()
    assert held.attempts == 2


def test_worker_told_to_stop_finishes_the_mail_in_hand_and_takes_no_other(over_smtp, start_worker):
    queue(3)
    over_smtp.stalled.set()
    worker = start_worker(over_smtp)
    assert over_smtp.reached.wait(timeout=60)
    worker.terminate()
    time.sleep(0.3)
    over_smtp.stalled.clear()
    assert worker.wait(timeout=20) == 0
    assert len(over_smtp.envelopes) == 1
    assert OutgoingMail.objects.filter(status=Status.SENT).count() == 1
    assert not OutgoingMail.objects.filter(claimed_at__isnull=False).exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_idle_worker_stops_at_once(number, over_smtp, start_worker):
    queue(1)
    worker = start_worker(over_smtp)
    wait_until(all_sent)
    worker.send_signal(number)
    assert worker.wait(timeout=5) == 0


def test_mail_server_that_was_down_gets_everything_when_it_is_up(send_to, start_worker):
    server = MailServer()
    send_to(server)
    recipients = queue(10)
    start_worker(server)
    wait_until(lambda: not OutgoingMail.objects.filter(last_error="").exists())
    assert set(OutgoingMail.objects.values_list("status", "attempts")) == {(Status.QUEUED, 1)}
    message_ids = sorted(OutgoingMail.objects.values_list("message_id", flat=True))
    with server.running():
        make_all_due()
        wait_until(all_sent)
    assert server.recipients == recipients
    contents = b"".join(envelope.original_content for envelope in server.envelopes).decode()
    assert [name for name in message_ids if contents.count(f"Message-ID: {name}") != 1] == []
