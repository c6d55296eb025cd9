"""Bringing a file back: nothing before it is seen, all of it or nothing, and nothing published."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import HelpContact
from languages.exchange.applying import CannotApply, apply
from languages.models import TranslationState, TranslationUpload
from programmes.models import Funder
from tests.languages import po_files
from tests.languages.po_files import entry, file_of, locale, original, plan_of, target, units, upload
from tests.workshops.members import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LEAD = "Vijolica («Фіалка») – програма, яка з 2002 року говорить із молоддю, батьками та працівниками шкіл про обман."


@pytest.fixture
def admin(client):
    user = User.objects.get(username="admin")
    client.force_login(user)
    return user


@pytest.fixture
def file(admin):
    made = file_of(original("vijolica"))
    entry(made, ":lead").msgstr = LEAD
    return made


def stored(slug: str, path: str, code: str = "uk") -> StringTranslation:
    return StringTranslation.objects.get(
        context__object_id=original(slug).translation_key, context__path=path, locale=locale(code)
    )


def test_an_upload_shows_old_and_new_and_changes_nothing(client, file):
    before = stored("vijolica", "lead").data
    page = upload(client, file)
    assert LEAD in page.content.decode() and before in page.content.decode()
    plan = page.context["plan"]
    assert (len(plan.new), len(plan.changed), plan.same) == (0, 1, len(file) - 1)
    assert stored("vijolica", "lead").data == before


def test_what_is_applied_is_a_translators_work_and_a_draft(client, admin, file):
    live = target("vijolica").lead
    response = po_files.apply(client, upload(client, file))
    assert "1 text was taken over" in response.content.decode()
    text = stored("vijolica", "lead")
    assert (text.data, text.translation_type, text.tool_name) == (LEAD, "manual", "PO File")
    assert (text.last_translated_by, text.has_error) == (admin, False)
    page = target("vijolica")
    assert page.lead == live and page.live and page.has_unpublished_changes
    assert page.get_latest_revision_as_object().lead == LEAD
    assert live in client.get(page.url).content.decode()
    assert not TranslationUpload.objects.exists()


def test_publishing_afterwards_brings_it_to_readers(client, admin, file):
    po_files.apply(client, upload(client, file))
    one = Translation.objects.get(source__object_id=original("vijolica").translation_key, target_locale=locale())
    one.save_target(user=admin, publish=True)
    assert target("vijolica").lead == LEAD


def state_of(slug: str) -> TranslationState:
    return TranslationState.objects.get(original=original(slug).translation_key, locale=locale())


@pytest.fixture
def translated_after_a_change(client, admin):
    """The lead of the original has changed; its new translation came back in a file and was applied."""
    page = original("vijolica").specific
    page.lead = "Vijolica mladim pripoveduje o prevari."
    page.save_revision().publish()
    assert state_of("vijolica").done == state_of("vijolica").total - 1
    file = file_of(original("vijolica"))
    entry(file, ":lead").msgstr = "Vijolica («Фіалка») говорить із молоддю про обман."
    po_files.apply(client, upload(client, file), confirmed="1")


def test_the_report_knows_at_once_what_was_applied(translated_after_a_change):
    state = state_of("vijolica")
    assert (state.status, state.done, state.words_left) == ("outdated", state.total, 0)


def test_a_draft_that_was_applied_is_current_whichever_way_it_is_published(admin, translated_after_a_change):
    target("vijolica").specific.get_latest_revision().publish(user=admin)
    assert state_of("vijolica").status == "current"


def test_a_published_contact_stays_published_as_it_was(client, admin):
    contact = HelpContact.objects.get(key="si-112", locale__language_code="sl")
    file = file_of(contact)
    entry(file, ":purpose").msgstr = "Екстрена допомога."
    ours = contact.get_translation(locale())
    po_files.apply(client, upload(client, file), confirmed="1")
    after = HelpContact.objects.get(pk=ours.pk)
    assert after.live and after.purpose == ours.purpose and after.has_unpublished_changes
    assert after.get_latest_revision_as_object().purpose == "Екстрена допомога."


def test_a_record_without_drafts_waits_for_somebody_to_publish_it(client, admin):
    funder = Funder.objects.filter(locale__language_code="sl").first()
    file = file_of(funder)
    entry(file, ":name").msgstr = "Міністерство"
    response = po_files.apply(client, upload(client, file), confirmed="1")
    assert "has no drafts" in response.content.decode()
    assert funder.get_translation(locale()).name != "Міністерство"
    assert units(funder)[0].translation == "Міністерство"


def test_one_mistake_keeps_everything_from_being_applied(client, admin, file):
    entry(file, ":slug").msgstr = "фіалка"
    page = upload(client, file)
    assert 'class="button" type="submit">' not in page.content.decode()
    before = stored("vijolica", "lead").data
    po_files.apply(client, page, confirmed="1")
    assert stored("vijolica", "lead").data == before
    assert not target("vijolica").has_unpublished_changes


def test_a_page_that_cannot_be_saved_undoes_the_others(admin, file):
    other = file_of(original("o-nas"))
    sister = Page.objects.sibling_of(target("o-nas"), inclusive=False).first()
    entry(other, ":slug").msgstr = sister.slug
    file.extend(other)
    plan = plan_of(file, admin)
    before = stored("vijolica", "lead").data
    with pytest.raises(CannotApply):
        apply(plan=plan, user=admin)
    assert stored("vijolica", "lead").data == before
    assert not target("vijolica").has_unpublished_changes


def test_doubtful_places_must_be_confirmed(client, admin, file):
    entry(file, ":lead").msgstr = "Vijolica з 2005 року: молодь, батьки, працівники школи, обман."
    page = upload(client, file)
    refused = po_files.apply(client, page)
    assert "confirm" in refused.content.decode() and stored("vijolica", "lead").data != entry(file, ":lead").msgstr
    po_files.apply(client, page, confirmed="1")
    assert stored("vijolica", "lead").data == entry(file, ":lead").msgstr


def test_what_changed_since_the_screen_was_shown_is_shown_again(client, admin, file):
    page = upload(client, file)
    text = stored("vijolica", "lead")
    text.data = "Тим часом."
    text.save()
    response = po_files.apply(client, page)
    assert "changed in the meantime" in response.content.decode() and "Тим часом." in response.content.decode()
    assert stored("vijolica", "lead").data == "Тим часом."


def test_pressing_apply_twice_applies_once(client, admin, file):
    page = upload(client, file)
    po_files.apply(client, page)
    revision = target("vijolica").latest_revision_id
    again = po_files.apply(client, page)
    assert "applied or put away already" in again.content.decode()
    assert target("vijolica").latest_revision_id == revision


def test_a_new_text_of_an_unfinished_translation_is_counted_as_new(client, admin, file):
    stored("vijolica", "lead").delete()
    plan = upload(client, file).context["plan"]
    assert (len(plan.new), len(plan.changed)) == (1, 0)


def test_a_file_can_be_put_away(client, admin, file):
    page = upload(client, file)
    client.post(page.redirect_chain[-1][0], {"step": "discard"})
    assert not TranslationUpload.objects.exists()
    assert not target("vijolica").has_unpublished_changes


def test_a_file_waits_for_its_own_uploader_and_for_a_week(client, admin, file):
    address = upload(client, file).redirect_chain[-1][0]
    assert "prevod.po" in client.get(reverse("languages_translators")).content.decode()
    with freeze_time(timezone.now() + timezone.timedelta(days=8)):
        client.force_login(admin)
        client.get(reverse("languages_translators"))
    assert not TranslationUpload.objects.exists()
    address = upload(client, file).redirect_chain[-1][0]
    sign_in(client, "Editors")
    assert client.get(address).status_code == 302


def test_nobody_changes_what_is_not_theirs(client, file):
    sign_in(client, "Coordinators")
    plan = upload(client, file).context["plan"]
    assert plan.changes == [] and "may not change" in plan.errors[0].message
    assert len(plan.errors) == 1


def test_an_upload_in_the_translation_editor_is_looked_at_in_the_same_way(client, admin, file):
    one = Translation.objects.get(source__object_id=original("vijolica").translation_key, target_locale=locale())
    address = reverse("wagtail_localize:upload_pofile", args=[one.pk])
    entry(file, ":slug").msgstr = "фіалка"
    response = client.post(address, {"file": po_files.SimpleUploadedFile("a.po", str(file).encode())}, follow=True)
    assert response.context["plan"].errors
    refused = client.post(address, {"file": po_files.SimpleUploadedFile("a.po", b"hello")}, follow=True)
    assert "not a PO file" in refused.content.decode()
    assert client.get(address).status_code == 302


def test_bold_words_and_links_come_through(client, admin):
    page = original("vijolica")
    file = file_of(page)
    linked = entry(file, "", "Seveda. Kljub temu")
    linked.msgstr = 'Так. Є заняття для <a id="a1">батьків</a> й <a id="a2">працівників школи</a>.'
    po_files.apply(client, upload(client, file), confirmed="1")
    draft = str(target("vijolica").get_latest_revision_as_object().body.get_prep_value())
    assert "Є заняття для <a" in draft and 'linktype="page"' in draft
