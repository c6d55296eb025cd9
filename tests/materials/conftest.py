"""Handouts in a media folder of their own."""

import builtins
import subprocess
import sys

import pytest

from materials.handouts import making
from tests import seeded_site


@pytest.fixture
def media(settings, tmp_path):
    """An empty folder for what is made, and originals of pictures from the seeded site."""
    seeded = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "original_images").symlink_to(seeded / "original_images")
    return settings.MEDIA_ROOT


@pytest.fixture
def no_pango(monkeypatch):
    """A machine on which WeasyPrint is installed, but cannot find its libraries."""

    def missing(name, *args, **kwargs):
        if name.split(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return importing(name, *args, **kwargs)

    importing = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", missing)
    making.has_library.cache_clear()
    yield
    monkeypatch.undo()
    making.has_library.cache_clear()


@pytest.fixture
def run_python():
    """Run a statement in a process of its own; give what it prints."""

    def run(code: str) -> str:
        start = "import sys; sys.path[:0] = ['.', 'site'];"
        environment = seeded_site.environment(DJANGO_SETTINGS_MODULE="config.settings.test")
        result = subprocess.run(
            [sys.executable, "-c", start + code],
            cwd=seeded_site.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return result.stdout.strip()

    return run
