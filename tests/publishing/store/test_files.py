"""What a web server finds of the store: pages of the current generation, and the last good copies."""

import errno
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from publishing.store.background import Background
from publishing.store.disk import Disk
from publishing.store.entries import Entry, entry_of
from tests.publishing.store.test_background import limit_to

TEXT = b"<p>Stran</p>" * 200
HEADERS = (("Content-Type", "text/html"), ("Content-Language", "sl"), ("X-Frame-Options", "DENY"))


def entry(token: str = "1-a", body: bytes = TEXT, headers=HEADERS) -> Entry:
    return entry_of(body, token=token, number=1, parameters=(), headers=headers)


@pytest.fixture
def disk(tmp_path, settings):
    settings.PAGE_STORE_FILES = True
    disk = Disk(tmp_path / "store")
    disk.lead_to("1-a", asked=1.0)
    return disk


def found(disk: Disk, folder: str = "current") -> dict[str, bytes]:
    """Return the uncompressed files in a folder by the path of their page."""
    tree = disk.files.folder / folder
    files = [path for path in tree.rglob("*") if path.is_file() and path.suffix not in (".gz", ".br")]
    return {f"/{path.relative_to(tree)}".partition("=")[0]: path.read_bytes() for path in files}


def test_a_page_is_found_until_there_is_a_newer_generation_and_its_last_good_copy_after_that(disk):
    disk.save("/sl/", entry())
    disk.save("/robots.txt", entry(body=b"User-agent: *"))
    pages = {"/sl/": TEXT, "/robots.txt": b"User-agent: *"}
    assert found(disk) == found(disk, "last") == pages
    disk.lead_to("2-b", asked=2.0)
    assert found(disk) == {} and found(disk, "last") == pages
    disk.save("/sl/", entry("1-a", b"late"))
    assert found(disk) == {}
    disk.save("/sl/", entry("2-b", b"new"))
    assert found(disk) == {"/sl/": b"new"}
    disk.drop("/sl/")
    assert found(disk) == {} and found(disk, "last") == {"/robots.txt": b"User-agent: *"}


def test_who_asked_the_database_earlier_leads_nobody_back(disk):
    disk.save("/sl/", entry())
    disk.lead_to("2-b", asked=3.0)
    disk.lead_to("1-a", asked=2.0)
    assert found(disk) == {}
    # A clock that was set back must not hold up what is new.
    disk.lead_to("3-c", asked=time.time() + 1000)
    disk.lead_to("1-a", asked=time.time())
    assert found(disk) == {"/sl/": TEXT}


def test_others_may_read_it_whatever_the_umask_of_the_site_is(disk, tmp_path):
    mask = os.umask(0o077)
    try:
        disk = Disk(tmp_path / "other")
        disk.lead_to("1-a", asked=1.0)
        disk.save("/sl/pomoc/", entry())
    finally:
        os.umask(mask)
    for path in (one for one in disk.files.folder.rglob("*") if not one.name.startswith(".")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_page_that_says_the_same_keeps_its_date_and_another_one_never_does(disk):
    dates = []
    for body in (TEXT, TEXT, TEXT.swapcase(), TEXT):
        disk.save("/sl/", entry(body=body))
        dates.append(int(next((disk.files.folder / "last" / "sl").glob("=*")).stat().st_mtime))
    assert dates == [dates[0], dates[0], dates[0] + 1, dates[0] + 2]


def test_pages_with_other_headers_have_other_names_and_leave_none_behind(disk):
    names = []
    for headers in (HEADERS, (*HEADERS[:2], ("X-Frame-Options", "SAMEORIGIN")), HEADERS[:1]):
        disk.save("/sl/", entry(headers=headers))
        files = list((disk.files.folder / "current" / "sl").glob("=*"))
        assert len(files) == 3
        names.append(min(files).name)
    assert len(set(names)) == 3


def test_where_there_is_no_room_for_a_new_generation_the_old_one_is_not_found(disk, monkeypatch, caplog):
    disk.save("/sl/", entry())

    def full(*args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "symlink_to", full)
    disk.lead_to("2-b", asked=2.0)
    assert found(disk) == {} and "No space left" in caplog.text


def test_the_worker_shows_what_is_ready_and_removes_earlier_generations(reader, other_reader, settings):
    reader.get("/sl/")
    disk = reader.store.disk
    assert not disk.files.folder.exists()
    settings.PAGE_STORE_FILES = True
    limit_to(other_reader, "/sl/")
    known = other_reader.store.watch.known
    disk.lead_to("earlier", asked=known.asked - 1)
    disk.lead_to(known.token, asked=known.asked)
    Background(store=other_reader.store).work()
    assert "/sl/" in found(disk) and "/sl/" not in other_reader.made
    assert not (disk.files.folder / "earlier").exists() and "/sl/" in found(disk, "last")


def test_without_a_page_there_is_nothing_to_tell_nginx(settings, tmp_path):
    settings.PAGE_STORE_FOLDER = tmp_path / "store"
    with pytest.raises(CommandError, match="no page"):
        call_command("nginx_pages", str(tmp_path / "pages"))
    assert not (tmp_path / "pages").exists()


def test_switched_off_it_leaves_nothing_that_nobody_keeps_up_to_date(reader, settings):
    settings.PAGE_STORE_FILES = True
    reader.store.disk.lead_to("1-a", asked=1.0)
    settings.PAGE_STORE_FILES = False
    other = type(reader)(reader.store.disk.pages.parent)
    other.notice()
    assert not reader.store.disk.files.folder.exists()


def test_a_page_that_was_read_in_one_form_is_found_in_each(disk):
    disk.save("/sl/", entry())
    disk.lead_to("2-b", asked=2.0)
    disk.show("/sl/", replace(disk.load("/sl/", "br"), token="2-b"))
    assert {".br", ".gz"} < {path.suffix for path in (disk.files.folder / "2-b" / "sl").iterdir()}
    assert found(disk) == {"/sl/": TEXT}
