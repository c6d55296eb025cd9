"""Opening hours: how they are said, kept, and entered in the CMS."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from home.models import HelpContact
from home.opening import ALWAYS, in_words, validate_opening
from home.opening_field import OpeningField

TOM = ["12:00-20:00"] * 7
OFFICE = ["08:00-16:00"] * 5 + ["09:00-12:00", ""]


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ([], ""),
        (ALWAYS, "24 hours a day, every day"),
        (TOM, "Every day 12:00–20:00"),
        (OFFICE, "Monday–Friday 08:00–16:00, Saturday 09:00–12:00"),
        (["", "10:00-12:00", "", "10:00-12:00", "", "", ""], "Tuesday 10:00–12:00, Thursday 10:00–12:00"),
        (["00:00-24:00", *["08:00-20:00"] * 6], "Monday 24 hours a day, Tuesday–Sunday 08:00–20:00"),
        (["22:00-06:00"] * 7, "Every day 22:00–06:00"),
    ],
)
def test_hours_are_said_in_words(opening, words):
    with translation.override("en"):
        assert in_words(opening) == words


@pytest.mark.parametrize(
    ("language", "start"), [("sl", "Ponedeljek–petek"), ("sr-latn", "Ponedeljak–petak"), ("uk", "Понеділок–пʼятниця")]
)
def test_days_are_named_in_each_language(language, start):
    with translation.override(language):
        assert in_words(OFFICE).replace("'", "ʼ").replace("’", "ʼ").startswith(start)


@pytest.mark.parametrize(
    "opening",
    ["always", ["12:00-20:00"], ["12:00-25:00"] * 7, ["12:00-12:00"] * 7, [""] * 7, [None] * 7, {"mon": "8"}],
)
def test_what_is_no_week_is_refused(opening):
    with pytest.raises(ValidationError):
        validate_opening(opening)


@pytest.mark.parametrize("opening", [[], ALWAYS, TOM, OFFICE, ["20:00-24:00"] * 7, ["22:00-06:00", *[""] * 6]])
def test_the_form_shows_what_is_kept_and_gives_it_back(opening):
    field = OpeningField()
    kept = ["" if one is None else one for one in field.widget.decompress(opening)]
    assert field.clean(kept) == opening
    assert not field.has_changed(opening, kept)
    validate_opening(opening)


@pytest.mark.parametrize(
    "typed",
    [
        ["daily", "12:00", ""],
        ["daily", "", ""],
        ["daily", "12:00", "12:00"],
        ["weekly", "12:00", "20:00"],
        ["weekly", "", "", "08:00", ""],
        ["daily", "soon", "20:00"],
        ["sometimes", "", ""],
    ],
)
def test_half_an_answer_is_refused_not_guessed(typed):
    with pytest.raises(ValidationError):
        OpeningField().clean(typed + [""] * (17 - len(typed)))


@pytest.mark.django_db
def test_only_hours_that_we_know_are_stated_and_they_are_the_same_in_every_language():
    for language in ("sl", "en", "sr-latn", "uk"):
        contacts = HelpContact.objects.filter(locale__language_code=language)
        found = {contact.key: contact.opening for contact in contacts if contact.opening}
        assert found == {"si-080-1200": ALWAYS, "si-sos": ALWAYS, "rs-nadel": ALWAYS, "si-tom": TOM}


@pytest.mark.django_db
def test_an_editor_changes_hours_once_and_every_language_has_them(admin_client):
    contact = HelpContact.objects.get(key="si-tom", locale__language_code="sl")
    address = f"/admin/snippets/home/helpcontact/edit/{contact.pk}/"
    form = admin_client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields if name not in ("opening", "speaks")}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    times = {"opening_0": "weekly", "opening_3": "08:00", "opening_4": "16:00", "opening_15": "10:00"}
    refused = admin_client.post(address, {**data, **times, "speaks": ["sl", "en"], "action-publish": "1"})
    assert "opening" in refused.context["form"].errors
    answer = admin_client.post(
        address, {**data, **times, "opening_16": "12:00", "speaks": ["sl", "en"], "action-publish": "1"}
    )
    assert answer.status_code == 302
    for one in HelpContact.objects.filter(key="si-tom"):
        assert one.opening == ["08:00-16:00", "", "", "", "", "", "10:00-12:00"]
        assert one.speaks == ["sl", "en"]
        assert one.live
