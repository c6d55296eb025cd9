"""How the site is served. Nothing here, and nothing in the site, writes a reader's address to a log."""

import gc
import os
import re

from gunicorn.glogging import Logger

# Hardly anything that is loaded before the workers start is rubbish: to look for it takes a quarter of the start.
gc.disable()


class AddresslessLogger(Logger):
    """Gunicorn names the sender of a malformed request; this leaves the address out."""

    def warning(self, msg, *args, **kwargs):
        super().warning(re.sub(r" from ip=\S+(?=:)", "", str(msg)), *args, **kwargs)


pythonpath = "site"
wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
preload_app = True
max_requests = 10_000
max_requests_jitter = 1_000
timeout = 30
accesslog = None
logger_class = AddresslessLogger
loglevel = "warning"
control_socket_disable = True


def when_ready(server):
    """Take what was loaded out of the collector's sight, once for all workers: it stays as it is."""
    gc.freeze()


def post_fork(server, worker):
    """Look for rubbish from here on; here, since gunicorn reads this file anew when it reloads."""
    gc.enable()
