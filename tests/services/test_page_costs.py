"""A page asks as much of PostgreSQL as of SQLite."""

import json
import shutil

from tests import seeded_site
from tests.services.conftest import run_script


def test_each_page_costs_the_same_queries_on_both_databases(tmp_path, seeded_postgresql):
    database = tmp_path / "site.sqlite3"
    shutil.copy(seeded_site.DATABASE, database)
    on_sqlite = json.loads(run_script("page_costs.py", "count", database_url=f"sqlite:///{database}"))
    on_postgresql = json.loads(run_script("page_costs.py", "count", database_url=seeded_postgresql.url))
    assert len(on_sqlite) > 120
    assert on_postgresql == on_sqlite
