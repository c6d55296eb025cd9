"""The least that a page can cost under gunicorn: the same bytes and headers, and nothing else.

``application`` is for its event loop (ASGI), ``in_threads`` for its threads (WSGI). ``BENCH_ANSWER`` names a file
with the headers, an empty line and the body.
"""

import os
from pathlib import Path

_head, _, BODY = Path(os.environ["BENCH_ANSWER"]).read_bytes().partition(b"\n\n")
HEADERS = [tuple(line.split(": ", 1)) for line in _head.decode().splitlines()]
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(name.lower().encode(), value.encode()) for name, value in HEADERS],
}


async def application(scope, receive, send):
    await send(START)
    await send({"type": "http.response.body", "body": BODY})


def in_threads(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
