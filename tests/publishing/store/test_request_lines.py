"""However a request names a page, a real server gives everybody else what they got before."""

import socket
from contextlib import suppress

import pytest

PAGE = "/sl/"
POISON = "canary-9c1b"
LINES = [
    f"GET http://{POISON}.example/sl/ HTTP/1.1",
    f"GET //{POISON}.example/sl/ HTTP/1.1",
    "GET //sl/ HTTP/1.1",
    "GET /sl// HTTP/1.1",
    "GET /SL/ HTTP/1.1",
    "GET /Sl/Pomoc/ HTTP/1.1",
    "GET /%73l/ HTTP/1.1",
    "GET /en/%2e%2e/sl/ HTTP/1.1",
    "GET /en/../sl/ HTTP/1.1",
    "GET /sl/%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1",
    "GET /sl%2f HTTP/1.1",
    "GET /sl/%00 HTTP/1.1",
    f"GET /sl/;{POISON} HTTP/1.1",
    f"GET /sl/?{POISON} HTTP/1.1",
    f"GET /sl/#{POISON} HTTP/1.1",
    f"GET /sl/%0d%0aX-Poison:{POISON} HTTP/1.1",
    "GET /sl/ HTTP/1.0",
]
HEADERS = [
    f"X-Forwarded-Host: {POISON}.example",
    f"X-Forwarded-Proto: {POISON}",
    f"Forwarded: host={POISON}.example;proto=https",
    f"X-Original-URL: /{POISON}/",
    f"X-Rewrite-URL: /{POISON}/",
    f"X-HTTP-Method-Override: {POISON}",
    f"Accept-Language: {POISON}",
    f"Accept-Encoding: {POISON}, ;q=;, gzip;q=x",
    f"Cookie: {POISON}=1",
    "Range: bytes=0-10",
    f"If-None-Match: {POISON}",
    f"If-Modified-Since: {POISON}",
    f"Origin: https://{POISON}.example",
    f"X_Forwarded_Host: {POISON}.example",
]


def send(port: int, line: str, *headers: str, host: str = "") -> bytes:
    """Send a request as it is written, and return all that comes back."""
    lines = [line, f"Host: {host or f'127.0.0.1:{port}'}", *headers, "Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        got = b""
        with suppress(ConnectionResetError):
            while part := connection.recv(65536):
                got += part
    return got


@pytest.fixture(scope="module")
def port(site_url):
    return int(site_url.rpartition(":")[2])


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_no_request_line_changes_what_others_get(port):
    before = body_of(send(port, f"GET {PAGE} HTTP/1.1"))
    assert b"</html>" in before
    for line in LINES:
        answer = send(port, line)
        assert answer[9:12] in (b"200", b"301", b"302", b"400", b"404"), line
        assert POISON.encode() not in answer, line
        assert body_of(send(port, f"GET {PAGE} HTTP/1.1")) == before, line
    # An address in full is the page that its path names, at our own host.
    assert body_of(send(port, LINES[0])) == before


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_changes_what_anybody_gets(port, header):
    before = body_of(send(port, f"GET {PAGE} HTTP/1.1"))
    answer = send(port, f"GET {PAGE} HTTP/1.1", header)
    assert answer.startswith(b"HTTP/1.1 200") and POISON.encode() not in answer and body_of(answer) == before
    assert body_of(send(port, f"GET {PAGE} HTTP/1.1")) == before


def test_another_host_is_refused_without_naming_it(port):
    for host in (
        f"{POISON}.example",
        f"127.0.0.1:{port}@{POISON}.example",
        f"127.0.0.1, {POISON}.example",
        "*",
        ".",
        "[::",
    ):
        answer = send(port, f"GET {PAGE} HTTP/1.1", host=host)
        assert answer.startswith(b"HTTP/1.1 400") and POISON.encode() not in answer, host
    assert send(port, f"GET {PAGE} HTTP/1.1").startswith(b"HTTP/1.1 200")
