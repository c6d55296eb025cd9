"""Current pages as a web server finds them: links to the files of the store, for nginx before gunicorn.

``files/current`` leads to the folder of the current generation, and elsewhere in one step as soon as there is a newer
one; ``files/last`` holds the last good copy of each page. A file has no headers, so its name says which ones belong
to it: ``sl/pomoc/=sl.<kind>``, behind the language a digest of all others. A web server looks for the kinds that it
has been told of (``manage.py nginx_pages``); a page with other headers it does not find, and asks gunicorn.
"""

import fcntl
import filecmp
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from .entries import Entry

CURRENT, LAST = "current", "last"
LANGUAGE = "content-language"
# A name has its own place for the first; the second is the file's.
NOT_OF_KIND = {LANGUAGE, "last-modified"}


def kind_of(entry: Entry) -> str:
    """Return a short name for the headers that a page has in common with others, whatever its language."""
    headers = sorted((name.lower(), value) for name, value in entry.headers)
    return sha256(repr([one for one in headers if one[0] not in NOT_OF_KIND]).encode()).hexdigest()[:12]


def language_of(entry: Entry) -> str:
    return next((value for name, value in entry.headers if name.lower() == LANGUAGE), "")


class Files:
    """The folder that a web server may read."""

    def __init__(self, folder: Path):
        self.folder = Path(folder) / "files"

    def lead_to(self, token: str, *, asked: float) -> None:
        """Let nobody find a page of another generation from now on.

        Args:
            asked: when the database was asked, in seconds since 1970. Whoever asked later knows better.
        """
        current = self.folder / CURRENT
        with self._alone():
            if current.is_symlink() and asked < current.lstat().st_mtime <= time.time():
                return
            try:
                _make_readable(self.folder / token, below=self.folder)
                part = self.folder / ".current"
                part.unlink(missing_ok=True)
                part.symlink_to(token)
                os.utime(part, (asked, asked), follow_symlinks=False)
                part.replace(current)
            except OSError:
                # Where there is no room for the new one, the old one must not stay.
                current.unlink(missing_ok=True)
                raise

    def show(self, path: str, entry: Entry, stored: dict[str, Path]) -> None:
        """Link the files of a page, by what their names end with, into its generation and as the last good copy."""
        name = f"{path.lstrip('/')}={language_of(entry)}.{kind_of(entry)}"
        for ending, file in stored.items():
            _date(file, self.folder / LAST / f"{name}{ending}")
        names = {f"{name}{ending}" for ending in stored}
        for tree in (self.folder / entry.token, self.folder / LAST):
            _make_readable((tree / name).parent, below=self.folder)
            for ending, file in stored.items():
                _link(file, tree / f"{name}{ending}")
            for other in self._files_of(path, tree):
                if other.relative_to(tree).as_posix() not in names:
                    other.unlink(missing_ok=True)

    def hide(self, path: str) -> None:
        """Remove a page that readers may no longer see, or that is none."""
        for tree in (self.folder / CURRENT, self.folder / LAST):
            for file in self._files_of(path, tree):
                file.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove the folders of earlier generations."""
        with self._alone():
            current = self.folder / CURRENT
            kept = {CURRENT, LAST, current.readlink().name if current.is_symlink() else ""}
            earlier = [one for one in self.folder.iterdir() if one.is_dir() and one.name not in kept]
        for tree in earlier:
            shutil.rmtree(tree, ignore_errors=True)

    def remove(self) -> None:
        """Leave nothing that nobody keeps up to date."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _files_of(path: str, tree: Path) -> list[Path]:
        # Of what stands in the path of a page, nothing has another meaning in a pattern.
        return list(tree.glob(f"{path.lstrip('/')}=*"))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        _make_readable(self.folder, below=self.folder)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _make_readable(folder: Path, *, below: Path) -> None:
    """Make a folder that a server with another user may read, whatever the site's own umask is."""
    if not folder.is_dir():
        if folder != below:
            _make_readable(folder.parent, below=below)
        folder.mkdir(parents=folder == below, exist_ok=True)
        folder.chmod(0o755)


def _link(file: Path, name: Path) -> None:
    part = name.with_name(f".{os.getpid()}-{time.monotonic_ns()}")
    os.link(file, part)
    part.replace(name)
    # Where both names had been of one file already, the first is still there.
    part.unlink(missing_ok=True)


def _date(file: Path, earlier: Path) -> None:
    """Let a file that says the same as before keep its date, and give any other a later one.

    nginx makes the tag by which browsers ask again of the date, in whole seconds, and the size.
    """
    try:
        before, now = earlier.stat(), file.stat()
        if before.st_ino == now.st_ino:
            return
        if filecmp.cmp(file, earlier, shallow=False):
            os.utime(file, ns=(before.st_mtime_ns, before.st_mtime_ns))
        elif int(now.st_mtime) <= int(before.st_mtime):
            os.utime(file, (before.st_mtime + 1, before.st_mtime + 1))
    except FileNotFoundError:
        return
