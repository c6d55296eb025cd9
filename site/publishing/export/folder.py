"""The folder of a copy: written beside its place, and put there whole or not at all."""

import gzip
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath

import brotli

# Says that a folder is a copy, so that another copy may take its place.
MARKER = ".export_site"
TEXTS = frozenset([".atom", ".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"])


class NotACopy(Exception):
    """The folder holds something else, which is not ours to remove."""


class NewFolder:
    """A folder beside the one that it is for. Left without ``put_in_place`` it is removed."""

    def __init__(self, target: Path):
        """Check the place, and make the folder.

        Raises:
            NotACopy: if something else is in its place.
        """
        self.target = target.resolve()
        is_free = not self.target.exists() or (self.target.is_dir() and not any(self.target.iterdir()))
        if not is_free and not (self.target / MARKER).is_file():
            raise NotACopy(f"{self.target} exists and is no earlier export.")

    def __enter__(self) -> "NewFolder":
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.path = Path(tempfile.mkdtemp(dir=self.target.parent, prefix=f".{self.target.name}-"))
        # As other folders are: the server that reads it has another user.
        self.path.chmod(0o755)
        self._pool = ThreadPoolExecutor()
        self._compressing = []
        return self

    def __exit__(self, *exception) -> None:
        self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self.path, ignore_errors=True)

    def write(self, file: PurePosixPath, content: bytes) -> None:
        """Write a file; compressed copies of a text come beside it."""
        path = self.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if path.suffix in TEXTS:
            self._compressing.append(self._pool.submit(_compress, path, content))

    def finish(self) -> None:
        """Wait until everything is compressed."""
        for job in self._compressing:
            job.result()
        self._compressing = []

    def put_in_place(self, said: str) -> None:
        """Mark the folder as a copy and let it take its place; if that fails, the earlier copy is there again.

        Args:
            said: stands in the marker, for people.
        """
        self.finish()
        (self.path / MARKER).write_text(said, encoding="utf-8")
        earlier = self.path.with_name(f"{self.path.name}-earlier")
        with suppress(FileNotFoundError):
            self.target.rename(earlier)
        try:
            self.path.rename(self.target)
        except OSError:
            with suppress(FileNotFoundError):
                earlier.rename(self.target)
            raise
        shutil.rmtree(earlier, ignore_errors=True)


def _compress(path: Path, content: bytes) -> None:
    """Write both compressed forms, the same bytes for the same text."""
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, mtime=0))
    path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT))
