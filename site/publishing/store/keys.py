"""Under which name a page is stored: its path, and what its view reads of the query. Nothing else counts."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# What the addresses of our pages consist of. No empty part, no dots alone: a page has one name, and a name is a file.
_PATH = re.compile(r"/(?:(?!\.{1,2}/)[A-Za-z0-9._~-]{1,150}/)*(?:(?!\.{1,2}$)[A-Za-z0-9._~-]{1,150})?")
_VALUE = re.compile(r"[A-Za-z0-9_-]{1,20}")
_LONGEST_PATH = 500
_MOST_PARAMETERS = 50


def is_storable_path(path: str) -> bool:
    """Say whether a path may be the name of a stored page."""
    return len(path) <= _LONGEST_PATH and _PATH.fullmatch(path) is not None


def reduced_query(query: str, parameters: tuple[str, ...]) -> str:
    """Return what is left of a query: parameters that the view reads, each once, in one order.

    Whatever a value is that no link of ours carries, views take it as none (the nearest page, all kinds).
    """
    if not parameters:
        return ""
    try:
        given = dict(parse_qsl(query, max_num_fields=_MOST_PARAMETERS))
    except ValueError:
        return ""
    return urlencode([(name, given[name]) for name in sorted(parameters) if _VALUE.fullmatch(given.get(name, ""))])


@lru_cache(maxsize=64)
def is_our_host(host: str) -> bool:
    """Say whether a Host header names this site."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return the form in which a reader gets a page: ``br``, ``gzip``, or empty for the page as it is."""
    offered = {}
    for part in accepted.lower().split(",")[:20]:
        name, _, weight = part.partition(";")
        try:
            offered[name.strip()] = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            offered[name.strip()] = 0.0
    wanted = [(offered.get(name, offered.get("*", 0.0)), name) for name in ("gzip", "br")]
    weight, best = max(wanted, key=lambda one: one[0] + (one[1] == "br") * 1e-6)
    return best if weight > 0 else ""
