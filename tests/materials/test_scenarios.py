"""A story with choices is complete in each language, works as plain HTML, and sends nothing."""

import pytest
from bs4 import BeautifulSoup
from wagtail.blocks import ListBlock

from materials.blocks import ScenarioPartBlock
from materials.models import MaterialIndexPage, ScenarioPage
from workshops.models import WorkshopIndexPage

pytestmark = pytest.mark.django_db

LANGUAGES = ["sl", "en", "sr-latn", "uk"]


def soup_of(client, page) -> BeautifulSoup:
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def stories(language: str) -> list[ScenarioPage]:
    return list(ScenarioPage.objects.live().filter(locale__language_code=language).order_by("path"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_opens_a_response_of_its_own(client, language):
    pages = stories(language)
    assert len(pages) == 4
    for page in pages:
        parts = soup_of(client, page).select(".scenario")
        assert len(parts) == len(page.parts) >= 2
        for part in parts:
            answers = part.select("details")
            assert 2 <= len(answers) <= 4, page.url
            responses = [answer.p.get_text(strip=True) for answer in answers]
            assert all(responses) and len(set(responses)) == len(responses), page.url
            assert not any(answer.has_attr("open") for answer in answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_asks_for_nothing_and_says_whom_to_call(client, language):
    for page in stories(language):
        main = soup_of(client, page).main
        assert main.select("form, input, button, script, iframe") == [], page.url
        numbers = [link["href"] for link in main.select(".contacts a[href^='tel:']")]
        assert "tel:112" in numbers, page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_response_stands_together_for_the_teacher(client, language):
    for page in stories(language):
        soup = soup_of(client, page)
        inline = [one.p.get_text(strip=True) for one in soup.select(".scenario details")]
        assert [one.get_text(strip=True) for one in soup.select(".material__teacher dd")] == inline
        assert not soup.select_one(".material__teacher details").has_attr("open")


def test_a_part_takes_two_to_four_answers():
    answers = ScenarioPartBlock().child_blocks["answers"]
    assert isinstance(answers, ListBlock)
    assert (answers.meta.min_num, answers.meta.max_num) == (2, 4)
    assert "takeaway" not in ScenarioPartBlock().child_blocks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_names_every_material_and_schools_find_it(client, language):
    index = MaterialIndexPage.objects.get(locale__language_code=language)
    soup = soup_of(client, index)
    listed = [link["href"] for link in soup.select(".cards .card__link")]
    assert sorted(listed) == sorted(page.url for page in index.get_children().live())
    assert len(listed) == 6
    workshops = WorkshopIndexPage.objects.get(locale__language_code=language)
    assert soup_of(client, workshops).main.find("a", href=index.url)
