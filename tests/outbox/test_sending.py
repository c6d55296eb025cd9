"""A mail that does not go out is tried again, later and later, and given up in plain sight."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.utils import timezone
from freezegun import freeze_time

from outbox.models import OutgoingMail
from outbox.services import (
    CLAIM_LIFETIME,
    LONGEST_DELAY,
    MAX_ATTEMPTS,
    backoff,
    claim,
    send_again,
    send_next,
)

from .mail_server import MailServer

pytestmark = pytest.mark.django_db
Status = OutgoingMail.Status


def queue(recipient: str = "ziva@example.si") -> OutgoingMail:
    send_mail("Test", "Test", None, [recipient])
    return OutgoingMail.objects.latest("pk")


def make_due(mail: OutgoingMail) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now())


def test_delays_double_from_a_minute_to_six_hours():
    minutes = [backoff(attempts=number) / timedelta(minutes=1) for number in range(1, MAX_ATTEMPTS + 1)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]


def test_sent_mail_is_marked_and_not_sent_again(over_smtp):
    mail = queue()
    assert send_next() and not send_next()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.claimed_at, mail.last_error) == (Status.SENT, 1, None, "")
    assert mail.sent_at is not None
    assert over_smtp.recipients == ["ziva@example.si"]


def test_failed_mail_waits_for_its_time_and_then_goes_with_the_same_message_id(over_smtp):
    mail = queue()
    over_smtp.refusals["ziva@example.si"] = "451 greylisted"
    assert send_next()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.last_error) == (Status.QUEUED, 1, "SMTPRecipientsRefused 451")
    assert not send_next()
    over_smtp.refusals.clear()
    with freeze_time(mail.next_attempt_at + timedelta(seconds=1), ignore=["asyncio"]):
        claimed = claim()
    assert (claimed.pk, claimed.attempts, claimed.message_id) == (mail.pk, 2, mail.message_id)
    make_due(mail)
    assert send_next()
    assert mail.message_id in over_smtp.envelopes[0].original_content.decode()


def test_every_attempt_carries_the_same_bytes(over_smtp, monkeypatch):
    mail, attempts = queue(), []

    def cut_off(_smtp, _sender, _recipients, content, *_options):
        attempts.append(content)
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(smtplib.SMTP, "sendmail", cut_off)
        for _number in range(2):
            make_due(mail)
            send_next()
    make_due(mail)
    send_next()
    assert attempts == [bytes(mail.mime)] * 2
    assert over_smtp.envelopes[0].original_content.strip() == bytes(mail.mime).strip()


def test_recipient_refused_for_good_is_given_up_at_once_and_holds_up_nobody(over_smtp):
    over_smtp.refusals["nobody@example.si"] = "550 5.1.1 <nobody@example.si>: no such user"
    send_mail("Test", "Test", None, ["nobody@example.si", "ziva@example.si"])
    while send_next():
        pass
    dead, sent = OutgoingMail.objects.order_by("recipient")
    assert (dead.status, dead.attempts, dead.last_error) == (Status.DEAD, 1, "SMTPRecipientsRefused 550")
    assert sent.status == Status.SENT
    assert over_smtp.recipients == ["ziva@example.si"]


def test_mail_server_that_stays_down_gives_a_mail_up_after_the_last_attempt(send_to):
    send_to(MailServer())
    mail = queue()
    for number in range(1, MAX_ATTEMPTS + 1):
        mail.refresh_from_db()
        assert (mail.status, mail.attempts) == (Status.QUEUED, number - 1)
        assert mail.next_attempt_at <= timezone.now() + LONGEST_DELAY
        make_due(mail)
        assert send_next()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.last_error) == (Status.DEAD, MAX_ATTEMPTS, "ConnectionRefusedError")
    make_due(mail)
    assert not send_next()


def test_neither_the_log_nor_the_row_says_who_the_mail_was_for(over_smtp, caplog):
    for code in (550, 451):
        over_smtp.refusals["ziva@example.si"] = f"{code} <ziva@example.si> refused"
        mail = queue()
        send_next()
        mail.refresh_from_db()
        assert "ziva" not in mail.last_error
    assert len(caplog.records) == 2
    assert "ziva" not in caplog.text


def test_claimed_mail_is_left_alone_until_the_claim_ends(over_smtp):
    mail = queue()
    first = claim()
    assert first.pk == mail.pk
    assert claim() is None
    with freeze_time(timezone.now() + CLAIM_LIFETIME + timedelta(seconds=1)):
        assert claim().attempts == 2


def test_worker_that_comes_back_late_does_not_disturb_the_one_that_took_over(over_smtp, monkeypatch):
    mail = queue()

    def take_over_meanwhile(_mail):
        with freeze_time(timezone.now() + CLAIM_LIFETIME + timedelta(seconds=1)):
            assert claim().attempts == 2
        raise TimeoutError

    monkeypatch.setattr("outbox.services.transmit", take_over_meanwhile)
    send_next()
    mail.refresh_from_db()
    assert mail.claimed_at is not None
    assert mail.last_error == ""


def test_mail_that_ends_every_worker_is_given_up_too(over_smtp):
    mail = queue()
    for _number in range(MAX_ATTEMPTS):
        make_due(mail)
        assert claim()
    make_due(mail)
    assert send_next()
    mail.refresh_from_db()
    assert (mail.status, mail.last_error) == (Status.DEAD, "InterruptedError")
    assert over_smtp.envelopes == []


def test_mail_given_up_can_be_queued_again_and_others_cannot(over_smtp):
    mail = queue()
    assert not send_again(mail=mail)
    OutgoingMail.objects.update(status=Status.DEAD, attempts=MAX_ATTEMPTS)
    assert send_again(mail=mail)
    send_next()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Status.SENT, 1)
    assert not send_again(mail=mail)
