"""The headers that pages carry, as maps for nginx: a file cannot hold them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.conf import settings

from languages.codes import prefix
from publishing.crawlers import disallowed
from publishing.nginx import nginx_map

from .copying import Copying
from .views import offered

FOLDER = PurePosixPath(".nginx")
# In the http block, and in the server block.
MAPS, HEADERS = FOLDER / "maps.conf", FOLDER / "headers.conf"
CARRIED = (
    "Cache-Control",
    "Content-Language",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "X-Robots-Tag",
)


def nginx_files(copy: Copying) -> dict[PurePosixPath, str]:
    """Return what nginx includes to send each page's own headers, and the right page for what is missing."""
    maps, lines = [nginx_map("$uri", "$export_missing", _missing(copy), default="/404.html")], []
    for name in CARRIED:
        variable = f"$export_{name.lower().replace('-', '_')}"
        values = {str(kept.file): kept.answer.headers.get(name, "") for kept in copy.kept.values()}
        rules, default = _rules(values)
        maps.append(nginx_map("$uri", variable, rules, default=default))
        # One without a value is not sent.
        lines.append(f"add_header {name} {variable} always;\n")
    return {MAPS: "\n".join(maps), HEADERS: "".join(lines)}


def _rules(values: dict[str, str]) -> tuple[list[tuple[str, str]], str]:
    """Return patterns of paths with their values, the more exact ones first, and the most frequent value of all."""
    areas = defaultdict(dict)
    for file, value in values.items():
        areas[_area(file)][file] = value
    default = _most_frequent(values.values())
    exact, general = [], []
    for area, files in sorted(areas.items()):
        usual = _most_frequent(files.values())
        if usual != default and area:
            general.append((f"^/{re.escape(area)}/", usual))
        other = {file: value for file, value in files.items() if value != (usual if area else default)}
        exact += [(f"^/{re.escape(file)}$", value) for file, value in sorted(other.items())]
    return [*exact, *general], default


def _area(file: str) -> str:
    """Return the part of the copy in which most files have the same headers: a language, the kinds of media."""
    folders = PurePosixPath(file).parts[:-1]
    is_media = folders[:1] == (settings.MEDIA_URL.strip("/"),)
    return "/".join(folders[: 2 if is_media else 1])


def _most_frequent(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _missing(copy: Copying) -> list[tuple[str, str]]:
    """Return which page stands for a file that is not there: what says so, in the language of the address."""
    forms = copy.forms
    # Links to what belongs to one person were sent to them by mail; they lead to whom to write.
    pages = {start: forms.instead_of(start) for start in [*forms.addresses, *disallowed()] if start != "/admin/"}
    rules = [
        (f"^{re.escape(start)}", f"{page}index.html")
        for start, page in pages.items()
        if page and (start == page or not start.startswith(page))
    ]
    languages = [prefix(code) for code, _name in offered()]
    return [*rules, *((f"^/{language}/", f"/{language}/404.html") for language in languages)]
