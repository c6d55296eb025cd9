"""How the site is served. Nothing here, and nothing in the site, writes a reader's address to a log."""

import gc
import os
import re

from gunicorn.glogging import Logger

# Hardly anything that is loaded before the workers start is rubbish: to look for it takes a quarter of the start.
gc.disable()


class AddresslessLogger(Logger):
    """Gunicorn's other workers name the sender of a malformed request; this leaves the address out."""

    def warning(self, msg, *args, **kwargs):
        super().warning(re.sub(r" from ip=\S+(?=:)", "", str(msg)), *args, **kwargs)


pythonpath = "site"
wsgi_app = "config.asgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A stored page costs half the processor time of gthread's; what needs Django runs in threads of ours.
worker_class = "asgi"
asgi_loop = "asyncio"
asgi_lifespan = "off"
preload_app = True
# Against memory that is never given back. Seldom: a process that ends cuts connections that are open, if idle.
max_requests = 1_000_000
max_requests_jitter = 100_000
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


def post_worker_init(worker):
    """Take connections one or two at a time: of many that come at once, the first process would take a hundred."""
    if worker.cfg.worker_class_str != "asgi":
        return
    create = worker.loop.create_server

    async def create_server(*args, sock, **options):
        server = await create(*args, sock=sock, backlog=1, **options)
        sock.listen(worker.cfg.backlog)
        return server

    worker.loop.create_server = create_server
