"""Pages on disk: whole or not at all, and no trouble when there is no room."""

import errno
import logging
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from publishing.store.disk import Disk
from publishing.store.entries import Entry, entry_of

TEXT = b"<p>Stran</p>" * 200


def entry(token: str = "1-a", body: bytes = TEXT) -> Entry:
    return entry_of(body, token=token, number=1, parameters=("page",), headers=[("Content-Type", "text/html")])


@pytest.fixture
def disk(tmp_path):
    return Disk(tmp_path)


def only(form: str, whole: Entry) -> Entry:
    return replace(whole, bodies={form: whole.bodies[form]})


def test_a_page_stands_at_its_path_as_a_web_server_would_look_for_it(disk, tmp_path):
    disk.save("/sl/pomoc/", entry())
    disk.save("/robots.txt", entry(body=b"User-agent: *"))
    folder = tmp_path / "pages"
    assert (folder / "sl/pomoc/index.html").read_bytes() == TEXT
    assert {path.name for path in (folder / "sl/pomoc").iterdir()} == {
        "index.html",
        "index.html.br",
        "index.html.gz",
        "index.html.meta",
    }
    assert (folder / "robots.txt").read_bytes() == b"User-agent: *"
    assert set(disk.paths()) == {("/sl/pomoc/", "1-a"), ("/robots.txt", "1-a")}
    assert disk.load("/sl/pomoc/") == only("", entry())


def test_a_page_that_became_small_leaves_no_old_compressed_form(disk, tmp_path):
    disk.save("/sl/", entry())
    disk.save("/sl/", entry(body=b"x"))
    assert not list(tmp_path.rglob("*.br"))


@pytest.mark.parametrize(("form", "ending"), [("", ""), ("gzip", ".gz"), ("br", ".br"), ("br", ".meta")])
def test_what_is_damaged_is_taken_for_nothing(disk, tmp_path, form, ending):
    disk.save("/sl/", entry())
    (tmp_path / f"pages/sl/index.html{ending}").write_bytes(b"half")
    assert disk.load("/sl/", form) is None
    disk.save("/sl/", entry())
    assert disk.load("/sl/", form) == only(form, entry())


def test_only_the_form_that_is_asked_for_is_read(disk):
    disk.save("/sl/", entry())
    assert list(disk.load("/sl/", "br").bodies) == ["br"]
    disk.save("/en/", entry(body=b"x"))
    assert list(disk.load("/en/", "br").bodies) == [""]


def test_a_full_disk_leaves_the_old_page_whole_and_says_so_once(disk, tmp_path, monkeypatch, caplog):
    disk.save("/sl/", entry("1-a"))

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("publishing.store.disk.NamedTemporaryFile", full)
    with caplog.at_level(logging.ERROR):
        disk.save("/sl/", entry("2-b", b"new" * 500))
        disk.save("/en/", entry("2-b"))
    assert disk.load("/sl/", "br") == only("br", entry("1-a")) and disk.load("/en/") is None
    assert [record.message.split(":")[-1].strip() for record in caplog.records] == ["No space left on device"]
    assert not list(tmp_path.rglob("*.part"))


def test_readers_are_served_when_nothing_can_be_written(reader, monkeypatch):
    monkeypatch.setattr(Path, "mkdir", _refused)
    monkeypatch.setattr("publishing.store.disk.NamedTemporaryFile", _refused)
    reader.store.disk.locks = Path("/nowhere/at/all")
    assert reader.get("/sl/").status == reader.get("/en/").status == 200


def _refused(*args, **kwargs):
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def test_one_process_at_a_time_makes_a_page(disk, tmp_path):
    lock = disk.lock("/sl/")
    assert Disk(tmp_path).lock("/sl/") is None
    lock.close()
    assert Disk(tmp_path).lock("/sl/") is not None


def test_what_a_killed_process_left_is_removed_in_time(disk, tmp_path):
    disk.save("/sl/", entry())
    old, new = tmp_path / "pages/sl/.old.part", tmp_path / "pages/sl/.new.part"
    old.touch(), new.touch()
    os.utime(old, (time.time() - 120,) * 2)
    disk.paths()
    assert not old.exists() and new.exists()


def test_only_what_is_kept_stays(disk):
    disk.save("/sl/", entry("1-a"))
    disk.save("/en/", entry("2-b"))
    disk.keep_only(lambda path, token: token == "2-b")
    assert disk.paths() == [("/en/", "2-b")]
