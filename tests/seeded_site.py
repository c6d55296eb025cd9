"""The seeded site that tests start from: made once, the way ``make run`` makes it, and copied for each process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from languages.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test" / "site"
DATABASE = FOLDER / "site.sqlite3"
STAMP = FOLDER / "stamp"
# A change in any of these makes the site anew.
SOURCES = (
    "content/**/*",
    "static/**/*",
    "**/migrations/*.py",
    "site/languages/**/*.py",
    "**/models*.py",
    "**/models/*.py",
    "**/blocks*.py",
    "**/blocks/*.py",
    "**/roles.py",
    "locale/**/*.po",
    "requirements.lock",
)


def digest() -> str:
    paths = sorted({path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()})
    parts = [path for path in paths if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]
    state = hashlib.sha256()
    for path in parts:
        state.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return state.hexdigest()


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of a process that serves or changes the seeded site."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PYTEST_"))}
    return {
        **plain,
        "DJANGO_SETTINGS_MODULE": "config.settings.standalone",
        "VAR_DIR": str(FOLDER),
        "ADMIN_PASSWORD": "only-for-tests",
        "PAGE_STORE": "off",
        **extra,
    }


def prepare() -> None:
    """Make the seeded site unless it is there already."""
    compile_catalogues()
    state = digest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == state:
        return
    subprocess.run(["rm", "-rf", str(FOLDER)], check=True)
    FOLDER.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "manage.py", "prepare", "--port", "0"],
        cwd=ROOT,
        env=environment(DATABASE_URL=f"sqlite:///{DATABASE}"),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    STAMP.write_text(state, encoding="utf-8")
