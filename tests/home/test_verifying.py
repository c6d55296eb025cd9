"""Contacts that should be verified are seen, and one click says that they were."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import HelpContact
from languages.models import TranslationState
from tests.languages.at_the_cms import member_of
from tests.languages.at_the_cms import said as told
from tests.wording import said

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/home/helpcontact/"
PUBLIC = 15


@pytest.fixture
def tom() -> HelpContact:
    return HelpContact.objects.get(key="si-tom", locale__language_code="sl")


@pytest.fixture
def editor(client):
    client.force_login(member_of("Editors"))
    return client


def verify(client, contact: HelpContact, **data):
    return client.post(f"/admin/help-contacts/{contact.pk}/verified/", data)


def states() -> list:
    return list(TranslationState.objects.order_by("pk").values_list("pk", "status", "confirmed"))


def test_one_click_dates_every_language_and_says_so(editor, tom):
    before = states()
    answer = verify(editor, tom, next=f"{LIST}?country=si")
    assert answer.url == f"{LIST}?country=si"
    assert tom.name in told(answer)
    today = timezone.localdate()
    family = HelpContact.objects.filter(key="si-tom")
    assert [(one.verified_on, one.live, one.has_unpublished_changes) for one in family] == [(today, True, False)] * 4
    assert states() == before
    assert ModelLogEntry.objects.filter(action="home.verify_contact").count() == 4
    assert "Verified on" in editor.get("/en/help/").content.decode()


def test_the_date_survives_what_is_published_afterwards(editor, tom):
    verify(editor, tom)
    today = timezone.localdate()
    for one in HelpContact.objects.filter(key="si-tom"):
        one.get_latest_revision().publish()
    for translation in Translation.objects.filter(source__object_id=tom.translation_key):
        translation.save_target(publish=True)
    assert {one.verified_on for one in HelpContact.objects.filter(key="si-tom")} == {today}
    source = TranslationSource.objects.get(object_id=tom.translation_key)
    assert json.loads(source.content_json)["verified_on"] == today.isoformat()


def test_a_draft_stays_a_draft_with_its_words(editor, tom):
    tom.purpose = "Še ni za javnost."
    tom.save_revision()
    verify(editor, tom)
    tom.refresh_from_db()
    assert tom.has_unpublished_changes
    assert tom.purpose != "Še ni za javnost."
    assert tom.verified_on == timezone.localdate()
    draft = tom.get_latest_revision_as_object()
    assert (draft.purpose, draft.verified_on) == ("Še ni za javnost.", timezone.localdate())


def test_a_half_translated_contact_stays_out_of_public(editor, tom):
    ukrainian = HelpContact.objects.get(key="si-tom", locale__language_code="uk")
    StringTranslation.objects.filter(
        locale__language_code="uk", context__object_id=tom.translation_key, context__path="purpose"
    ).delete()
    ukrainian.unpublish()
    before = states()
    verify(editor, tom)
    ukrainian.refresh_from_db()
    assert not ukrainian.live
    assert ukrainian.verified_on == timezone.localdate()
    assert states() == before


def test_what_waits_for_its_day_keeps_the_date(editor, tom):
    later = timezone.now() + timedelta(days=1)
    tom.purpose = "Od jutri."
    tom.go_live_at = later
    tom.save_revision(approved_go_live_at=later)
    verify(editor, tom)
    scheduled = tom.revisions.exclude(approved_go_live_at=None).get()
    assert scheduled.content["verified_on"] == timezone.localdate().isoformat()


def test_a_click_is_a_post_by_somebody_who_may(client, tom):
    address = f"/admin/help-contacts/{tom.pk}/verified/"
    assert client.post(address).status_code == 302
    client.force_login(member_of("Coordinators"))
    assert client.post(address).status_code in (302, 403)
    tom.refresh_from_db()
    assert tom.verified_on is None
    client.force_login(member_of("Moderators", name="moderatorka"))
    assert client.get(address).status_code == 405
    assert client.post(address, {"next": "https://elsewhere.example/"}).url == LIST
    tom.refresh_from_db()
    assert tom.verified_on == timezone.localdate()


def test_a_contact_without_number_and_address_cannot_be_verified(editor):
    draft = HelpContact.objects.get(key="si-karitas", locale__language_code="sl")
    verify(editor, draft)
    draft.refresh_from_db()
    assert draft.verified_on is None


def test_several_are_verified_at_once(editor, tom):
    sos = HelpContact.objects.get(key="si-sos", locale__language_code="uk")
    draft = HelpContact.objects.get(key="si-karitas", locale__language_code="sl")
    ids = "&".join(f"id={one.pk}" for one in (tom, sos, draft))
    address = f"/admin/bulk/home/helpcontact/verify/?{ids}&next={LIST}"
    page = editor.get(address).content.decode()
    assert tom.name in page and sos.name in page
    assert editor.post(address).status_code == 302
    verified = HelpContact.objects.filter(verified_on=timezone.localdate())
    assert sorted(verified.values_list("key", flat=True)) == ["si-sos"] * 4 + ["si-tom"] * 4


def test_those_who_may_not_cannot_verify_several(client, tom):
    client.force_login(member_of("Coordinators"))
    client.post(f"/admin/bulk/home/helpcontact/verify/?id={tom.pk}&next={LIST}")
    tom.refresh_from_db()
    assert tom.verified_on is None


def test_the_list_flags_and_finds_what_is_due(editor, tom):
    old, fresh = timezone.localdate() - timedelta(days=181), timezone.localdate() - timedelta(days=180)
    HelpContact.objects.filter(key="si-tom").update(verified_on=old)
    HelpContact.objects.filter(key="si-sos").update(verified_on=fresh)

    def keys(state: str) -> set[str]:
        found = editor.get(f"{LIST}?verification={state}&locale=sl").context["object_list"]
        return {contact.key for contact in found}

    assert "si-tom" in keys("due") and "si-tom" not in keys("never")
    assert keys("fresh") == {"si-sos"}
    assert "si-sos" not in keys("due") and "si-karitas" not in keys("due")
    html = editor.get(f"{LIST}?locale=sl").content.decode()
    assert html.count(said("never verified")) >= PUBLIC - 2
    assert html.count(said("to verify again")) == 1


def test_the_first_screen_counts_what_is_due_for_those_who_may(client, tom):
    client.force_login(member_of("Editors"))
    home = client.get("/admin/").content.decode()
    due = ("%(total)s published contact should be verified.", "%(total)s published contacts should be verified.")
    assert said(due[0], many=due[1], total=PUBLIC, number=PUBLIC) in home
    HelpContact.objects.all().update(verified_on=timezone.localdate())
    assert (
        said("All published contacts were verified in the last 180 days.") in client.get("/admin/").content.decode()
    )
    client.force_login(member_of("Coordinators", name="koordinatorka"))
    assert "contacts-to-verify" not in client.get("/admin/").content.decode()


def test_the_contact_s_own_screen_says_that_it_is_due(editor, tom):
    address = f"{LIST}edit/{tom.pk}/"
    assert said("Nobody has verified this contact yet.") in editor.get(address).content.decode()
    HelpContact.objects.filter(pk=tom.pk).update(verified_on=timezone.localdate() - timedelta(days=200))
    overdue = said("Last verified on %(day)s, more than 180 days ago.").partition("%(day)s")
    assert overdue[2] in editor.get(address).content.decode()


@pytest.mark.parametrize("path", ["", "?verification=due&locale=sl", "edit/{pk}/", "add/", "/admin/"])
def test_every_screen_costs_few_queries(editor, tom, path):
    address = path if path.startswith("/") else LIST + path.format(pk=tom.pk)
    editor.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert editor.get(address).status_code == 200
    assert len(captured) <= 25, address
