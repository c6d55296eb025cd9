"""Brings the catalogues up to date with the code; as a function, says what is missing."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("sl", "sr_Latn", "uk")


def update(folder: Path) -> None:
    """Run makemessages in a folder; entries that the code no longer has are dropped."""
    subprocess.run(
        [
            sys.executable,
            "manage.py",
            "makemessages",
            *[f"--locale={language}" for language in LANGUAGES],
            "--no-location",
            "--no-wrap",
            "--no-obsolete",
            "--ignore=var",
            "--ignore=.venv",
            "--ignore=tests",
            "--settings=config.settings.test",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def keys(folder: Path, language: str) -> set[tuple[str | None, str]]:
    catalogue = polib.pofile(str(folder / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def fresh_copy() -> tempfile.TemporaryDirectory:
    """Return a copy of the code with catalogues made anew."""
    target = tempfile.TemporaryDirectory()
    ignore = shutil.ignore_patterns(".git", ".venv", "var", "content", "__pycache__")
    shutil.copytree(ROOT, target.name, dirs_exist_ok=True, ignore=ignore)
    update(Path(target.name))
    return target


if __name__ == "__main__":
    update(ROOT)
    for name in LANGUAGES:
        path = ROOT / "locale" / name / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path), wrapwidth=0)
        catalogue.metadata.pop("POT-Creation-Date", None)
        catalogue.save()
        left = [entry for entry in catalogue if not entry.translated()]
        print(f"{name}: {len(catalogue)} strings, {len(left)} to translate")
