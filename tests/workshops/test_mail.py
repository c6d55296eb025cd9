"""Filling in and handing over an e-mail, whatever its text and its values hold."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from workshops.choices import MailEvent
from workshops.mail import Draft, compose, deliver, fill, fill_body, fill_subject, send
from workshops.models import BookingMessage, MailText, Offer, PrivateLink
from workshops.placeholders import refuse_unknown

from .making import make_booking, make_offer, moment

# Text that is rich in what could go wrong.
AWKWARD = st.lists(
    st.sampled_from([*"{}a \n\r\t\x00\x0b\x85\u2028š:", "link", "{link}", "{school}", "{{school}}", "{ a }"])
).map("".join)


def draft(booking, **values) -> Draft:
    plain = {"subject": "Zadeva", "body": "Besedilo {link}"}
    return Draft(**{"event": MailEvent.MESSAGE, "to": booking.email, "language": "sl", **plain, **values})


@given(AWKWARD, st.dictionaries(st.sampled_from(["school", "link", "", "a"]), AWKWARD | st.none() | st.integers()))
def test_filling_in_never_fails(text, values):
    for filled in (fill(text, values), fill_body(text, values), fill_body(text, values, keep=())):
        assert isinstance(filled, str)
    assert not set("{}") & set(fill_body(text, values, keep=()))
    subject = fill_subject(text, values)
    assert subject.isprintable() and len(subject.splitlines()) <= 1


@given(AWKWARD.filter(lambda text: "{link}" not in text), AWKWARD)
def test_values_are_not_filled_in_again(text, value):
    once = fill(text, {"school": value, "a": "link"})
    assert "https://secret" not in fill(once, {"link": "https://secret"})


def test_an_unknown_placeholder_is_left_out_and_logged(caplog):
    assert fill_body("Živijo {foo}!", {}) == "Živijo !"
    assert fill_body("Živijo { link }!", {"link": "x"}) == "Živijo !"
    assert "foo" in caplog.text


def test_a_line_without_a_value_takes_its_heading_with_it():
    text = "A\n\nTermin:\n{dates}\n\n{reason}\n\nB"
    assert fill_body(text, {"dates": "", "reason": None}) == "A\n\nB"
    assert fill_body(text, {"dates": "1", "reason": ""}) == "A\n\nTermin:\n1\n\nB"


def test_line_ends_of_every_system_become_one():
    assert fill_body("A\r\n\r\n\r\n\r\nB\rC  \n{reason}\r\nD", {"reason": "x\r\ny"}) == "A\n\nB\nC\nx\ny\nD"


@pytest.mark.django_db
class TestHandedOver:
    def test_a_school_cannot_name_itself_after_a_placeholder(self, mailoutbox):
        booking = make_booking(school_name="OŠ {link} {desk_link}", town="{reference}", contact_name="{link}")
        for event in MailEvent.values:
            letter = compose(event=MailEvent(event), booking=booking, language="sl")
            deliver(draft=letter, booking=booking, link="https://skrivno.example/")
        desk = next(mail for mail in mailoutbox if "Novo naročilo" in mail.subject)
        assert "OŠ (link) (desk_link)" in desk.body and "skrivno" not in desk.body
        assert all(mail.body.count("https://skrivno.example/") <= 1 for mail in mailoutbox)

    def test_a_mail_to_the_desk_makes_no_private_link(self):
        booking = make_booking(school_name="{link}")
        send(event=MailEvent.REQUEST_FOR_DESK, booking=booking, to="desk@example.si")
        assert not PrivateLink.objects.exists()

    def test_values_cannot_add_a_header(self, mailoutbox):
        booking = make_booking(school_name="OŠ\r\nBcc: tuj@example.si", reference="K\nX")
        assert send(event=MailEvent.REQUEST_FOR_DESK, booking=booking, to="desk@example.si")
        assert "\n" not in mailoutbox[0].subject and mailoutbox[0].bcc == []

    def test_a_subject_that_a_coordinator_changed_cannot_add_a_header(self, mailoutbox):
        booking = make_booking()
        assert deliver(draft=draft(booking, subject="A\r\nBcc: tuj@example.si"), booking=booking)
        assert mailoutbox[0].subject == "A Bcc: tuj@example.si"

    def test_an_address_that_cannot_be_written_to_loses_nothing_else(self, mailoutbox):
        booking = make_booking()
        assert not deliver(draft=draft(booking, to="a@example.si\nBcc: tuj@example.si"), booking=booking)
        assert not mailoutbox and not BookingMessage.objects.exists()

    def test_the_record_keeps_no_private_link(self, mailoutbox):
        booking = make_booking()
        deliver(draft=draft(booking, body="A\r\n\r\n{link}\r\n"), booking=booking)
        assert BookingMessage.objects.get().body == "A\n\n{link}"
        assert "http" in mailoutbox[0].body and "\r" not in mailoutbox[0].body

    def test_nothing_unknown_that_was_typed_at_the_desk_goes_out(self, mailoutbox):
        booking = make_booking()
        deliver(draft=draft(booking, body="Živijo {ime}, {link}"), booking=booking)
        assert "{" not in mailoutbox[0].body

    def test_without_a_text_a_mail_still_says_what_is_needed(self, mailoutbox):
        MailText.objects.all().delete()
        booking = make_booking()
        for event in MailEvent.values:
            assert send(event=MailEvent(event), booking=booking)
        assert all("{" not in mail.subject + mail.body for mail in mailoutbox)
        assert "http" in mailoutbox[0].body

    def test_a_broken_text_in_the_database_reaches_nobody(self, mailoutbox):
        MailText.objects.filter(key="declined").update(subject="{foo} Zadeva {link}", body="{bar}\n\n{ link } {link}")
        send(event=MailEvent.DECLINED, booking=make_booking())
        assert mailoutbox[0].subject == "Zadeva" and "{" not in mailoutbox[0].body

    def test_only_dates_that_can_still_be_accepted_are_offered(self):
        booking = make_booking()
        make_offer(booking, days=30)
        make_offer(booking, days=-1)
        make_offer(booking, days=31)
        Offer.objects.filter(slot__starts_at=moment(31)).update(withdrawn_at=moment(-1))
        assert compose(event=MailEvent.DATES_OFFERED, booking=booking).body.count("– ") == 1


def test_what_is_typed_at_the_desk_may_name_the_link_alone():
    refuse_unknown("Besedilo {link}")
    for text in ("{ime}", "{link", "}"):
        with pytest.raises(ValidationError):
            refuse_unknown(text)
