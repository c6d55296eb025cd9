"""The least that a page can cost under gunicorn: the same bytes and headers, and nothing else.

``BENCH_ANSWER`` names a file with the headers, an empty line and the body.
"""

import os
from pathlib import Path

_head, _, BODY = Path(os.environ["BENCH_ANSWER"]).read_bytes().partition(b"\n\n")
HEADERS = [tuple(line.split(": ", 1)) for line in _head.decode().splitlines()]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
