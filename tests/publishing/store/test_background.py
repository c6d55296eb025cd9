"""The worker makes pages anew before readers ask for them."""

import time
from dataclasses import replace
from itertools import count

import pytest

from home.models import StandardPage
from publishing.store.background import Background, spent
from publishing.store.live import fixed_paths
from publishing.store.reads import Reads


@pytest.fixture
def background(other_reader):
    """The worker's part, without its thread."""
    return Background(store=other_reader.store)


def limit_to(reader, *paths: str) -> None:
    """Let a process know of these pages alone, so that a test does not make all."""
    reader.store.watch.known = replace(reader.store.watch.known, live=frozenset(paths))


def test_everything_public_is_made_once_and_most_read_first(reader, other_reader, background):
    paths = ["/sl/", "/en/", "/sr-cyrl/"]
    limit_to(other_reader, *paths)
    counts = Reads(reader.store.disk.pages.parent)
    for path in ("/sr-cyrl/", "/sr-cyrl/", "/en/"):
        counts.note(path)
    counts.write()
    background.work()
    assert other_reader.made[:2] == ["/sr-cyrl/", "/en/"]
    assert set(other_reader.made) == {*paths, *fixed_paths()}
    background.work()
    assert len(other_reader.made) == len({*paths, *fixed_paths()})
    with reader.without_queries():
        assert all(reader.get(path).status == 200 for path in paths)
    assert not reader.made


@pytest.mark.parametrize(("waited", "rests"), [(0, []), (5_000_000, [0.02, 0.02])], ids=["idle", "busy"])
def test_it_gives_way_where_it_had_to_wait_for_a_processor(other_reader, background, monkeypatch, waited, rests):
    """Each page takes 10 ms of work."""
    limit_to(other_reader, "/sl/", "/en/")
    monkeypatch.setattr("publishing.store.background.fixed_paths", lambda: set())
    counted = ((10_000_000 * turn, waited * turn) for turn in count())
    monkeypatch.setattr("publishing.store.background.spent", lambda: next(counted))
    found = []
    monkeypatch.setattr(background._stopping, "wait", found.append)
    background.work()
    assert found == rests and len(other_reader.made) == 2


def test_how_long_this_thread_has_worked_is_known():
    before, until = spent(), time.thread_time() + 0.02
    while time.thread_time() < until:
        pass
    assert spent()[0] - before[0] >= 10_000_000


def test_the_feeds_of_every_language_and_script_belong_to_it(db):
    assert {"/sitemap.xml", "/robots.txt", "/sl/feed/", "/sr/feed/", "/sr-cyrl/feed/", "/uk/feed/"} <= fixed_paths()


def test_it_begins_anew_when_something_changes_meanwhile(reader, other_reader, background):
    limit_to(other_reader, "/sl/", "/en/", "/uk/")
    make = other_reader.store.make

    def changing(path, query, **generation):
        made = make(path, query, **generation)
        if len(other_reader.made) == 1:
            StandardPage.objects.first().save()
            other_reader.notice()
        return made

    other_reader.store.make = changing
    background.work()
    assert len(other_reader.made) == 1 and background.done == ""


def test_counts_fade_and_know_nothing_but_paths(tmp_path):
    first, second = Reads(tmp_path), Reads(tmp_path)
    for path in ("/sl/", "/sl/", "/en/"):
        first.note(path)
    second.note("/uk/")
    first.write()
    second.write()
    first.write()
    assert set(first.known()) == {"/sl/", "/en/", "/uk/"}
    assert first.most_first(["/uk/", "/en/", "/x/", "/sl/"])[0] == "/sl/"
    (tmp_path / "reads.json").write_text("[broken")
    assert first.most_first(["/en/", "/"]) == ["/", "/en/"]


def test_it_removes_what_lies_on_disk_though_no_process_knew_of_it(reader, other_reader, background):
    limit_to(reader, "/sl/", "/sl/ni-ga/")
    entry = reader.store.find("/sl/").entry
    reader.store.disk.save("/sl/ni-ga/", replace(entry, token="an earlier one"))
    limit_to(other_reader, "/sl/")
    background.work()
    kept = {path for path, _token in reader.store.disk.paths()}
    assert "/sl/" in kept and "/sl/ni-ga/" not in kept
