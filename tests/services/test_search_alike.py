"""A search gives the same results in the same order on SQLite and on PostgreSQL."""

import json
import shutil

import pytest

from tests import seeded_site
from tests.services.conftest import run_script
from tests.services.postgresql import running_postgresql


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("search")
    pages, database = folder / "pages.json", folder / "site.sqlite3"
    shutil.copy(seeded_site.DATABASE, database)
    sqlite = f"sqlite:///{database}"
    run_script("search_cases.py", "read", str(pages), database_url=sqlite)
    with running_postgresql() as postgresql:
        run_script("make_tables.py", database_url=postgresql)
        return {
            name: json.loads(run_script("search_cases.py", "search", str(pages), database_url=url))
            for name, url in (("SQLite", sqlite), ("PostgreSQL", postgresql))
        }


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_every_case_holds(answers, database):
    assert answers[database]["wrong"] == []


def test_results_and_their_order_are_the_same(answers):
    assert len(answers["SQLite"]["answers"]) >= 120
    assert answers["SQLite"]["answers"] == answers["PostgreSQL"]["answers"]
