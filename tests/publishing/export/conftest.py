"""The seeded site, exported once by the command itself; with what an editor adds and the seeded content lacks."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connections

from tests import seeded_site
from tests.publishing.nginx import nginx, sample
from tests.serving import copy_database

SITE = "https://www.example.org"


def export(folder: Path, database: Path, *options: str) -> subprocess.CompletedProcess:
    """Run the command as an operator does; the site has the address of the tests."""
    return subprocess.run(
        [sys.executable, "manage.py", "export_site", str(folder), *options],
        cwd=seeded_site.ROOT,
        env=seeded_site.environment(
            DATABASE_URL=f"sqlite:///{database}", WAGTAILADMIN_BASE_URL=SITE, ALLOWED_HOSTS="www.example.org"
        ),
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def exported(django_db_setup, django_db_blocker, database_path, tmp_path_factory) -> Path:
    """The folder of the copy, made by one of the processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "export" / "copy"
    with (shared / "export.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.parent.mkdir(exist_ok=True)
            with django_db_blocker.unblock():
                document = _edit()
                connections["default"].close()
            edited = shared / "export" / "site.sqlite3"
            shutil.copy(database_path, edited)
            copy_database(database_path)
            done = export(folder, edited)
            Path(document).unlink()
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _edit() -> str:
    """Write a second page of news with links of every kind, and an article for few; return the document's path."""
    from wagtail.documents import get_document_model
    from wagtail.models import Page, PageViewRestriction

    from news.models import NewsIndexPage, NewsPage

    index = NewsIndexPage.objects.get(locale__language_code="sl")
    file = ContentFile(b"%PDF-1.7\n%%EOF\n", name="gradivo.pdf")
    document = get_document_model().objects.create(title="Gradivo", file=file)
    links = [
        f'<a linktype="document" id="{document.pk}">Gradivo</a>',
        '<a href="/sl/narocilo/moje/0123456789abcdef0123456789abcdef/">Moje naročilo</a>',
        '<a href="/admin/">CMS</a> <a href="/f/ABCD">Vprašanja</a>',
        f'<a href="{SITE}/sl/search/?q=pomo%C4%8D#x">Iskanje</a>',
        '<a href="/en/osnovne-informacije">stari naslov</a>',
        '<a href="https://example.com/sl/nikjer/">drugje</a>',
    ]
    body = json.dumps([{"type": "text", "value": f"<p>{' '.join(links)}</p>"}])
    usual = {"lead": "Uvod", "date": date(2026, 1, 1), "body": body}
    for number in range(8):
        index.add_child(instance=NewsPage(title=f"Novica {number}", slug=f"novica-{number}", **usual))
    secret = index.add_child(instance=NewsPage(title="Zaupno", slug="zaupno", **usual))
    PageViewRestriction.objects.create(page=Page.objects.get(pk=secret.pk), restriction_type="login")
    return document.file.path


@pytest.fixture(scope="session")
def mirror(exported, tmp_path_factory):
    """The copy served by nginx as the page on deploying says; give its address."""
    block = sample("Serving the exported site", export=str(exported))
    with nginx(block, tmp_path_factory.mktemp("nginx")) as address:
        yield address
