"""The same page as a file that WhiteNoise serves. ``BENCH_FOLDER`` holds page.html and its compressed forms."""

import os

from whitenoise import WhiteNoise


def nothing(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


application = WhiteNoise(nothing, root=os.environ["BENCH_FOLDER"])
