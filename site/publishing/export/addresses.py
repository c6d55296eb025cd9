"""How addresses of the site become files, and which links lead to the site."""

import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.conf import settings

# What stands at an address that ends with a slash; the first is what every file server looks for.
INDEXES = {"text/html": "index.html", "application/atom+xml": "index.atom"}

# How much of a query stands in a name as it is, in signs: names have an end.
LONGEST = 100


@dataclass(frozen=True)
class Target:
    """Where a link within the site leads.

    Attributes:
        host: the site's own address where the link names it, else nothing.
        address: the path with its query.
        fragment: what is behind ``#``.
    """

    host: str
    address: str
    fragment: str

    def moved_to(self, address: str) -> str:
        """Return the link to another address of the site, in the same form."""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.host}{address}{fragment}"


def target_of(link: str, *, on: str) -> Target | None:
    """Return where a link leads, or None where that is not this site.

    Args:
        link: as it stands on a page, without character references.
        on: the address of that page.
    """
    host = settings.SITE_URL.rstrip("/")
    link = link.strip()
    whole = urlsplit(urljoin(f"{host}{on}", link))
    own = urlsplit(host)
    if (whole.scheme, whole.netloc) != (own.scheme, own.netloc):
        return None
    address = whole.path or "/"
    if whole.query:
        address += f"?{whole.query}"
    is_full = link.startswith(("http://", "https://", "//"))
    return Target(host if is_full else "", address, whole.fragment)


def file_of(address: str, kind: str) -> PurePosixPath:
    """Return the file for an address, below the folder of the copy.

    A file server takes no notice of a query, so that it becomes a part of the name: ``novice/page=2/index.html``.
    The sign ``=`` stands in no slug.

    Raises:
        ValueError: for an address that would lead out of the folder.
    """
    parts = urlsplit(address)
    path = PurePosixPath(unquote(parts.path).lstrip("/"))
    query = quote(unquote(parts.query), safe="=").replace("..", "%2E%2E")
    if len(query) > LONGEST:
        query = f"{query[:LONGEST]}-{sha256(query.encode()).hexdigest()[:12]}"
    if ".." in path.parts or "\0" in str(path):
        raise ValueError(f"Not a file: {address}")
    if not parts.path.endswith("/"):
        return path.with_stem(f"{path.stem}-{query}") if query else path
    index = INDEXES.get(kind) or f"index{mimetypes.guess_extension(kind) or ''}"
    return path / query / index


def address_of(file: PurePosixPath) -> str:
    """Return the shortest address at which every file server has a file."""
    path = quote(f"/{file}", safe="/=")
    return path.removesuffix("index.html") if file.name == "index.html" else path
