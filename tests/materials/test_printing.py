"""Printed, a story is a sheet for the class; the responses stand on later pages, which the teacher keeps."""

import io

import pytest
from pypdf import PdfReader

from materials.models import ScenarioPage


def printed(chromium, address: str) -> list[str]:
    page = chromium.new_page()
    page.goto(address)
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    page.close()
    return [" ".join(one.extract_text().split()) for one in pages]


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """A story's path with the choices and responses of its first part, read before the browser starts."""
    with django_db_blocker.unblock():
        page = ScenarioPage.objects.filter(locale__language_code="sl").first()
        answers = page.parts[0].value["answers"]
        return page.url, [one["choice"] for one in answers], [one["response"] for one in answers]


def test_the_sheet_has_the_choices_and_a_page_of_its_own_the_responses(story, chromium, site_url):
    path, choices, responses = story
    pages = printed(chromium, site_url + path)
    (first_for_teacher, *_later) = [number for number, text in enumerate(pages) if responses[0][:40] in text]
    sheet, teacher = " ".join(pages[:first_for_teacher]), " ".join(pages[first_for_teacher:])
    assert first_for_teacher >= 1
    assert all(choice in sheet for choice in choices)
    assert not any(response[:40] in sheet for response in responses)
    assert all(response[:40] in teacher for response in responses)
    assert "112" in sheet
