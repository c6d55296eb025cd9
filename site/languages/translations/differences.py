"""What has changed in an original since a translation was made, word by word."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.html import strip_tags

from .words import ADDRESSES, Piece

SAME, OUT, IN = "same", "del", "ins"


@dataclass(frozen=True)
class Change:
    """A string of the original that was changed, added (``before`` is None) or removed (``now`` is None).

    Attributes:
        translation: what readers of the translation see for it now.
    """

    path: str
    before: str | None
    now: str | None
    translation: str | None = None

    @property
    def only_formatting(self) -> bool:
        """Say whether the words are the same, and only their emphasis or a link has changed."""
        return None not in (self.before, self.now) and plain(self.before) == plain(self.now)

    @property
    def parts(self) -> list[tuple[str, str]]:
        return word_difference(plain(self.before or ""), plain(self.now or ""))


def plain(text: str) -> str:
    return strip_tags(re.sub(r"<br\s*/?>", " ", text)).strip()


def word_difference(before: str, now: str) -> list[tuple[str, str]]:
    """Return the parts of both texts in order, each marked as the same, taken out or put in."""
    old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (before, now))
    parts: list[tuple[str, str]] = []
    out, put_in = "", ""
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(opcodes):
        same = "".join(old[a:b]) if kind == "equal" else ""
        between = 0 < number < len(opcodes) - 1
        if same and (not between or re.search(r"\w", same)):
            parts += [*_marked(out, put_in), (SAME, same)]
            out, put_in = "", ""
        else:
            # A comma or a space that stayed between two changes belongs to both: phrases read better than splinters.
            out, put_in = out + "".join(old[a:b]), put_in + "".join(new[c:d])
    return [*parts, *_marked(out, put_in)]


def _marked(out: str, put_in: str) -> list[tuple[str, str]]:
    return [(mark, text) for mark, text in ((OUT, out), (IN, put_in)) if text]


def changes(basis: Iterable, pieces: Iterable[Piece]) -> list[Change]:
    """Compare what a translation was made from with the original as it is published, in the original's order."""
    before, now = _by_path(basis), _by_path(pieces)
    paths = [*now, *(path for path in before if path not in now)]
    return [change for path in paths for change in _changes_at(path, before.get(path, []), now.get(path, []))]


def _by_path(pieces: Iterable) -> dict[str, list[Piece]]:
    found = defaultdict(list)
    for path, text, translation in pieces:
        if path not in ADDRESSES:
            found[path].append(Piece(path, text, translation))
    return found


def _changes_at(path: str, before: list[Piece], now: list[Piece]) -> list[Change]:
    """Pair the strings of one place: rich text has one for each of its paragraphs."""
    found = []
    matcher = SequenceMatcher(None, [one.text for one in before], [one.text for one in now], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for old, new in zip_longest(before[a:b], now[c:d]):
            found.append(Change(path, old and old.text, new and new.text, old and old.translation))
    return found
