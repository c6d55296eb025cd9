"""Compiles gettext catalogues without gettext, so that a fresh machine needs nothing but Python.

Run as a script: ``python site/languages/catalogues.py``.
"""

from pathlib import Path

import polib

LOCALE_DIR = Path(__file__).resolve().parents[2] / "locale"


def compile_catalogues(folder: Path = LOCALE_DIR) -> int:
    """Write each ``.mo`` that is missing or older than its ``.po``; return how many were written."""
    count = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            count += 1
    return count


if __name__ == "__main__":
    compile_catalogues()
