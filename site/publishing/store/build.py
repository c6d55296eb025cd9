"""What pages are made with: the code, the texts of the interface, the names of static files, the site's address."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

MADE_WITH = {".py", ".html", ".txt", ".xml", ".mo"}


@cache
def build() -> str:
    """Return a short name for all that pages are made with; another one after an upgrade."""
    base = Path(settings.BASE_DIR)
    own = {Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent in (base, base / "site")}
    state = sha256(repr((settings.SITE_URL, *_database())).encode())
    files = {path for folder in (*own, base / "templates", base / "locale") for path in folder.rglob("*.*")}
    files |= {base / "requirements.lock", Path(settings.STATIC_ROOT) / "staticfiles.json"}
    for path in sorted(files):
        if path.suffix in MADE_WITH or path.suffix in (".lock", ".json"):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue
            state.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()[:8]


def _database() -> tuple[str, str]:
    place = connection.settings_dict
    return str(place["NAME"]), str(place["HOST"])
