"""What nginx includes to serve pages from the store's files: which page is asked for, and its headers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from publishing.nginx import nginx_map, quoted

from .disk import Disk
from .entries import Entry
from .files import CURRENT, LAST, NOT_OF_KIND, kind_of, language_of
from .serving import LAST_GOOD, OWN, SHARED

# In the http block, and in a location for each of the two folders.
MAPS = "maps.conf"
# As ``keys`` has it: no empty part, no dots alone, nothing that would have to be decoded.
PATH = r"/(?:(?!\.{1,2}/)[A-Za-z0-9._~-]+/)*(?:(?!\.{1,2}[ ?])[A-Za-z0-9._~-]+)?"
TYPE = "content-type"


@dataclass(frozen=True)
class Kinds:
    """The headers that pages in the store have, by kind and most frequent kind first, and the languages by area."""

    headers: dict[str, dict[str, str]]
    languages: dict[str, str]
    parameters: frozenset[str]


def kinds_of(disk: Disk) -> Kinds:
    """Return what can be learned from the pages that are stored."""
    counted, languages = Counter(), defaultdict(Counter)
    headers, parameters = {}, set()
    for path, _token in disk.paths():
        if entry := disk.load(path):
            kind = kind_of(entry)
            counted[kind] += 1
            headers[kind] = _headers(entry)
            languages[_area(path)][language_of(entry)] += 1
            parameters.update(entry.parameters)
    return Kinds(
        {kind: headers[kind] for kind, _count in counted.most_common()},
        {area: counts.most_common(1)[0][0] for area, counts in sorted(languages.items())},
        frozenset(parameters),
    )


def configuration(kinds: Kinds) -> dict[str, str]:
    """Return the files that nginx includes, by name."""
    names = sorted({name for headers in kinds.headers.values() for name in headers} - {TYPE})
    maps = [
        _page(kinds.parameters),
        nginx_map(
            "$request_uri",
            "$page_language",
            [(f"^/{area}/", language) for area, language in kinds.languages.items() if area],
            default=kinds.languages.get("", ""),
        ),
        *(_header_map(name, kinds) for name in names),
    ]
    shared = SHARED.format(settings.FRONTEND_CACHE_SECONDS) if settings.FRONTEND_CACHE_SECONDS else OWN
    common = [*_types(kinds), "add_header Content-Language $page_language;"]
    common += [f"add_header {name.title()} {_variable(name)};" for name in names]
    return {
        MAPS: "\n".join(maps),
        f"{CURRENT}.conf": _lines(*common, _control(shared), _files(CURRENT, "$page", kinds, "@site")),
        f"{LAST}.conf": _lines(
            *common,
            _control(OWN),
            f"add_header {LAST_GOOD[0]} {LAST_GOOD[1]};",
            _files(LAST, "$page_or_last", kinds, "=503"),
        ),
    }


def _headers(entry: Entry) -> dict[str, str]:
    return {name.lower(): value for name, value in entry.headers if name.lower() not in NOT_OF_KIND}


def _area(path: str) -> str:
    """Return the part of the site that has a language of its own, nothing for what stands beside them."""
    first, slash, _rest = path.lstrip("/").partition("/")
    return first if slash and not first.startswith(".") else ""


def _page(parameters: Iterable[str]) -> str:
    """Return which page is asked for by anybody; and by whom else it may be read while the site is down."""
    cookie = f"$cookie_{settings.SESSION_COOKIE_NAME}"
    read = "|".join(sorted(parameters)) or "-"
    rest = rf"(?:\?(?!(?:\S*&)?(?:{read})=)\S*)?"
    return _lines(
        f'map "$request_method $request_uri {cookie}$http_authorization" $page {{',
        "    default none;",
        f'    "~^(?:GET|HEAD) (?<page_path>{PATH}) $" $page_path;',
        "}",
        'map "$request_method $request_uri " $page_or_last {',
        "    default none;",
        f'    "~^(?:GET|HEAD) (?<last_path>{PATH}){rest} $" $last_path;',
        "}",
    )


def _header_map(name: str, kinds: Kinds) -> str:
    values = {kind: headers.get(name, "") for kind, headers in kinds.headers.items()}
    default = Counter(values.values()).most_common(1)[0][0]
    rules = [(rf"\.{kind}$", value) for kind, value in values.items() if value != default]
    return nginx_map("$uri", _variable(name), rules, default=default)


def _variable(name: str) -> str:
    return f"$page_{name.replace('-', '_')}"


def _types(kinds: Kinds) -> list[str]:
    """Return lines for the content types: the end of a file's name is its kind."""
    whole = {kind: headers.get(TYPE, "") for kind, headers in kinds.headers.items()}
    types = [f"    {value.partition(';')[0]} {kind};" for kind, value in whole.items()]
    with_charset = {value.partition(";")[0] for value in whole.values() if "charset=utf-8" in value}
    # nginx takes HTML for one of them by itself, and complains of a second time.
    others = sorted(with_charset - {"text/html"}) or ["text/html"]
    return ["types {", *types, "}", "charset utf-8;", f"charset_types {' '.join(others)};"]


def _files(folder: str, page: str, kinds: Kinds, otherwise: str) -> str:
    names = [f"/{folder}{page}=$page_language.{kind}" for kind in kinds.headers]
    return f"try_files {' '.join(names)} {otherwise};"


def _control(value: str) -> str:
    return f"add_header Cache-Control {quoted(value)};"


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
