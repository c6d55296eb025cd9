"""``manage.py run_worker``: sends what is in the outbox until it is told to stop.

A plain loop over the outbox table, without django-tasks. A task queue would keep a second record of each mail: its
worker neither retries nor finds a task whose worker was killed, so a sweep over this table would be needed anyway.
With the table itself as the queue the sweep is all there is, and nothing can fall between the two. Any number of
workers may run at once.

Beside the mail, in a thread of its own, the worker makes public pages anew after a change (``publishing.store``).
"""

import logging
import signal
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from outbox.services import send_next
from publishing.health import beat
from publishing.store.background import Background

logger = logging.getLogger(__name__)

PAUSE = 1.0
PAUSE_AFTER_ERROR = 3.0
BEAT, MINUTE, DAY = 15.0, 60.0, 24 * 60 * 60.0


class Command(BaseCommand):
    help = "Send outgoing mail until stopped (SIGTERM or Ctrl+C); a mail that is being sent is finished first."

    # A flag, not an event: a signal handler must not take locks.
    stopping = False
    next_daily = 0.0
    # A minute after the start: what was just prepared needs no second look, and the mail goes first.
    next_minutely = None
    next_beat = 0.0

    def handle(self, *args, **options):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        if settings.PAGE_STORE:
            Background().start()
        while not self.stopping:
            self._run_daily_commands()
            self._run_minute_commands()
            pause = self._work()
            if pause and not self.stopping:
                time.sleep(pause)

    def _stop(self, *_signal) -> None:
        self.stopping = True

    def _run_daily_commands(self) -> None:
        """Run ``DAILY_COMMANDS`` at the start and every 24 hours; one that fails must not keep the mail waiting."""
        if time.monotonic() < self.next_daily:
            return
        self.next_daily = time.monotonic() + DAY
        self._run(settings.DAILY_COMMANDS, "daily")

    def _run_minute_commands(self) -> None:
        """Run ``MINUTE_COMMANDS`` every minute."""
        if self.next_minutely is None:
            self.next_minutely = time.monotonic() + MINUTE
        if time.monotonic() < self.next_minutely:
            return
        self._run(settings.MINUTE_COMMANDS, "minutely", verbosity=0)
        self.next_minutely = time.monotonic() + MINUTE

    def _run(self, commands: list[str], kind: str, **options) -> None:
        for name in commands:
            try:
                call_command(name, **options)
            except Exception as error:
                logger.error("The %s command %s failed: %s", kind, name, type(error).__name__)

    def _beat(self) -> None:
        """Let whoever watches over the site see that a worker is there."""
        if time.monotonic() >= self.next_beat:
            beat()
            self.next_beat = time.monotonic() + BEAT

    def _work(self) -> float:
        """Send one mail; return for how many seconds to rest. A database that is away must not end the worker."""
        close_old_connections()
        try:
            self._beat()
            return 0 if send_next() else PAUSE
        except Exception as error:
            logger.error("The outbox cannot be worked on: %s", type(error).__name__)
            connections.close_all()
            return PAUSE_AFTER_ERROR
