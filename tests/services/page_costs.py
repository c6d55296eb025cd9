"""Run as a script: copies the seeded site into another database, and counts what each page asks of a database.

page_costs.py copy <seeded database>    into the database of DATABASE_URL, whose tables exist
page_costs.py count                     prints the number of queries of each page as JSON
"""

import json
import os
import sqlite3
import sys

import django
from django.apps import apps
from django.core.management.color import no_style

TYPES = "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"


def copy(source: str) -> None:
    """Copy every row of every table but Wagtail's own search; what the tables held before is gone."""
    from django.db import connection, transaction
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    rows = sqlite3.connect(source)
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label != "wagtailsearch"]
    models.append(recorder.migration_qs.model)
    tables = [model._meta.db_table for model in models]
    with transaction.atomic(), connection.cursor() as cursor:
        # Rows refer to rows of tables that come later.
        cursor.execute("SET session_replication_role = replica")
        names = ", ".join(f'"{table}"' for table in dict.fromkeys(tables))
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in dict.fromkeys(tables):
            cursor.execute(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table]
            )
            types = dict(cursor.fetchall())
            found = rows.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in found.description]
            casts = ["%s::int::boolean" if types[name] == "boolean" else f"%s::{types[name]}" for name in columns]
            quoted = ", ".join(f'"{name}"' for name in columns)
            cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({", ".join(casts)})', found.fetchall())
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def count() -> dict[str, int]:
    """Return what each page costs a process that has answered before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment
    from wagtail.models import Page

    from languages import services
    from languages.models import protected

    services.REMEMBERED_FOR = protected.REMEMBERED_FOR = 3600
    setup_test_environment()
    client, counts = Client(), {}
    for page in Page.objects.live().filter(depth__gt=1).order_by("path"):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200
        counts[page.url] = len(queries)
    return counts


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    if sys.argv[1] == "copy":
        copy(sys.argv[2])
    else:
        print(json.dumps(count()))
