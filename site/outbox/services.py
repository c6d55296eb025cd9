"""What happens to a stored mail: claimed, sent, marked. Each leaves at least once, or is given up in plain sight.

A claim is one conditional UPDATE that moves ``next_attempt_at`` to the claim's end. Of two workers one changes the
row, and the other finds it not due. When a worker dies, the row falls due by itself: nothing has to look for stale
claims. If it dies after the server took the mail and before that is marked, a second copy with the same Message-ID
goes out.
"""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from .models import OutgoingMail
from .transport import describe, is_permanent, transmit

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 12
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
# Longer than any attempt: every step of a conversation with a mail server ends after EMAIL_TIMEOUT seconds.
CLAIM_LIFETIME = timedelta(minutes=5)


def backoff(*, attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: a minute, doubled each time, at most six hours."""
    return min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY)


def claim() -> OutgoingMail | None:
    """Take the mail that has been due longest, for this worker alone; None if nothing is due."""
    while True:
        now = timezone.now()
        due = OutgoingMail.objects.filter(status=OutgoingMail.Status.QUEUED, next_attempt_at__lte=now)
        pk = due.order_by("next_attempt_at", "pk").values_list("pk", flat=True).first()
        if pk is None:
            return None
        claimed = due.filter(pk=pk).update(
            claimed_at=now, next_attempt_at=now + CLAIM_LIFETIME, attempts=F("attempts") + 1
        )
        if claimed:
            return OutgoingMail.objects.get(pk=pk)


def send_next() -> bool:
    """Try to send one mail, outside any transaction; say whether there was one."""
    mail = claim()
    if mail is None:
        return False
    if mail.attempts > MAX_ATTEMPTS:
        # The last attempt's worker never came back, and perhaps the mail itself is what ends workers.
        _mark_failed(mail, error=InterruptedError())
        return True
    try:
        transmit(mail)
    except Exception as error:
        _mark_failed(mail, error=error)
    else:
        _mark_sent(mail)
    return True


def send_again(*, mail: OutgoingMail) -> bool:
    """Queue a mail that was given up, with all its attempts anew; say whether it was one."""
    dead = OutgoingMail.objects.filter(pk=mail.pk, status=OutgoingMail.Status.DEAD)
    return bool(dead.update(status=OutgoingMail.Status.QUEUED, attempts=0, next_attempt_at=timezone.now()))


def _mark_sent(mail: OutgoingMail) -> None:
    """Mark whoever holds the claim by now: the mail has gone, and must not go again."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        status=OutgoingMail.Status.SENT, sent_at=timezone.now(), claimed_at=None, last_error=""
    )


def _mark_failed(mail: OutgoingMail, *, error: Exception) -> None:
    """Note the failure and wait, or give up; a claim that another worker has taken over is left to it."""
    held = OutgoingMail.objects.filter(pk=mail.pk, status=OutgoingMail.Status.QUEUED, claimed_at=mail.claimed_at)
    reason = describe(error)
    if is_permanent(error) or mail.attempts >= MAX_ATTEMPTS:
        held.update(status=OutgoingMail.Status.DEAD, claimed_at=None, last_error=reason)
        logger.error("E-mail %s was given up after %s attempts: %s", mail.pk, mail.attempts, reason)
        return
    next_attempt_at = timezone.now() + backoff(attempts=mail.attempts)
    held.update(next_attempt_at=next_attempt_at, claimed_at=None, last_error=reason)
    logger.warning("E-mail %s was not sent, attempt %s: %s", mail.pk, mail.attempts, reason)
