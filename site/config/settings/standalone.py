"""Settings of ``make run``: fit for real use on one machine, without TLS; the key is made on the first run."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR_DIR, env


def _stored_key() -> str:
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key(), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = env.str("SECRET_KEY", "") or _stored_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", env.str("HOST", "127.0.0.1")])
PAGE_STORE = env.bool("PAGE_STORE", True)
