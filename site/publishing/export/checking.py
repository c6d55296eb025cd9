"""Holds every link in a copy against its files. Reads what was written, and knows nothing of how it was made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from .addresses import INDEXES
from .links import addresses_in_data

_ATTRIBUTES = ("action", "data", "formaction", "href", "poster", "src", "xlink:href")
_DOCUMENTS = (".html", ".svg", ".xml", ".atom", ".css")
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)""", re.IGNORECASE)


@dataclass(frozen=True)
class BrokenLink:
    """A link that leads nowhere: the file it stands in, below the folder, and what it says."""

    file: str
    link: str

    def __str__(self) -> str:
        return f"{self.file}: {self.link}"


@dataclass
class _Document(HTMLParser):
    """Reads what a document links to, and which fragments lead into it; XML is read alike."""

    links: list[str] = field(default_factory=list)
    fragments: set[str] = field(default_factory=set)
    _element: str = ""

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self._element = "data" if found.get("type") == "application/ld+json" else tag
        self.fragments.update(found[name] for name in ("id", "name") if found.get(name))
        self.links += [found[name] for name in _ATTRIBUTES if name in found]
        self.links += [part.split()[0] for part in found.get("srcset", "").split(",") if part.strip()]
        if tag == "meta" and found.get("content", "").startswith(("https://", "http://")):
            self.links.append(found["content"])

    def handle_endtag(self, tag):
        self._element = ""

    def handle_data(self, data):
        if self._element in ("loc", "icon", "logo"):
            self.links.append(data)
        elif self._element == "content":
            inner = _Document()
            inner.feed(data)
            self.links += inner.links
        elif self._element == "data":
            self.links += addresses_in_data(data)
        elif self._element == "style":
            self.links += _in_css(data)


def broken_links(folder: Path, *, site_url: str) -> list[BrokenLink]:
    """Return every link within the site that leads to no file, or to no place within it.

    Args:
        folder: the copy.
        site_url: the address of the site, without a slash at the end; links with it lead into the copy too.
    """

    @cache
    def document(path: Path) -> _Document:
        read = _Document()
        read.feed(path.read_text(encoding="utf-8"))
        read.close()
        return read

    broken = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _DOCUMENTS or not path.is_file():
            continue
        file = path.relative_to(folder)
        links = _in_css(path.read_text(encoding="utf-8")) if path.suffix == ".css" else document(path).links
        for link in dict.fromkeys(links):
            whole = urlsplit(urljoin(f"{site_url}/{file.as_posix()}", link))
            if f"{whole.scheme}://{whole.netloc}" != site_url:
                continue
            found = _file_at(folder, whole.path, is_full=link.startswith(site_url))
            fragment = unquote(whole.fragment)
            in_page = found and fragment and fragment != "top" and found.suffix in (".html", ".svg")
            if found is None or whole.query or (in_page and fragment not in document(found).fragments):
                broken.append(BrokenLink(file.as_posix(), link))
    return broken


def _in_css(text: str) -> Iterator[str]:
    return [first or second for first, second in _URL.findall(text)]


def _file_at(folder: Path, path: str, *, is_full: bool) -> Path | None:
    """Return the file that a file server finds; a full address may also be one that only ours knows, a feed's."""
    at = folder / unquote(path).lstrip("/")
    names = INDEXES.values() if is_full else ["index.html"]
    candidates = [at] if not path.endswith("/") else [at / name for name in names]
    return next((candidate for candidate in candidates if candidate.is_file()), None)
