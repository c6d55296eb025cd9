"""A page asks as much of PostgreSQL as of SQLite."""

import json
import shutil

from tests import seeded_site
from tests.services.conftest import run_script
from tests.services.postgresql import running_postgresql


def test_each_page_costs_the_same_queries_on_both_databases(tmp_path):
    database = tmp_path / "site.sqlite3"
    shutil.copy(seeded_site.DATABASE, database)
    on_sqlite = json.loads(run_script("page_costs.py", "count", database_url=f"sqlite:///{database}"))
    with running_postgresql() as postgresql:
        run_script("make_tables.py", database_url=postgresql)
        run_script("page_costs.py", "copy", str(database), database_url=postgresql)
        on_postgresql = json.loads(run_script("page_costs.py", "count", database_url=postgresql))
    assert len(on_sqlite) > 120
    assert on_postgresql == on_sqlite
