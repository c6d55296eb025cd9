"""A part of a file for whoever asks for one: a download that goes on where a bad line broke it (RFC 9110, 14)."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse

_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def in_part(request: HttpRequest, response: FileResponse) -> HttpResponse:
    """Return the asked part of a file; all of it where none is asked for, several are, or the file may be another."""
    if response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    match = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or "If-Range" in request.headers or match[0] == "bytes=-":
        return response
    size = int(response["Content-Length"])
    first, last = _bounds(match[1], match[2], size)
    if first > last:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response.file_to_stream.seek(first)
    part = HttpResponse(response.file_to_stream.read(last - first + 1), status=206)
    for name, value in response.items():
        part.headers[name] = value
    part["Content-Length"] = str(len(part.content))
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.close()
    return part


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte; ``-500`` asks for the last 500."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
