"""The report on what does not agree: kept, brought up to date on publishing, decided by editors."""

from itertools import count
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from home.models import HelpContact
from languages.checks import services
from languages.checks.services import accept, check_everything, check_object, check_some
from languages.models import ConsistencyFinding
from tests.languages.po_files import locale, original, target
from tests.workshops.members import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
REPORT = "languages_consistency"


def say_2020() -> Page:
    """Publish a wrong year in Ukrainian, without the check that publishing brings."""
    page = target("vijolica")
    page.lead = page.lead.replace("2002", "2020")
    page.save()
    check_object(key=page.translation_key)
    return page


def findings() -> list[tuple[str, str, dict]]:
    rows = ConsistencyFinding.objects.order_by("pk").values_list("locale__language_code", "kind", "details")
    return list(rows)


def test_the_starting_content_agrees_in_all_languages(capsys):
    call_command("check_translations")
    assert "0 to look at, 0 said to be all right." in capsys.readouterr().out


def test_a_wrong_year_is_found_with_its_page_place_and_language(capsys):
    say_2020()
    assert findings() == [("uk", "figures", {"source": ["2002"], "target": ["2020"]})]
    with pytest.raises(CommandError):
        call_command("check_translations")
    assert "uk: Vijolica · Lead: Only in the original: 2002; only in the translation: 2020" in capsys.readouterr().out


def test_a_number_that_was_not_brought_over_to_the_other_languages_is_found():
    contact = HelpContact.objects.get(key="si-080-1200", locale__language_code="sl")
    HelpContact.objects.filter(pk=contact.pk).update(number="080 1201")
    check_object(key=contact.translation_key)
    assert {(code, kind) for code, kind, _details in findings()} == {
        (code, "value") for code in ("en", "sr-latn", "uk")
    }


def test_a_figure_in_a_block_that_nobody_translates_is_found():
    page = target("o-nas")
    raw = page.body.get_prep_value()
    block = next(one for one in raw if one["type"] == "figures")
    block["value"]["items"][0]["value"]["number"] = 48012
    page.body = page.body.stream_block.to_python(raw)
    page.save()
    check_object(key=page.translation_key)
    [(code, kind, details)] = findings()
    assert (code, kind, details) == ("uk", "value", {"source": ["48011"], "target": ["48012"]})
    assert "item.number" in ConsistencyFinding.objects.get().field_path


def test_a_link_that_dials_another_number_than_it_shows_is_found():
    page = target("opozorilni-znaki", "en")
    page.groups = page.groups.stream_block.to_python(_swapped(page.groups.get_prep_value()))
    page.save()
    check_object(key=page.translation_key)
    assert {(code, kind) for code, kind, _details in findings()} == {("en", "phone")}
    assert {"written": "112", "dialled": "119"} in [details for _code, _kind, details in findings()]


def _swapped(value):
    if isinstance(value, dict):
        return {key: _swapped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_swapped(one) for one in value]
    return value.replace('href="tel:112"', 'href="tel:119"') if isinstance(value, str) else value


def test_publishing_looks_again(django_capture_on_commit_callbacks):
    page = say_2020()
    page.lead = page.lead.replace("2020", "2002")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert findings() == []
    page.title = "Програма"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert [kind for _code, kind, _details in findings()] == ["glossary"]


def test_deleting_a_page_takes_its_findings_away(django_capture_on_commit_callbacks):
    page = say_2020()
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert findings() == []


def test_all_right_here_holds_until_the_text_changes(django_user_model):
    page = say_2020()
    accept(finding=ConsistencyFinding.objects.get(), user=django_user_model.objects.get(username="admin"))
    check_everything()
    assert ConsistencyFinding.objects.get().accepted_at
    call_command("check_translations")
    page.lead += " Ще слово."
    page.save()
    check_object(key=page.translation_key)
    assert ConsistencyFinding.objects.get().accepted_at is None


def test_the_report_shows_what_is_open_and_takes_a_decision(client):
    sign_in(client, "Moderators")
    assert "Nothing to look at" in client.get(reverse(REPORT)).content.decode()
    say_2020()
    shown = client.get(reverse(REPORT)).content.decode()
    assert "Only in the original: 2002" in shown and "Vijolica" in shown
    finding = ConsistencyFinding.objects.get()
    address = reverse("languages_decide", args=[finding.pk])
    client.post(address, {"next": reverse(REPORT)})
    assert "Nothing to look at" in client.get(reverse(REPORT)).content.decode()
    assert "All right here" in client.get(reverse(REPORT), {"state": "accepted"}).content.decode()
    client.post(address, {"step": "reopen"})
    assert "Only in the original" in client.get(reverse(REPORT)).content.decode()


def test_a_place_that_is_gone_cannot_be_decided(client):
    sign_in(client, "Editors")
    response = client.post(reverse("languages_decide", args=[10**9]), {"next": "https://elsewhere.example/"})
    assert response.status_code == 302 and response["Location"] == reverse(REPORT)


def test_who_may_not_change_a_page_decides_nothing_about_it(client):
    say_2020()
    sign_in(client, "Coordinators")
    assert "This is all right here" not in client.get(reverse(REPORT)).content.decode()
    client.post(reverse("languages_decide", args=[ConsistencyFinding.objects.get().pk]))
    assert ConsistencyFinding.objects.get().accepted_at is None
    sign_in(client, "Safeguarding")
    assert client.get(reverse(REPORT)).status_code in (302, 403)


@pytest.mark.parametrize("query", [{"locale": "x"}, {"kind": "x"}, {"state": "x"}, {"p": "x"}, {"after": "x"}])
def test_filters_that_make_no_sense_do_no_harm(client, query):
    sign_in(client, "Editors")
    assert client.get(reverse(REPORT), query).status_code == 200
    assert client.get(reverse("languages_consistency_results"), query).status_code == 200


def test_the_report_costs_the_same_with_many_findings(client, django_assert_max_num_queries):
    sign_in(client, "Editors")
    say_2020()
    one = ConsistencyFinding.objects.get()
    for number in range(2000):
        one.pk, one.path = None, str(number)
        one.save()
    with django_assert_max_num_queries(25):
        client.get(reverse(REPORT))


def test_checking_stops_when_time_is_up_and_goes_on_from_there(client, monkeypatch):
    seconds = count()
    monkeypatch.setattr(services, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    after, _found = check_some(seconds=0)
    assert after == 0
    after, _found = check_some(after=0, seconds=3)
    assert after is not None and after > 0
    sign_in(client, "Editors")
    response = client.post(reverse("languages_check_again"), {"after": "x" * 30}, follow=True)
    assert response.status_code == 200


def test_the_translation_editor_says_what_to_look_at(client, django_user_model):
    client.force_login(django_user_model.objects.get(username="admin"))
    page = target("vijolica")
    text = StringTranslation.objects.get(
        context__object_id=page.translation_key, context__path="lead", locale=locale()
    )
    text.data = text.data.replace("2002", "2020")
    text.save()
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "1 place to look at" in shown and "only in the translation: 2020" in shown
    original_screen = client.get(reverse("wagtailadmin_pages:edit", args=[original("vijolica").pk]))
    assert "place to look at" not in original_screen.content.decode()
