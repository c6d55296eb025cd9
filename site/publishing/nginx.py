"""What configurations for nginx consist of, where pages are served as files, which have no headers."""

import re
from collections.abc import Iterable


def nginx_map(source: str, variable: str, rules: Iterable[tuple[str, str]], *, default: str) -> str:
    """Return a map for the http block: patterns of what a variable holds, and what another one holds then."""
    lines = [f"    default {quoted(default)};", *(f"    {quoted(f'~{start}')} {quoted(to)};" for start, to in rules)]
    return "\n".join([f"map {source} {variable} {{", *lines, "}\n"])


def quoted(text: str) -> str:
    """Return text as nginx reads it. Nothing of ours holds a sign that would end it or name a variable."""
    if re.search(r'["\n]|\$(?!$)', text):
        raise ValueError(f"nginx cannot read: {text}")
    return f'"{text}"'
