"""Pages on disk, where every process of this machine finds them, and where they outlive all of them.

A page stands at its own path: ``pages/sl/pomoc/index.html`` with ``.gz`` and ``.br`` beside it, and ``.meta`` with
its headers; a list behind a query at ``pages/sl/novice/=page=2``, for no path of ours holds that sign. Files are
written whole and renamed; ``.meta`` comes last and names the digest of each, so that a page of which half is new is
taken for none. What a web server may find of them is in ``files``.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings

from .entries import Entry, digest, shared
from .files import Files
from .locks import take

logger = logging.getLogger(__name__)

META = ".meta"
ENDINGS = {"": "", "gzip": ".gz", "br": ".br"}
# A full disk is one message a minute, not one a page.
SECONDS_BETWEEN_MESSAGES = 60.0


class Disk:
    """The files of the store below one folder."""

    def __init__(self, folder: Path):
        self.pages = Path(folder) / "pages"
        self.locks = Path(folder) / "locks"
        self.files = Files(folder)
        self._complained = -SECONDS_BETWEEN_MESSAGES

    def _file(self, path: str) -> Path:
        name = path.lstrip("/").replace("?", "=", 1)
        return self.pages / f"{name}{'index.html' if name.endswith('/') or not name else ''}"

    def load(self, path: str, form: str = "") -> Entry | None:
        """Return a page as it was last stored, in one form of it; None if there is none, or not all of it."""
        file = f"{self._file(path)}"
        try:
            meta = json.loads(_read(file + META))
            digests = meta["digests"]
            form = form if form in digests else ""
            body = _read(file + ENDINGS[form])
            if digest(body) != digests[form]:
                return None
            headers = shared(tuple((name, value) for name, value in meta["headers"]))
            return Entry(meta["token"], meta["number"], tuple(meta["parameters"]), headers, digests, {form: body})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, path: str, entry: Entry) -> None:
        """Store a page. Without room the old one stays as it was, readers are served, and the log says so."""
        file = self._file(path)
        meta = {"token": entry.token, "number": entry.number, "parameters": entry.parameters}
        meta |= {"headers": entry.headers, "digests": entry.digests}
        contents = {ENDINGS[form]: body for form, body in entry.bodies.items()}
        contents[META] = json.dumps(meta).encode()
        written: list[tuple[Path, Path]] = []
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            for ending, content in contents.items():
                with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as part:
                    written.append((Path(part.name), _with_ending(file, ending)))
                    part.write(content)
            for part, target in written:
                part.chmod(0o644)
                part.replace(target)
            for ending in set(ENDINGS.values()) - set(contents):
                _with_ending(file, ending).unlink(missing_ok=True)
            self.show(path, entry)
        except OSError as error:
            self._complain(error)
            for part, _target in written:
                part.unlink(missing_ok=True)

    def show(self, path: str, entry: Entry) -> None:
        """Let a web server find a page that is stored, where one is to."""
        if settings.PAGE_STORE_FILES and "?" not in path:
            file = self._file(path)
            stored = {ENDINGS[form]: _with_ending(file, ENDINGS[form]) for form in entry.digests}
            with self._complaining():
                self.files.show(path, entry, stored)

    def drop(self, path: str) -> None:
        file = self._file(path)
        for ending in (META, *ENDINGS.values()):
            try:
                _with_ending(file, ending).unlink(missing_ok=True)
            except OSError as error:
                self._complain(error)
        if settings.PAGE_STORE_FILES and "?" not in path:
            with self._complaining():
                self.files.hide(path)

    def lead_to(self, token: str, *, asked: float) -> None:
        """Let a web server find pages of a generation alone, as of a time at which the database was asked for it."""
        with self._complaining():
            if settings.PAGE_STORE_FILES:
                self.files.lead_to(token, asked=asked)
            else:
                self.files.remove()

    def tidy(self) -> None:
        """Remove what a web server no longer finds."""
        if settings.PAGE_STORE_FILES:
            with self._complaining():
                self.files.clear()

    def paths(self) -> list[tuple[str, str]]:
        """Return (path, token) of each page that is stored."""
        found = []
        for folder, _folders, names in os.walk(self.pages):
            for name in names:
                if name.endswith(META):
                    file = Path(folder, name.removesuffix(META))
                    found.append((self._path(file), self._token(file)))
                elif name.endswith(".part"):
                    _remove_if_old(Path(folder, name))
        return found

    def _path(self, file: Path) -> str:
        path = f"/{file.relative_to(self.pages).as_posix()}".replace("=", "?", 1)
        return path.removesuffix("index.html") if path.endswith("/index.html") else path

    @staticmethod
    def _token(file: Path) -> str:
        try:
            return json.loads(_with_ending(file, META).read_text(encoding="utf-8"))["token"]
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def keep_only(self, is_kept: Callable[[str, str], bool]) -> None:
        """Remove every page of which a rule, asked with path and token, says no."""
        for path, token in self.paths():
            if not is_kept(path, token):
                self.drop(path)

    def lock(self, path: str) -> IO | None:
        """Take the lock under which one process alone makes a page; None while another has it."""
        try:
            return take(self.locks, path)
        except OSError as error:
            # Where there is no room for a lock, nobody waits for one.
            self._complain(error)
            return Path(os.devnull).open()

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._complain(error)

    def _complain(self, error: OSError) -> None:
        if time.monotonic() - self._complained >= SECONDS_BETWEEN_MESSAGES:
            self._complained = time.monotonic()
            logger.error("Pages cannot be stored in %s: %s", self.pages, error.strerror)


def _with_ending(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _read(file: str) -> bytes:
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 (each page that is not in memory comes this way)
        return opened.read()


def _remove_if_old(part: Path) -> None:
    """Remove what a process left that was killed while it wrote."""
    try:
        if time.time() - part.stat().st_mtime > 60:
            part.unlink()
    except OSError:
        return
