"""Every test starts from the seeded site; what it changes is undone."""

import os
import shutil

import pytest
from django.core.cache import cache
from django.db import connections

from tests import seeded_site
from tests.browser.chromium import browser as start_browser
from tests.serving import copy_database, environment_of, free_port, serving


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        seeded_site.prepare()


@pytest.fixture(scope="session")
def database_path(request):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder = seeded_site.FOLDER.parent / worker
    folder.mkdir(exist_ok=True)
    return folder / "tests.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker, database_path):
    """Use a copy of the seeded database in place of an empty one."""
    copy_database(database_path)
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = str(database_path)


@pytest.fixture
def committed(django_db_setup, django_db_blocker, database_path):
    """Let a test commit for real; afterwards the database is as it was."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()
    copy_database(database_path)


@pytest.fixture(autouse=True)
def no_language_remembered():
    """What a process remembers of languages and addresses must not outlive a test that is undone."""
    from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

    from languages.models import forget_protected_words
    from languages.services import forget

    forget()
    forget_protected_words()
    known = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    yield
    if known is not None:
        cache.set(SITE_ROOT_PATHS_CACHE_KEY, known, version=SITE_ROOT_PATHS_CACHE_VERSION)


@pytest.fixture(scope="session")
def site_url(tmp_path_factory):
    """Serve a copy of the seeded site with gunicorn, as ``make run`` does; give its address."""
    database = tmp_path_factory.mktemp("served") / "site.sqlite3"
    copy_database(database)
    with serving(environment_of(database, free_port())) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of one module: while it runs, this process cannot use the database."""
    with start_browser() as instance:
        yield instance


@pytest.fixture
def copy_of_content(tmp_path):
    """A copy of content/ that a test may change."""
    return shutil.copytree(seeded_site.ROOT / "content", tmp_path / "content")
