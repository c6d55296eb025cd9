"""Pages of the seeded site by their keys."""

import pytest
from wagtail.models import Page

from languages.models import LoadedRecord
from search.services import Answer, search


@pytest.fixture
def key_of(db):
    """Give the content key of a page in any language."""
    keys = {int(pk): key for pk, key in LoadedRecord.objects.filter(kind="page").values_list("object_id", "key")}
    return lambda pk: keys.get(pk, str(pk))


@pytest.fixture
def page_of(db):
    """Give a page by its content key."""

    def find(key: str, language: str = "sl") -> Page:
        record = LoadedRecord.objects.get(kind="page", key=key, language=language)
        return Page.objects.get(pk=record.object_id).specific

    return find


def pks(answer: Answer) -> list[int]:
    return [found.object_id for found in answer.found]


def finds(page: Page, query: str, language: str = "sl") -> bool:
    return page.pk in pks(search(query=query, language=language))
