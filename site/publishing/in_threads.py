"""Django, which is written for threads, behind a server that has an event loop (ASGI).

The loop reads requests and writes answers, so that no slow line holds a thread; threads do the rest. What can be
answered without one, such as a stored page, is: also while all threads wait for something.
"""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import unquote_to_bytes

# More would only take Python's lock from each other: eight cost half as much processor time again for a page.
THREADS = 4
# An upload beyond this goes to a file while it arrives; one beyond the other is refused.
IN_MEMORY = 256 * 1024
LARGEST_BODY = 50 * 1024 * 1024
# A file is sent in parts of about this size.
PART = 256 * 1024


class InThreads:
    """ASGI application around a WSGI one.

    Args:
        at_once: answers from the loop what it can, with the messages of ASGI; must not wait for anything.
    """

    def __init__(self, application: Callable, *, at_once: Callable[[dict], tuple[dict, dict] | None] | None = None):
        self.application = application
        self.at_once = at_once or (lambda scope: None)
        self._threads: ThreadPoolExecutor | None = None

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        if scope["type"] != "http":
            # There are no websockets here: gunicorn refuses one that nobody accepts.
            return
        if (messages := self.at_once(scope)) is not None:
            for message in messages:
                await send(message)
            return
        # Made in the process that answers, not in the one from which it was forked.
        self._threads = self._threads or ThreadPoolExecutor(THREADS, thread_name_prefix="request")
        with SpooledTemporaryFile(IN_MEMORY) as body:
            if await _receive(body, receive, scope):
                await self._answer(Answer(self.application, environ_of(scope, body)), send)
            else:
                await send({"type": "http.response.start", "status": 413, "headers": [(b"content-length", b"0")]})
                await send({"type": "http.response.body"})

    async def _answer(self, answer: "Answer", send: Callable) -> None:
        run = asyncio.get_running_loop().run_in_executor
        try:
            part = await run(self._threads, answer.begin)
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            while not answer.is_whole:
                await send({"type": "http.response.body", "body": part, "more_body": True})
                part = await run(self._threads, answer.go_on)
            await send({"type": "http.response.body", "body": part})
        finally:
            if not answer.is_closed:
                # The reader has gone; a thread may still be at it.
                self._threads.submit(answer.close)


class Answer:
    """What a WSGI application answers, part by part; each call takes place in some thread."""

    def __init__(self, application: Callable, environ: dict):
        self.application, self.environ = application, environ
        self.status, self.headers = 500, []
        self.is_whole = self.is_closed = False
        self._result = self._chunks = None
        self._lock = threading.Lock()

    def begin(self) -> bytes:
        with self._lock:
            self._result = self.application(self.environ, self._start)
            self._chunks = iter(self._result)
            return self._part()

    def go_on(self) -> bytes:
        with self._lock:
            return self._part()

    def close(self) -> None:
        """Let go of files and connections; waits for a part that is being made."""
        with self._lock:
            self._close()

    def _part(self) -> bytes:
        chunks, size = [], 0
        for chunk in self._chunks:
            chunks.append(chunk)
            size += len(chunk)
            if size >= PART:
                return b"".join(chunks)
        self.is_whole = True
        self._close()
        return b"".join(chunks)

    def _close(self) -> None:
        if not self.is_closed and hasattr(self._result, "close"):
            self._result.close()
        self.is_closed = True

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info=None) -> None:
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


class Parts:
    """A file in parts of a size that is worth a thread's turn; Django would take 4 KB."""

    def __init__(self, file: IO[bytes], _size: int = 0):
        self.file = file
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while part := self.file.read(PART):
            yield part


async def _receive(body: IO[bytes], receive: Callable, scope: dict) -> bool:
    """Take what the reader sends; False if it is too much, or if nobody is there any more."""
    if scope["method"] in ("GET", "HEAD"):
        return True
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise asyncio.CancelledError
        size += len(message.get("body", b""))
        if size > LARGEST_BODY:
            return False
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    body.seek(0)
    return True


def environ_of(scope: dict, body: IO[bytes]) -> dict:
    """Return a request as WSGI wants it: what came over the line, as Latin-1 text."""
    path = scope["raw_path"]
    if not path.startswith(b"/"):
        # An address in full (RFC 9112, 3.2.2): the host stands in its header.
        path = b"/" + path.partition(b"://")[2].partition(b"/")[2]
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.file_wrapper": Parts,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text
    return environ
