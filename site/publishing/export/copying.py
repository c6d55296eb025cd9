"""Asks for every address that a page of the site leads to, and writes the answers with links that fit the files."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

from django.conf import settings

from languages.codes import prefix

from .addresses import address_of, file_of, target_of
from .folder import NewFolder
from .forms import Forms
from .links import CSS, HTML, SVG, XML, with_links
from .rendering import Answer, Renderer
from .views import choose_language, no_form, offered

WITH_LINKS = XML | {HTML, CSS, SVG}
# What programs ask for without being led there. The sitemap leads to every page.
ASKED_FOR = ("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/favicon.ico")
# The site sends ``/favicon.ico`` on to a drawing; ``make pictures`` renders the same one for copies.
ICON, ICON_FILE = "/favicon.ico", Path(__file__).with_name("favicon.ico")
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5


class CopyingFailed(Exception):
    """The site itself did not answer as it should."""


@dataclass(frozen=True)
class Kept:
    """An address of the copy with its file; the body of its answer is left out once it is written."""

    file: PurePosixPath
    answer: Answer


class Copying:
    """Copies the site into a folder.

    Attributes:
        kept: what is in the copy, by address.
        forms: what the copy replaces.
    """

    def __init__(self, folder: NewFolder, *, render: Callable[..., Answer] | None = None):
        self.folder = folder
        self.render = render or Renderer()
        self.forms = Forms()
        self.kept: dict[str, Kept] = {}
        self._redirects: dict[str, str] = {}
        self._private: set[str] = set()
        self._views = {"/": choose_language, **dict.fromkeys(self.forms.addresses, no_form)}
        self._missing = ["/404.html", *(f"/{prefix(code)}/404.html" for code, _name in offered())]

    def collect(self, tell: Callable[[int], None]) -> None:
        """Ask for all addresses, one after the other; files without links are written at once.

        Raises:
            CopyingFailed: where the site fails, as opposed to a link that leads nowhere.
        """
        start = [*self._views, *ASKED_FOR, *self._missing]
        waiting, seen = deque(start), set(start)
        while waiting:
            address = waiting.popleft()
            for found in self._ask(address):
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)
            tell(len(self.kept))

    def write(self) -> None:
        """Write every document with its links changed."""
        for address, kept in self.kept.items():
            if kept.answer.kind in WITH_LINKS:
                text = kept.answer.body.decode()
                changed = with_links(text, kept.answer.kind, lambda link, on=address: self._changed(link, on))
                self.folder.write(kept.file, changed.encode())

    def _ask(self, address: str) -> list[str]:
        """Ask for one address; return those that it leads to."""
        answer = self.render(address, self._views.get(address))
        if address == ICON:
            answer = Answer(200, {**answer.headers, "Content-Type": "image/x-icon"}, ICON_FILE.read_bytes())
        always_there = address in self._views or address in ASKED_FOR
        if answer.status >= 500 or (always_there and answer.status != 200):
            raise CopyingFailed(f"The site answered {answer.status} to {settings.SITE_URL}{address}")
        if answer.status in REDIRECTS:
            target = target_of(urljoin(address, answer.headers["Location"]), on=address)
            self._redirects[address] = target.address if target else ""
            return self._to_ask([target.address], on=address) if target else []
        if answer.status != (404 if address in self._missing else 200):
            return []
        if not answer.is_for_all and address not in self._missing:
            self._private.add(address)
            return []
        return self._keep(address, answer)

    def _keep(self, address: str, answer: Answer) -> list[str]:
        file = file_of(address, answer.kind)
        if answer.kind not in WITH_LINKS:
            self.folder.write(file, answer.body)
            self.kept[address] = Kept(file, replace(answer, body=b""))
            return []
        self.kept[address] = Kept(file, answer)
        found = []

        def note(link: str) -> str:
            found.append(link)
            return link

        with_links(answer.body.decode(), answer.kind, note)
        targets = [target_of(link, on=address) for link in found]
        return self._to_ask([target.address for target in targets if target], on=address)

    def _to_ask(self, addresses: list[str], *, on: str) -> list[str]:
        return [address for address in addresses if self.forms.instead_of(address, on=on) is None]

    def _place_of(self, address: str, on: str) -> str | None:
        """Return the address in the copy for one that a page leads to; None where there is none."""
        for _step in range(MOST_REDIRECTS):
            if instead := self.forms.instead_of(address, on=on):
                return instead
            if address in self._private:
                return self.forms.nearest(address, on, f"/{prefix(settings.LANGUAGE_CODE)}/")
            if address not in self._redirects:
                break
            address = self._redirects[address]
        return address if address in self.kept else None

    def _changed(self, link: str, on: str) -> str:
        """Return a link as it must be in the copy. One that leads nowhere stays: the check finds it."""
        target = target_of(link, on=on)
        if target is None or not link or link.startswith("#"):
            return link
        place = self._place_of(target.address, on)
        if place is None:
            return link
        if place != target.address:
            # No heading of the page that was meant is on the one in its place.
            target = replace(target, fragment="")
        elif target.host and "?" not in place:
            # The site's own name for the page, such as the canonical link.
            return link
        file_address = address_of(self.kept[place].file)
        return link if file_address == target.address else target.moved_to(file_address)
