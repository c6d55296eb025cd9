"""A finished response: its headers, and its body in each form in which it may be sent."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256

import brotli

FORMS = ("", "gzip", "br")
# Below this, compression saves nothing.
SMALLEST = 500
# Made once, read many times; higher grades take ten times as long for a tenth of the bytes. A page fits into a window
# of 64 KB (2 ** 16): with a larger one the same grade takes ten times as long for the same bytes.
BROTLI = {"quality": 9, "lgwin": 16}
# Beside what it weighs: the objects that hold it.
OVERHEAD = 2000


@dataclass(frozen=True)
class Entry:
    """One public page as it was made.

    Attributes:
        token: of the generation in which it was made.
        number: of that generation.
        parameters: names of the query that its view reads.
        headers: what Django sent, without what depends on the form or on who asks.
        digests: of the body in each form that there is; only of the plain one where it is too small to compress.
        bodies: those of them that are at hand: most readers ask for the same form, so memory need not hold all.
        ready: what has been made of them for sending, by form.
    """

    token: str
    number: int
    parameters: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    digests: dict[str, str] = field(repr=False)
    bodies: dict[str, bytes] = field(repr=False)
    ready: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def tag(self) -> str:
        return self.digests[""][:20]

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.bodies.values())) + OVERHEAD

    @cached_property
    def modified(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "last-modified"), "")

    def has(self, form: str) -> bool:
        """Say whether the form is at hand in which a reader gets the page who asks for this one."""
        return (form if form in self.digests else "") in self.bodies

    def joined(self, other: "Entry | None") -> "Entry":
        """Return the same page with what another copy of it has at hand."""
        if other is None or other.digests != self.digests:
            return self
        return replace(self, bodies={**other.bodies, **self.bodies}, ready={})

    def answer(self, form: str) -> tuple[list[tuple[str, str]], bytes]:
        """Return headers and body for a form that a reader asks for; the plain page where that is not at hand."""
        form = form if form in self.bodies else ""
        body = self.bodies[form] if form in self.bodies else self._unpacked()
        more = [("Content-Encoding", form)] if form else []
        tag = f'"{self.tag}-{form}"' if form else f'"{self.tag}"'
        more += [("Vary", "Accept-Encoding"), ("ETag", tag)]
        return [*self.headers, *more, ("Content-Length", str(len(body)))], body

    def _unpacked(self) -> bytes:
        form, body = next(iter(self.bodies.items()))
        return _UNPACK[form](body)


def entry_of(body: bytes, *, token: str, number: int, parameters: tuple[str, ...], headers) -> Entry:
    """Return a page that was just made, in each form."""
    bodies = _in_each_form(body)
    digests = {form: digest(one) for form, one in bodies.items()}
    return Entry(token, number, parameters, shared(tuple(headers)), digests, bodies)


@lru_cache(maxsize=64)
def shared(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return headers that are equal to these: most pages have the same, and memory holds them once."""
    return headers


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


_PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
    "br": lambda body: brotli.compress(body, **BROTLI),
}

_UNPACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress}


def _in_each_form(body: bytes) -> dict[str, bytes]:
    """Return a body as it is, and compressed where that pays."""
    if len(body) < SMALLEST:
        return {"": body}
    return {"": body, **{form: pack(body) for form, pack in _PACK.items()}}
