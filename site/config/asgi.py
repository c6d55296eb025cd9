"""The entry point that gunicorn loads: stored pages at once, everything else in threads."""

from config.wsgi import application as wsgi_application
from config.wsgi import site
from publishing.in_threads import InThreads
from publishing.store.at_once import AtOnce
from publishing.store.wsgi import PageStore

application = InThreads(wsgi_application, at_once=AtOnce(site) if isinstance(site, PageStore) else None)
