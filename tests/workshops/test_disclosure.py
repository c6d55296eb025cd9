"""A disclosure: flagged without a detail, read by the safeguarding group alone, redacted for good."""

from datetime import timedelta
from email import message_from_bytes, policy
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import connection, transaction
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from outbox.models import OutgoingMail
from tests.workshops.admin_walk import admin_addresses
from tests.workshops.everything import KEPT, Everything, short
from tests.workshops.making import make_booking, make_offer
from workshops.choices import Status
from workshops.decisions import cancel_by_school, decide
from workshops.disclosure import (
    REMOVED,
    lift_disclosure,
    note_disclosure,
    redact,
    redacted_for,
    texts_of,
    visible_text,
)
from workshops.models import Booking, DeskSettings, Invitation, Session, Transition
from workshops.models.texts import HIDDEN, TEXTS
from workshops.offers import ask_for_other_dates

pytestmark = pytest.mark.django_db
SECRET = "Qz8wSecret"


def in_texts(model, field):
    return short(field, SECRET if field.name in TEXTS.get(model.__name__, ()) else field.name)


@pytest.fixture
def booking():
    """A booking with something secret in every free text that is about it, flagged."""
    everything = Everything(when=timezone.now() + timedelta(days=30), text=in_texts, ReportSnapshot=KEPT)
    return note_disclosure(booking=everything.rows[Booking], user=None)


@pytest.fixture
def member():
    def make(*groups: str) -> User:
        user = User.objects.create_user("-".join(groups).lower() or "nobody", password="x")
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.fixture
def coordinator(member):
    return member("Coordinators")


@pytest.fixture
def safeguarding(member):
    return member("Safeguarding")


def stored() -> str:
    """Return all that the tables of bookings and mail hold."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            if table.startswith(("workshops_", "outbox_", "wagtailcore_modellog")):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows += map(str, cursor.fetchall())
    return "\n".join(rows)


# What is noted


def test_a_disclosure_is_noted_once_with_who_and_when_and_nothing_else(coordinator):
    booking = make_booking(notes=SECRET)
    first = note_disclosure(booking=booking, user=coordinator).disclosed_at
    assert note_disclosure(booking=booking, user=coordinator).disclosed_at == first
    entry = ModelLogEntry.objects.for_instance(booking).get()
    assert (entry.user, entry.label, entry.data) == (coordinator, booking.reference, {})


def test_only_the_safeguarding_group_takes_the_flag_back_and_redacts(booking, coordinator, safeguarding):
    for user in (coordinator, None):
        with pytest.raises(PermissionError):
            lift_disclosure(booking=booking, user=user)
        with pytest.raises(PermissionError):
            redact(booking=booking, passage=SECRET, user=user)
    assert lift_disclosure(booking=booking, user=safeguarding).disclosed_at is None
    assert visible_text(SECRET, booking=booking, user=coordinator) == SECRET


# Who reads


def test_a_text_is_seen_by_safeguarding_and_superusers_alone(booking, coordinator, safeguarding, admin_user):
    def seen(user):
        return visible_text(SECRET, booking=booking, user=user)

    assert [seen(coordinator), seen(None), seen(safeguarding), seen(admin_user)] == [HIDDEN, HIDDEN, SECRET, SECRET]
    assert visible_text("", booking=booking, user=coordinator) == ""


def test_what_is_reached_from_a_redacted_booking_is_redacted_however_it_is_asked_for(booking, coordinator):
    shown = redacted_for(Booking.objects.prefetch_related("transitions", "sessions").get(pk=booking.pk), coordinator)
    slot = shown.slots.prefetch_related("invitations").get()
    offer = shown.offers.select_related("slot").get()
    texts = [
        *(getattr(shown, name) for name in TEXTS["Booking"]),
        *(step.reason for step in shown.transitions.select_related("user")),
        *(message.body for message in shown.messages.filter(pk__gt=0).order_by("pk").defer("body")),
        shown.messages.first().subject,
        shown.sessions.get().remarks,
        shown.sessions.prefetch_related("pupil_feedback")[0].pupil_feedback.all()[0].text,
        shown.sessions.get().booking.notes,
        shown.school_feedback.text,
        *(invitation.reason for invitation in slot.invitations.all()),
        offer.slot.invitations.get().reason,
    ]
    assert len(texts) == 13
    assert set(texts) == {str(HIDDEN)}


def test_a_redacted_copy_that_is_saved_or_acted_upon_keeps_what_is_stored(booking, coordinator):
    shown = redacted_for(booking, coordinator)
    assert shown is not booking and booking.notes == SECRET
    shown.contact_name = "Eva"
    shown.save()
    shown.refresh_from_db()
    session = shown.sessions.get()
    session.grant = "C2130-27"
    session.save(update_fields=["grant", "remarks"])
    decide(booking=shown, to=Status.DECLINED, user=coordinator)
    assert (shown.contact_name, shown.notes, shown.status) == ("Eva", HIDDEN, Status.DECLINED)
    assert str(HIDDEN) not in stored()
    booking.refresh_from_db()
    assert (booking.contact_name, booking.notes) == ("Eva", SECRET)
    assert Session.objects.get().remarks == SECRET and Session.objects.get().grant == "C2130-27"


def test_a_row_about_a_booking_is_redacted_by_itself_too(booking, coordinator, safeguarding):
    for model, name in ((Transition, "reason"), (Invitation, "reason"), (Session, "remarks")):
        assert getattr(redacted_for(model.objects.get(), coordinator), name) == HIDDEN
        assert getattr(redacted_for(model.objects.get(), safeguarding), name) == SECRET


def test_a_booking_without_a_disclosure_costs_no_query(coordinator, django_assert_num_queries):
    booking = make_booking(notes=SECRET)
    with django_assert_num_queries(0):
        assert redacted_for(booking, coordinator) is booking


def text_of(response) -> str:
    """Return what a response says, a spreadsheet unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return content.decode(errors="replace")


