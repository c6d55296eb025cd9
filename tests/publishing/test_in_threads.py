"""Between an event loop and Django's threads: whole bodies, files in parts, nothing left open."""

import asyncio
import threading
from io import BytesIO

import pytest

from publishing import in_threads
from publishing.in_threads import PART, InThreads, Parts

SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/sl/",
    "raw_path": b"/sl/",
    "query_string": b"",
    "root_path": "",
    "headers": [],
    "server": ("127.0.0.1", 8000),
    "client": ("127.0.0.1", 5000),
}


def ask(application, *messages: dict, **scope) -> list[dict]:
    """Return all messages that are sent for a request."""
    return asyncio.run(_ask(application, list(messages), {**SCOPE, **scope}))


async def _ask(application, messages: list[dict], scope: dict) -> list[dict]:
    sent = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    await application(scope, receive, send)
    return sent


def answering(*chunks: bytes, status: str = "200 OK"):
    def application(environ, start_response):
        start_response(status, [("Content-Type", "text/plain")])
        return list(chunks)

    return application


def keeping(kept: dict):
    def application(environ, start_response):
        kept.update(environ, body=environ["wsgi.input"].read())
        return answering(b"ok")(environ, start_response)

    return application


def part(body: bytes, more: bool = False) -> dict:
    return {"type": "http.request", "body": body, "more_body": more}


def test_an_answer_is_sent_whole_with_status_and_headers():
    assert ask(InThreads(answering(b"a", b"b", status="404 Not Found"))) == [
        {"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]},
        {"type": "http.response.body", "body": b"ab"},
    ]


def test_django_sees_the_request_as_it_came_over_the_line():
    kept = {}
    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"content-type", b"x/y"), (b"x-odd", b"\xe8")]
    ask(
        InThreads(keeping(kept)),
        part(b"one", more=True),
        part(b"two"),
        method="POST",
        raw_path=b"/sl/%C4%8D%ff",
        query_string=b"q=\xc4\x8d",
        headers=headers,
    )
    assert kept["PATH_INFO"] == b"/sl/\xc4\x8d\xff".decode("latin-1") and kept["QUERY_STRING"] == "q=Ä\x8d"
    assert (kept["HTTP_COOKIE"], kept["CONTENT_TYPE"], kept["HTTP_X_ODD"]) == ("a=1; b=2", "x/y", "è")
    assert kept["body"] == b"onetwo" and kept["REMOTE_ADDR"] == "127.0.0.1"


def test_a_body_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(in_threads, "LARGEST_BODY", 10)
    sent = ask(InThreads(answering(b"ok")), part(b"x" * 6, more=True), part(b"x" * 6, more=True), method="POST")
    assert sent[0]["status"] == 413


def test_a_large_file_is_sent_in_parts_and_closed():
    file = BytesIO(b"x" * (2 * PART + 5))

    def application(environ, start_response):
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"](file, 4096)

    sizes = [len(message.get("body", b"")) for message in ask(InThreads(application))]
    assert sizes == [0, PART, PART, 5] and file.closed


def test_a_file_is_closed_when_the_reader_leaves_in_the_middle():
    file, is_closed = BytesIO(b"x" * (5 * PART)), threading.Event()
    parts = Parts(file)
    parts.close = is_closed.set

    def application(environ, start_response):
        start_response("200 OK", [])
        return parts

    async def leave(message):
        raise asyncio.CancelledError

    async def read():
        await InThreads(application)(SCOPE, None, leave)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(read())
    assert is_closed.wait(5)


def test_what_is_at_hand_is_sent_while_every_thread_waits():
    waiting, going_on = threading.Semaphore(0), threading.Event()
    ready = {"type": "http.response.start", "status": 200, "headers": []}, {"type": "http.response.body"}

    def application(environ, start_response):
        waiting.release()
        going_on.wait(10)
        return answering(b"late")(environ, start_response)

    site = InThreads(application, at_once=lambda scope: ready if scope["path"] == "/sl/" else None)

    async def read():
        late = [asyncio.create_task(_ask(site, [], {**SCOPE, "path": "/sl/search/"})) for _turn in range(20)]
        await asyncio.to_thread(lambda: [waiting.acquire() for _turn in range(in_threads.THREADS)])
        sent = await asyncio.wait_for(_ask(site, [], SCOPE), 1)
        going_on.set()
        return sent, await asyncio.gather(*late)

    sent, late = asyncio.run(read())
    assert sent == list(ready) and {messages[1]["body"] for messages in late} == {b"late"}


def test_nothing_but_http_is_answered():
    assert ask(InThreads(answering(b"ok")), type="websocket") == []
