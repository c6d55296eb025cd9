"""The WSGI entry point that gunicorn loads: the page store, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

django_application = get_wsgi_application()

# Only now: the store knows models.
from publishing.store.wsgi import with_store  # noqa: E402

application = with_store(django_application)