def forms_in(html: str):
    """Yield each form of a page as a browser would send it unchanged: its address and its values."""
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if form.get("method", "").lower() != "post" or "logout" in form.get("action", ""):
            continue
        values = {}
        for field in form.find_all(["input", "textarea", "select"]):
            name, kind = field.get("name"), field.get("type")
            if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
                continue
            if field.name == "select":
                chosen = field.find("option", selected=True) or field.find("option")
                values[name] = chosen.get("value", "") if chosen else ""
            else:
                values[name] = field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
        yield form.get("action") or "", values


@override_settings(EMAIL_BACKEND="outbox.backends.OutboxBackend")
def test_no_screen_shows_a_coordinator_a_hidden_text_and_no_form_overwrites_one(booking, coordinator, client):
    client.force_login(coordinator)
    others = {
        "home": reverse("wagtailadmin_home"),
        "report": reverse("wagtailadmin_reports:site_history"),
        "csv": f"{reverse('bookings:index')}?export=csv",
        "xlsx": f"{reverse('bookings:index')}?export=xlsx",
        "search": f"{reverse('bookings:index')}?q={SECRET.lower()}",
    }
    for name, address in (admin_addresses() | others).items():
        response = client.get(address, follow=True)
        html = text_of(response)
        assert SECRET not in html, name
        for action, values in forms_in(html):
            with transaction.atomic():
                answer = client.post(action or address, values, follow=True)
                assert SECRET not in text_of(answer), (name, action)
                assert str(HIDDEN) not in stored(), (name, action)
                transaction.set_rollback(True)


def test_the_safeguarding_group_sees_the_texts_where_they_stood(booking, safeguarding, client):
    client.force_login(safeguarding)
    for name in ("workshops_desk", "workshops_disclosure"):
        assert SECRET in client.get(reverse(name, args=[booking.pk])).content.decode()


# What is mailed


def test_the_desks_mailbox_gets_no_text_of_a_disclosed_booking(settings, mailoutbox):
    open_one, disclosed = make_booking(), make_booking()
    note_disclosure(booking=disclosed, user=None)
    for booking in (open_one, disclosed):
        cancel_by_school(booking=booking, reason=SECRET)
    to_desk = [one.body for one in mailoutbox if one.to == [settings.BOOKINGS_EMAIL]]
    assert [SECRET in body for body in to_desk] == [True, False]


# What is removed


def queued(booking: Booking, text: str, **values) -> OutgoingMail:
    mail.EmailMessage(f"Odpoved ({booking.reference})", text, to=["desk@example.si"], **values).send()
    return OutgoingMail.objects.latest("pk")


