"""A lesson plan adds up, says what to do when a pupil confides, and leads on to stories and workshops."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from materials.models import LessonPlanPage, ScenarioPage

pytestmark = pytest.mark.django_db

LANGUAGES = ["sl", "en", "sr-latn", "uk"]


def plans(language: str = "sl") -> list[LessonPlanPage]:
    return list(LessonPlanPage.objects.live().filter(locale__language_code=language).order_by("path"))


def soup_of(client, page) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_of_the_steps_are_those_of_the_lesson(client, language):
    assert len(plans(language)) == 2
    for page in plans(language):
        soup = soup_of(client, page)
        shown = [int(one.get_text().split()[0]) for one in soup.select(".steps__list .lesson__minutes")]
        assert sum(shown) == page.duration_minutes == 45, page.url
        assert "45" in soup.select_one(".lesson__sum").get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_leads_to_stories_in_its_language_and_to_a_workshop(client, language):
    stories = {page.url for page in ScenarioPage.objects.live().filter(locale__language_code=language)}
    with translation.override(language):
        booking = reverse("workshops:request")
    for page in plans(language):
        soup = soup_of(client, page)
        assert len(stories & {link["href"] for link in soup.select(".related a")}) == 2
        assert soup.select_one(".material__book a")["href"] == booking


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_says_what_to_do_when_a_pupil_confides(client, language):
    for page in plans(language):
        care = soup_of(client, page).select_one("aside.callout--important")
        assert len(care.select("li")) == 4
        assert care.select_one("a[href='tel:112']")


def test_programs_learn_for_whom_and_how_long(client):
    (script,) = soup_of(client, plans("en")[0]).find_all("script", type="application/ld+json")
    (resource,) = [one for one in json.loads(script.string)["@graph"] if one["@type"] == "LearningResource"]
    assert resource["timeRequired"] == "PT45M"
    assert resource["audience"]["educationalRole"] == "teacher"
    assert resource["inLanguage"] == "en"


def step(minutes: int):
    return ("step", {"title": "Uvod", "text": "", "minutes": minutes})


def form_of(minutes: list[int], **values):
    """Return the CMS's form of a plan with steps of these minutes."""
    page = plans()[0]
    form_class = LessonPlanPage.get_edit_handler().get_form_class()
    data = {
        "title": "Ura",
        "slug": "ura",
        "lead": "Uvod",
        "for_whom": "Srednja šola",
        "duration_minutes": "45",
        "care": rich_text("<p>Poslušajte.</p>"),
        "aims": streamfield([("aim", "Vedo.")]),
        "needs": streamfield([]),
        "steps": streamfield([step(one) for one in minutes]),
        "scenarios": streamfield([]),
        "ending": streamfield([]),
        "comments": inline_formset([]),
        **values,
    }
    return form_class(nested_form_data(data), instance=page, parent_page=page.get_parent())


@pytest.mark.parametrize("minutes", [[20, 20], [40, 10], []])
def test_a_plan_whose_steps_do_not_fill_the_lesson_is_not_published(minutes):
    assert "steps" in form_of(minutes).errors


def test_a_plan_whose_steps_fill_the_lesson_is_fine():
    assert "steps" not in form_of([20, 25]).errors


def test_an_unfinished_plan_can_be_saved_as_a_draft():
    form = form_of([20])
    form.defer_required_fields()
    assert "steps" not in form.errors
