"""The site as a WSGI application: health, the page store, and Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

django_application = get_wsgi_application()

# Only now: all know models. The addresses are loaded before the workers start, which share them then.
import config.urls  # noqa: E402, F401
from publishing.health import Health  # noqa: E402
from publishing.store.wsgi import with_store  # noqa: E402

site = with_store(django_application)
application = Health(site)
