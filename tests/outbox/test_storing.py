"""Mail is written with the caller's transaction, as it will go over the wire."""

import re
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage, get_connection, send_mail
from django.db import IntegrityError, transaction

from outbox.models import OutgoingMail
from outbox.services import send_next

BODY = "Pozdravljeni, Živa!\r\nДякуємо за запит.\n\n.\nFrom now on: čšž\rkonec\n" + "dolga vrstica " * 100


@pytest.fixture(autouse=True)
def outbox(over_smtp):
    return over_smtp


def message(**changes) -> EmailMessage:
    return EmailMessage(**{"subject": "Naročilo – Живјо", "body": BODY, "to": ["ziva@example.si"], **changes})


def test_mail_is_stored_when_the_transaction_commits(committed):
    with transaction.atomic():
        assert message().send() == 1
    assert OutgoingMail.objects.get().status == OutgoingMail.Status.QUEUED


def test_mail_vanishes_with_a_transaction_that_is_rolled_back(committed):
    with pytest.raises(RuntimeError), transaction.atomic():
        message().send()
        raise RuntimeError
    assert not OutgoingMail.objects.exists()


def test_mail_that_cannot_be_made_leaves_nothing_and_the_transaction_fit_for_use(committed):
    with transaction.atomic():
        with pytest.raises(ValueError, match="newline"):
            get_connection().send_messages([message(), message(subject="a\nBcc: x@example.si")])
        message(to=["later@example.si"]).send()
    assert OutgoingMail.objects.get().recipient == "later@example.si"


def test_mail_that_the_database_refuses_leaves_the_transaction_fit_for_use(committed):
    nameless = message(headers={"From": "info@example.si"})
    nameless.from_email = None
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            nameless.send(fail_silently=True)
        message(to=["later@example.si"]).send()
    assert OutgoingMail.objects.get().recipient == "later@example.si"


@pytest.mark.django_db
def test_each_address_has_a_row_and_hidden_ones_stay_hidden():
    assert message(to=["a@example.si", "b@example.si"], bcc=["c@example.si", "a@example.si"]).send() == 1
    rows = OutgoingMail.objects.all()
    assert sorted(row.recipient for row in rows) == ["a@example.si", "b@example.si", "c@example.si"]
    assert len({row.message_id for row in rows}) == 1
    assert not any(b"c@example.si" in row.mime for row in rows)


@pytest.mark.django_db
def test_mail_without_recipients_is_passed_over():
    assert message(to=[]).send() == 0
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_lines_end_with_crlf_and_every_letter_survives(outbox):
    message(attachments=[("opomba.txt", "ž\nц\n", "text/plain")]).send()
    stored = bytes(OutgoingMail.objects.get().mime)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", stored)
    assert send_next()
    [envelope] = outbox.envelopes
    # aiosmtpd gives the lines back as they came.
    assert envelope.original_content.rstrip(b"\r\n") == stored.rstrip(b"\r\n")
    received = message_from_bytes(envelope.original_content, policy=policy.default)
    assert received["Subject"] == "Naročilo – Живјо"
    text = received.get_body().get_content()
    assert text.split() == BODY.split()
    assert "\n.\n" in text.replace("\r\n", "\n")


@pytest.mark.django_db
def test_sender_with_a_name_in_other_letters_is_an_address_on_the_envelope(outbox):
    send_mail("Test", "Test", "Društvo Ključ <info@example.si>", ["Živa Žagar <ziva@example.si>"])
    send_next()
    [envelope] = outbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("info@example.si", ["ziva@example.si"])


@pytest.mark.django_db
def test_without_a_mail_server_mail_goes_to_files(settings, tmp_path):
    settings.OUTBOX_TRANSPORT_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    message(body="Pozdravljeni, Živa!\n").send()
    send_next()
    [file] = tmp_path.iterdir()
    assert OutgoingMail.objects.get().status == OutgoingMail.Status.SENT
    assert "Pozdravljeni, Živa!\n" in file.read_bytes().decode()


@pytest.mark.django_db
def test_sending_costs_a_handful_of_queries(django_assert_max_num_queries):
    message().send()
    with django_assert_max_num_queries(4):
        send_next()
