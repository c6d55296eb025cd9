"""One way to start Chromium, for the browser tests and for screenshots."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """Return the path of Chromium.

    Raises:
        RuntimeError: if there is none; a browser test that cannot run is a failure, not a skip.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        raise RuntimeError("Chromium is missing: install the package “chromium” or set CHROMIUM to its path.")
    return path


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless Chromium that asks nobody outside."""
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        try:
            yield instance
        finally:
            instance.close()
