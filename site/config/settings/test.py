"""Settings of the tests: a copy of the seeded database, nothing leaves the machine."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR_DIR

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MEDIA_ROOT = VAR_DIR / "test" / "site" / "media"
# Lets tests ask whether a page reads things one by one (tests/pages/test_queries.py).
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405
