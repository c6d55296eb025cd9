"""Makes a site large, and measures its insides; run by ``bench.growth`` in a process with the site's settings.

grown.py make <articles>    copies the news articles until there are so many more in each language
grown.py paths              prints the addresses of the copies
grown.py fill               puts a page of the right size on disk for each Slovenian address, as the worker would
grown.py measure            prints times and queries as JSON
grown.py publish <title>    publishes the first copy with a title; prints when
"""

import json
import sys
import time
import uuid
from collections import defaultdict
from datetime import timedelta

import django

django.setup()

from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from languages.models import Original, TranslationState  # noqa: E402
from news.models import NewsIndexPage, NewsPage  # noqa: E402
from publishing.store.changes import start_generation  # noqa: E402

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SLUG = "kopija"


def rows_of(table: str, column: str, values: list) -> list[dict]:
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" WHERE "{column}" IN ({marks})', values)  # noqa: S608
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(table: str, rows: list[dict]) -> None:
    if rows:
        names = list(rows[0])
        columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            statement = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608
            cursor.executemany(statement, [list(row.values()) for row in rows])


def step(number: int) -> str:
    """Return a number as one step of a path in the tree."""
    text = ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


def key() -> object:
    """Return a new translation key as the database keeps it."""
    return uuid.uuid4() if connection.features.has_native_uuid_field else uuid.uuid4().hex


@transaction.atomic
def make(count: int) -> None:
    """Copy articles with all that readers' pages ask the database about them, row by row, past every signal."""
    families = defaultdict(list)
    parents = {one.locale_id: one for one in NewsIndexPage.objects.all()}
    pages = NewsPage.objects.filter(live=True).exclude(slug__startswith=SLUG)
    page_rows = {row["id"]: row for row in rows_of("wagtailcore_page", "id", [page.pk for page in pages])}
    news_rows = {row["page_ptr_id"]: row for row in rows_of("news_newspage", "page_ptr_id", list(page_rows))}
    references = defaultdict(list)
    for row in rows_of("wagtailcore_referenceindex", "object_id", [str(pk) for pk in page_rows]):
        references[row["object_id"]].append(row)
    for pk, row in page_rows.items():
        families[row["translation_key"]].append(pk)
    found = rows_of(Original._meta.db_table, "translation_key", list(families))
    originals = {row["translation_key"]: row for row in found}
    states = defaultdict(list)
    for row in rows_of(TranslationState._meta.db_table, "original_id", list(families)):
        states[row["original_id"]].append(row)
    # A step that is still free below each list.
    next_id, first = max(connection_value("SELECT max(id) FROM wagtailcore_page"), 1) + 1, 36**3
    tables = defaultdict(list)
    sources = list(families)
    for number in range(count):
        source, new = sources[number % len(sources)], key()
        ids = {}
        for pk in families[source]:
            row = page_rows[pk]
            parent = parents[row["locale_id"]]
            slug = f"{SLUG}-{number}"
            ids[pk] = next_id
            tables["wagtailcore_page"].append(
                row
                | {"id": next_id, "path": parent.path + step(first + number), "slug": slug, "translation_key": new}
                | {"url_path": f"{parent.url_path}{slug}/", "title": f"{row['title']} {number}"}
                | {"draft_title": f"{row['title']} {number}", "live_revision_id": None, "latest_revision_id": None}
            )
            # Spread over years, as an archive is.
            date = news_rows[pk]["date"]
            if not isinstance(date, str):
                date -= timedelta(days=number % 3000)
            tables["news_newspage"].append(news_rows[pk] | {"page_ptr_id": next_id, "date": date})
            for one in references[str(pk)]:
                values = {name: value for name, value in one.items() if name != "id"}
                tables["wagtailcore_referenceindex"].append(values | {"object_id": str(next_id)})
            next_id += 1
        if source in originals:
            original = originals[source]
            tables[Original._meta.db_table].append(original | {"translation_key": new, "object_id": f"copy-{number}"})
        for one in states[source]:
            values = {name: value for name, value in one.items() if name != "id"}
            tables[TranslationState._meta.db_table].append(values | {"original_id": new})
    for table, rows in tables.items():
        insert(table, rows)
    NewsIndexPage.objects.update(numchild=len(sources) + count)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [NewsPage, TranslationState]):
            cursor.execute(statement)
    start_generation()


def connection_value(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def paths() -> list[str]:
    """Return the addresses of all copies, in every language and both scripts."""
    from publishing.store.live import live_paths

    return sorted(path for path in live_paths() if f"/{SLUG}-" in path)


def fill() -> None:
    """Put the page of one copy at the Slovenian address of each."""
    from publishing.store.background import _store_of_worker

    store = _store_of_worker()
    store.watch.look()
    own = [path for path in paths() if path.startswith("/sl/")]
    entry = store.find(own[0]).entry
    for path in own[1:]:
        store.disk.save(path, entry)


def measure() -> dict:
    from publishing.store.live import live_paths

    live_paths()
    found = {}
    began, before = time.perf_counter(), time.process_time()
    found["live paths"] = len(live_paths())
    found["live paths, s"], found["live paths, processor s"] = (
        time.perf_counter() - began,
        time.process_time() - before,
    )
    setup_test_environment()
    client = Client()
    one = next(path for path in paths() if path.startswith("/sl/"))
    index = NewsIndexPage.objects.get(locale__language_code="sl").url
    for name, path in (("article", one), ("list", index), ("home", "/sl/"), ("feed", "/sl/feed/")):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            if client.get(path).status_code != 200:
                raise RuntimeError(f"{path} does not answer.")
        found[f"{name}, queries"] = len(queries)
        times = []
        for _turn in range(5):
            began = time.process_time()
            client.get(path)
            times.append(time.process_time() - began)
        found[f"{name}, processor ms"] = min(times) * 1000
    sizes = []
    began, before = time.perf_counter(), time.process_time()
    answer = client.get("/sitemap.xml")
    parts = max(1, answer.content.decode().count("<sitemap>"))
    for part in range(1, parts + 1):
        sizes.append(len(client.get("/sitemap.xml", {"p": part}).content))
    found["sitemap, files"], found["sitemap, s in all"] = parts, time.perf_counter() - began
    found["sitemap, processor s in all"] = time.process_time() - before
    found["sitemap, MB in all"] = sum(sizes) / 1e6
    return found


def publish(title: str) -> float:
    page = NewsPage.objects.get(slug=f"{SLUG}-0", locale__language_code="sl")
    page.title = title
    with transaction.atomic():
        page.save_revision().publish()
    return time.time()


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "make":
        make(int(arguments[0]))
    elif command == "fill":
        fill()
    elif command == "paths":
        print("\n".join(paths()))
    elif command == "measure":
        print(json.dumps(measure()))
    else:
        print(publish(arguments[0]), flush=True)
