"""A finished response: its headers, and its body in each form in which it may be sent."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

import brotli

FORMS = ("", "gzip", "br")
# Below this, compression saves nothing.
SMALLEST = 500
# Made once, read many times; higher grades take ten times as long for a tenth of the bytes. A page fits into a window
# of 64 KB (2 ** 16): with a larger one the same grade takes ten times as long for the same bytes.
BROTLI = {"quality": 9, "lgwin": 16}
# Beside what it weighs: the objects that hold it.
OVERHEAD = 4000


@dataclass(frozen=True)
class Entry:
    """One public page as it was made.

    Attributes:
        token: of the generation in which it was made.
        number: of that generation.
        parameters: names of the query that its view reads.
        headers: what Django sent, without what depends on the form or on who asks.
        bodies: the body by form; only the plain one where it is too small to compress.
    """

    token: str
    number: int
    parameters: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes] = field(repr=False)

    @cached_property
    def tag(self) -> str:
        return sha256(self.bodies[""]).hexdigest()[:20]

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.bodies.values())) + OVERHEAD

    @cached_property
    def modified(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "last-modified"), "")

    @cached_property
    def answers(self) -> dict[str, tuple[list[tuple[str, str]], bytes]]:
        """Return headers and body for each form that a reader may ask for."""
        return {form: self._answer(form if form in self.bodies else "") for form in FORMS}

    def _answer(self, form: str) -> tuple[list[tuple[str, str]], bytes]:
        more = [("Content-Encoding", form)] if form else []
        tag = f'"{self.tag}-{form}"' if form else f'"{self.tag}"'
        more += [("Vary", "Accept-Encoding"), ("ETag", tag)]
        return [*self.headers, *more, ("Content-Length", str(len(self.bodies[form])))], self.bodies[form]


_PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
    "br": lambda body: brotli.compress(body, **BROTLI),
}


def in_each_form(body: bytes) -> dict[str, bytes]:
    """Return a body as it is, and compressed where that pays."""
    if len(body) < SMALLEST:
        return {"": body}
    return {"": body, **{form: pack(body) for form, pack in _PACK.items()}}
