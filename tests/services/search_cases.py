"""Indexes pages that were read elsewhere and runs the table of searches; prints what each found.

``read <file>`` writes what the seeded site’s pages say; ``search <file>`` indexes it in any database and searches.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "site")]
django.setup()

from languages.models import LoadedRecord  # noqa: E402
from search.indexing import store  # noqa: E402
from search.models import SearchEntry, SearchWords, Term  # noqa: E402
from search.services import search  # noqa: E402
from search.sources import Source, page_source, visible_pages  # noqa: E402
from tests.search.cases import cases, faults  # noqa: E402

action, file = sys.argv[1], Path(sys.argv[2])
if action == "read":
    records = LoadedRecord.objects.filter(kind="page").values_list("object_id", "key")
    words = list(SearchWords.objects.order_by("pk").values("language", "kind", "words"))
    sources = [asdict(page_source(page)) for page in visible_pages().order_by("pk")]
    file.write_text(json.dumps({"keys": dict(records), "words": words, "sources": sources}))
else:
    content = json.loads(file.read_text())
    for model in (SearchEntry, Term, SearchWords):
        model.objects.all().delete()
    SearchWords.objects.bulk_create(SearchWords(**row) for row in content["words"])
    for row in content["sources"]:
        store(Source(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}))
    wrong, answers = [], []
    for language, case in cases():
        answer = search(query=case["q"], language=language)
        if broken := faults(case, answer, lambda pk: content["keys"][str(pk)]):
            wrong.append([language, case["q"], broken])
        found = [[one.matched, one.score, one.object_id] for one in answer.found]
        answers.append([case["q"], found, answer.corrected, answer.is_partial, answer.elsewhere])
    print(json.dumps({"wrong": wrong, "answers": answers}))
