"""The editors' texts of our e-mails: complete in four languages, changed safely, tried out without harm."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from languages.codes import prefix
from outbox.models import OutgoingMail
from workshops.choices import MailEvent
from workshops.mail import compose, deliver
from workshops.models import Booking, BookingMessage, MailText, PrivateLink, Slot
from workshops.placeholders import LINK, TO_DESK, names_in, required_in

from .making import make_booking, make_offer, moment

pytestmark = pytest.mark.django_db
LANGUAGES = ("sl", "en", "sr-latn", "uk")
NAMESPACE = "wagtailsnippets_workshops_mailtext"
EVERY_TEXT = pytest.mark.parametrize("language", LANGUAGES)


def text_of(event: str = "confirmed", language: str = "sl") -> MailText:
    return MailText.objects.get(key=event, locale__language_code=language)


@pytest.fixture
def as_member(client):
    def sign_in(group: str, email: str = "koordinatorka@example.si"):
        user = User.objects.create_user(f"member-{group}-{bool(email)}", email, "x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in


def save(client, text: MailText, **values):
    address = reverse(f"{NAMESPACE}:edit", args=[text.pk])
    return client.post(address, {"subject": text.subject, "body": text.body, **values})


def test_each_event_has_a_text_in_each_language():
    for event in MailEvent.values:
        texts = MailText.objects.filter(key=event)
        assert sorted(texts.values_list("locale__language_code", flat=True)) == sorted(LANGUAGES), event
        assert len(set(texts.values_list("translation_key", flat=True))) == 1, event


def test_the_texts_are_valid_and_their_translations_complete():
    for text in MailText.objects.all():
        text.full_clean()
    translations = Translation.objects.filter(source__specific_content_type__model="mailtext")
    assert translations.count() == len(MailEvent) * 3
    assert all(total == done for total, done in (one.get_progress() for one in translations))


def test_the_languages_of_a_text_name_the_same():
    for event in MailEvent.values:
        for field in ("subject", "body"):
            names = {frozenset(names_in(getattr(text_of(event, language), field))) for language in LANGUAGES}
            assert len(names) == 1, (event, field)


def test_the_only_phone_numbers_are_those_for_emergencies():
    for text in MailText.objects.all():
        assert set(re.findall(r"\d[\d ]{2,}", text.body)) <= {"112", "112 ", "113"}, text.key


def test_typography_is_that_of_the_language():
    for text in MailText.objects.all():
        assert not set("\"'`") & set(text.subject + text.body), text.key
        assert " - " not in text.body


@EVERY_TEXT
@pytest.mark.parametrize("event", MailEvent.values)
def test_no_placeholder_is_left_in_what_is_sent(event, language, mailoutbox):
    booking = make_booking(locale=language)
    booking.preferred_dates.create(rank=1, date=moment(30).date())
    make_offer(booking)
    start = moment(40)
    Slot.objects.create(starts_at=start, ends_at=start.replace(hour=10), taken_by=booking)
    draft = compose(event=MailEvent(event), booking=booking, language=language, values={"facilitator": "Zala"})
    assert deliver(draft=draft, booking=booking)
    mail = mailoutbox[-1]
    assert not set("{}") & set(mail.subject + mail.body)
    assert "\n\n\n" not in mail.body
    has_private_link = f"/{prefix(language)}/" in mail.body and "http" in mail.body
    assert has_private_link == (LINK in required_in(event))
    assert PrivateLink.objects.filter(booking=booking).exists() == has_private_link
    assert (reverse("workshops_desk", args=[booking.pk]) in mail.body) == (event in TO_DESK)


def test_headings_without_anything_below_are_left_out():
    booking = make_booking()
    body = compose(event=MailEvent.CANCELLED_FOR_DESK, booking=booking).body
    assert "Termin:" not in body and "Razlog:" not in body and "Odprite naročilo:" in body


def test_the_acknowledgement_says_that_nothing_is_agreed_and_whom_to_call():
    for language, words in (
        ("sl", "šele, ko potrdimo"),
        ("en", "only once"),
        ("sr-latn", "tek kada"),
        ("uk", "лише"),
    ):
        body = text_of("request_received", language).body
        assert words in body and "112" in body and "113" in body


# The form


def test_a_coordinator_changes_a_text_and_the_next_mail_has_it(as_member):
    text = text_of()
    assert save(as_member("Coordinators"), text, subject="Dogovorjeno {reference}").status_code == 302
    booking = make_booking()
    assert compose(event=MailEvent.CONFIRMED, booking=booking).subject == f"Dogovorjeno {booking.reference}"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("body", "{ime} {link}", "{ime}"),
        ("body", "{ link } {link}", "{ link }"),
        ("body", "{link} {reference", "{reference}"),
        ("body", "{link} }", "{reference}"),
        ("body", "{link} {desk_link}", "{desk_link}"),
        ("body", "Brez povezave.", "{link}"),
        ("body", "", ""),
        ("subject", "{link}", "{link}"),
        ("subject", "{dates}", "{dates}"),
        ("subject", "Prva\nBcc: nekdo@example.si", ""),
        ("subject", "Prva\u2028druga", ""),
        ("subject", "", ""),
    ],
)
def test_a_broken_text_is_refused_and_what_was_typed_stays(field, value, named, as_member):
    text = text_of()
    response = save(as_member("Coordinators"), text, **{field: value})
    assert response.status_code == 200
    assert (text_of().subject, text_of().body) == (text.subject, text.body)
    form = response.context["form"]
    assert list(form.errors) == [field] and named in form.errors[field][0]
    assert form[field].value() == value


def test_the_error_lists_what_can_be_used():
    text = text_of()
    text.body = "{foo} {link}"
    with pytest.raises(ValidationError) as caught:
        text.full_clean()
    message = caught.value.message_dict["body"][0]
    assert "{foo}" in message and "{reference}" in message and "{desk_link}" not in message


def test_a_private_link_is_not_for_the_desk_nor_for_a_cancelled_facilitator():
    for event in ("request_for_desk", "facilitator_cancelled"):
        text = text_of(event)
        text.body += "\n{link}"
        with pytest.raises(ValidationError):
            text.full_clean()


def test_editors_neither_see_nor_change_nor_try_texts(as_member):
    text = text_of()
    client = as_member("Editors")
    for name in ("edit", "preview"):
        assert client.get(reverse(f"{NAMESPACE}:{name}", args=[text.pk])).status_code in (302, 403)
    assert client.get(reverse(f"{NAMESPACE}:list")).status_code in (302, 403)
    assert client.post(reverse(f"{NAMESPACE}:send_test", args=[text.pk])).status_code in (302, 403)
    save(client, text, subject="Vdor")
    assert text_of().subject == text.subject


def test_nobody_adds_a_text(admin_client):
    assert admin_client.get(reverse(f"{NAMESPACE}:add")).status_code in (302, 403)
    admin_client.post(reverse(f"{NAMESPACE}:add"), {"key": "confirmed", "subject": "x", "body": "{link}"})
    assert MailText.objects.count() == len(MailEvent) * 4


def test_nobody_deletes_a_text(admin_client):
    text = text_of()
    admin_client.post(reverse(f"{NAMESPACE}:delete", args=[text.pk]))
    many = reverse("wagtail_bulk_action", args=["workshops", "mailtext", "delete"])
    admin_client.post(f"{many}?id={text.pk}&next=/admin/")
    assert MailText.objects.filter(pk=text.pk).exists()


def test_coordinators_may_not_translate_pages():
    user = User.objects.create_user("koordinatorka")
    user.groups.add(Group.objects.get(name="Coordinators"))
    assert not user.has_perm("wagtail_localize.submit_translation")


def test_the_listing_shows_all_texts_and_finds_one(as_member, django_assert_max_num_queries):
    client = as_member("Coordinators")
    client.get(reverse(f"{NAMESPACE}:list"))
    with django_assert_max_num_queries(25):
        page = client.get(reverse(f"{NAMESPACE}:list")).content.decode()
    assert page.count("/mailtext/preview/") == len(MailEvent) * 4
    assert text_of("message", "uk").subject in page
    found = client.get(reverse(f"{NAMESPACE}:list"), {"q": "projector"}).content.decode()
    assert found.count("/mailtext/edit/") == 2


# Translations


def marks(client, event: str) -> list[bool]:
    """Say for each language whether the listing marks its text as out of date."""
    context = client.get(reverse(f"{NAMESPACE}:list"), {"key": event}).context
    return [(one.translation_key, one.locale_id) in context["view"].stale for one in context["object_list"]]


def test_a_changed_original_leaves_translations_alone_and_marks_them(as_member):
    client = as_member("Coordinators")
    before = {language: text_of("confirmed", language).body for language in LANGUAGES[1:]}
    save(client, text_of(), body="Novo besedilo.\n\n{link}")
    assert {language: text_of("confirmed", language).body for language in LANGUAGES[1:]} == before
    assert marks(client, "confirmed") == [False, True, True, True]
    save(client, text_of("confirmed", "uk"), body="Новий текст.\r\n\r\n{link}")
    assert text_of("confirmed", "uk").body == "Новий текст.\n\n{link}"
    assert marks(client, "confirmed") == [False, True, True, False]


def test_a_translation_is_changed_in_the_plain_form_beside_its_original(as_member):
    text = text_of("declined", "uk")
    page = as_member("Coordinators").get(reverse(f"{NAMESPACE}:edit", args=[text.pk])).content.decode()
    assert "js-translation-editor" not in page
    assert text_of("declined").subject in page and text.subject in page
    assert "{reason}" in page and "{desk_link}" not in page


def test_an_untranslated_text_is_refused(as_member):
    text = text_of("declined", "uk")
    response = save(as_member("Coordinators"), text, body=text_of("declined").body)
    assert response.status_code == 200
    assert text_of("declined", "uk").body == text.body


def translation_of(text: MailText) -> Translation:
    return Translation.objects.get(source__object_id=text.translation_key, target_locale=text.locale)


def test_a_broken_translation_from_elsewhere_is_not_published():
    text = text_of("declined", "uk")
    string = StringTranslation.objects.get(
        context__object_id=text.translation_key, locale=text.locale, context__path="body"
    )
    StringTranslation.objects.filter(pk=string.pk).update(data="{посилання}")
    with pytest.raises(ValidationError):
        translation_of(text).save_target(publish=True)
    assert text_of("declined", "uk").body == text.body
    string.refresh_from_db()
    assert string.has_error and "{посилання}" in string.field_error
    # A second try would put the original's words in its place.
    with pytest.raises(ValidationError):
        translation_of(text).save_target(publish=True)
    assert text_of("declined", "uk").body == text.body


def test_publishing_translations_of_a_changed_original_keeps_the_old_ones(admin_client):
    text = text_of("declined")
    save(admin_client, text, body="Novo besedilo.\n\n{link}")
    before = text_of("declined", "en").body
    source = TranslationSource.objects.get(object_id=text.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert admin_client.post(address, {"publish_translations": "on"}).status_code == 302
    assert text_of("declined", "en").body == before


def test_a_missing_language_can_be_sent_to_translation(admin_client):
    text = text_of("declined")
    text_of("declined", "uk").delete()
    address = reverse("wagtail_localize:submit_snippet_translation", args=["workshops", "mailtext", text.pk])
    locale = text_of("confirmed", "uk").locale
    assert admin_client.post(address, {"locales": [locale.pk]}).status_code == 302
    assert text_of("declined", "uk")
    assert save(admin_client, text_of("declined", "uk"), body="Текст {link}").status_code == 302
    assert text_of("declined", "uk").body == "Текст {link}"


# Trying out


@EVERY_TEXT
@pytest.mark.parametrize("event", MailEvent.values)
def test_a_preview_is_filled_in_and_writes_nothing(
    event, language, as_member, django_assert_max_num_queries, mailoutbox
):
    text = text_of(event, language)
    client = as_member("Coordinators")
    models = (Booking, BookingMessage, PrivateLink, Slot, OutgoingMail, MailText)
    counts = [model.objects.count() for model in models]
    with django_assert_max_num_queries(25) as queries:
        response = client.get(reverse(f"{NAMESPACE}:preview", args=[text.pk]))
    assert not [
        one["sql"] for one in queries.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    draft = response.context["draft"]
    assert not set("{}") & set(draft.subject + draft.body)
    assert [model.objects.count() for model in models] == counts
    assert not mailoutbox


def test_a_test_goes_to_the_one_who_asks_and_is_marked(as_member, mailoutbox):
    text = text_of("dates_offered", "uk")
    client = as_member("Coordinators")
    assert client.get(reverse(f"{NAMESPACE}:send_test", args=[text.pk])).status_code == 405
    response = client.post(reverse(f"{NAMESPACE}:send_test", args=[text.pk]), {"to": "tuj@example.si"}, follow=True)
    assert "koordinatorka@example.si" in response.content.decode()
    assert [mail.to for mail in mailoutbox] == [["koordinatorka@example.si"]]
    assert mailoutbox[0].subject.startswith("[Test] Дати")
    assert not BookingMessage.objects.exists()


def test_a_test_goes_through_the_outbox(as_member, settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"
    as_member("Coordinators").post(reverse(f"{NAMESPACE}:send_test", args=[text_of().pk]))
    assert OutgoingMail.objects.get().recipient == "koordinatorka@example.si"


def test_without_an_address_no_test_is_sent_and_the_page_says_why(as_member, mailoutbox):
    client = as_member("Coordinators", email="")
    page = client.get(reverse(f"{NAMESPACE}:preview", args=[text_of().pk])).content.decode()
    assert "no-address" in page and "disabled" in page
    client.post(reverse(f"{NAMESPACE}:send_test", args=[text_of().pk]))
    assert not mailoutbox


def test_what_is_not_there_is_not_found(as_member):
    client = as_member("Coordinators")
    assert client.get(reverse(f"{NAMESPACE}:preview", args=[999999])).status_code == 404
    assert client.post(reverse(f"{NAMESPACE}:send_test", args=[999999])).status_code == 404