@pytest.fixture
def outbox(settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"


LONG = "Dijakinja iz tretjega letnika nam je povedala, da jo nekdo sili v nekaj, o čemer ne more govoriti, čšž."


def test_a_text_is_removed_from_the_booking_its_messages_and_the_outbox(outbox, safeguarding, settings):
    booking = make_booking(notes=LONG, access_needs="dvigalo")
    make_offer(booking)
    booking = ask_for_other_dates(booking=booking, reason=LONG.replace(" nam ", "\r\nnam  "))
    cancel_by_school(booking=booking, reason=LONG)
    note_disclosure(booking=booking, user=None)
    letter = queued(booking, f"Spoštovani,\n\n{LONG}\n\nLep pozdrav", headers={"Message-ID": "<7@kljuc>"})
    text = next(one for one in texts_of(booking) if one.field == "notes")
    fields = redact(booking=booking, texts=[text], user=safeguarding)
    assert {"Booking.notes", "Transition.reason", "BookingMessage.body", "OutgoingMail"} <= set(fields)
    booking.refresh_from_db()
    assert (booking.notes, booking.access_needs, booking.disclosed_at is None) == (REMOVED, "dvigalo", False)
    mails = [message_from_bytes(bytes(one.mime), policy=policy.default) for one in OutgoingMail.objects.all()]
    assert len(mails) == 3 and not any("Dijakinja" in one.get_content() for one in mails)
    assert "Dijakinja" not in stored()
    letter.refresh_from_db()
    again = message_from_bytes(bytes(letter.mime), policy=policy.default)
    assert again["Message-ID"] == "<7@kljuc>" and again["To"] == "desk@example.si"
    assert again.get_content().split() == ["Spoštovani,", REMOVED, "Lep", "pozdrav"]
    assert bytes(letter.mime).count(b"\n") == bytes(letter.mime).count(b"\r\n")


def test_what_was_removed_is_logged_without_what_it_was(booking, safeguarding):
    redact(booking=booking, passage=SECRET, user=safeguarding)
    entry = ModelLogEntry.objects.for_instance(booking).get(action="workshops.redaction")
    assert entry.user == safeguarding and "Booking.notes" in entry.data["fields"]
    assert SECRET not in stored()
    assert "Booking.notes" in str(entry.message)


def test_words_are_removed_wherever_they_stand_and_the_rest_stays(safeguarding):
    booking = make_booking(
        notes="Klicala je Ana  Novak, ANA NOVAK in Anamarija.", room="Ana Novak", contact_name="Eva"
    )
    redact(booking=booking, passage="Ana Novak", user=safeguarding)
    booking.refresh_from_db()
    assert (booking.notes, booking.room) == (f"Klicala je {REMOVED}, {REMOVED} in Anamarija.", REMOVED)


def test_a_short_text_is_removed_where_it_was_chosen_and_nowhere_else(safeguarding):
    booking = make_booking(notes="Krško", internal_notes="Peljemo v Krško.")
    redact(booking=booking, texts=texts_of(booking)[:1], user=safeguarding)
    booking.refresh_from_db()
    assert (booking.notes, booking.internal_notes, booking.town) == (REMOVED, "Peljemo v Krško.", "Krško")


def test_another_schools_booking_and_mail_are_left_alone(outbox, safeguarding):
    booking, other = make_booking(notes=LONG), make_booking(notes=LONG)
    theirs = queued(other, LONG)
    redact(booking=booking, passage=LONG, user=safeguarding)
    other.refresh_from_db()
    before = bytes(theirs.mime)
    theirs.refresh_from_db()
    assert other.notes == LONG and bytes(theirs.mime) == before


# The screens


def render(booking: Booking, user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    template = Template("{% load desk_safety %}{% desk_disclosure booking %}{% visible booking.notes booking %}")
    return template.render(Context({"booking": booking, "request": request}))


def test_the_booking_shows_the_button_then_the_protocol(coordinator, safeguarding):
    booking = make_booking()
    before = render(booking, coordinator)
    assert reverse("workshops_disclosure_note", args=[booking.pk]) in before and "113" not in before
    note_disclosure(booking=booking, user=coordinator)
    after = render(booking, coordinator)
    assert "113" in after and "coordinators" in after
    assert reverse("workshops_disclosure", args=[booking.pk]) not in after
    assert reverse("workshops_disclosure", args=[booking.pk]) in render(booking, safeguarding)


def test_the_societys_own_protocol_takes_the_place_of_ours(coordinator):
    settings = DeskSettings.load()
    settings.protocol = "<p>Pokliči Polono.</p>"
    settings.save()
    html = render(note_disclosure(booking=make_booking(), user=None), coordinator)
    assert "Pokliči Polono." in html and "113" not in html


def test_coordinators_note_and_the_safeguarding_group_redacts_and_lifts(coordinator, safeguarding, client):
    booking = make_booking(notes=LONG)
    address = reverse("workshops_disclosure", args=[booking.pk])
    client.force_login(coordinator)
    client.post(f"{address}note/")
    booking.refresh_from_db()
    assert booking.disclosed_at
    for path in ("", "lift/"):
        assert client.post(f"{address}{path}", {"passage": "Dijakinja", "sure": "on"}).url == "/admin/"
    client.force_login(safeguarding)
    assert "Dijakinja" in client.get(address).content.decode()
    assert booking.reference in client.get("/admin/").content.decode()
    key = texts_of(booking)[0].key
    for refused in ({}, {"texts": key}, {"sure": "on"}, {"texts": "x", "sure": "on"}, {"passage": "D", "sure": "on"}):
        assert client.post(address, refused).status_code == 422, refused
    assert client.post(address, {"texts": key, "sure": "on"}).status_code == 302
    client.post(f"{address}lift/")
    booking.refresh_from_db()
    assert (booking.notes, booking.disclosed_at) == (REMOVED, None)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["", "note/", "lift/"])
def test_a_booking_that_does_not_exist_is_not_found(admin_client, method, path):
    address = f"{reverse('workshops_disclosure', args=[999999])}{path}"
    assert getattr(admin_client, method)(address).status_code in (404, 405)
