"""Settings behind TLS. Refuses to start without its secrets."""

from .base import *  # noqa: F403
from .base import env

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASE_URL = env.str("DATABASE_URL")
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL")
EMAIL_URL = env.str("EMAIL_URL")

PAGE_STORE = env.bool("PAGE_STORE", True)
# A cache before the site that forgets what it is told by PURGE, and how long it may keep what it is not told of.
if FRONTEND_CACHE_URL := env.str("FRONTEND_CACHE_URL", ""):
    FRONTEND_CACHE_SECONDS = env.int("FRONTEND_CACHE_SECONDS", 3600)
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")  # noqa: F405
    WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []
    WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": FRONTEND_CACHE_URL,
        }
    }

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
