"""A small mail server on this machine that keeps what it gets, and refuses or stalls when told to."""

import asyncio
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class MailServer:
    """What was received, and how to treat what comes.

    Attributes:
        refusals: the answer to RCPT for an address, such as ``550 no such user``.
        stalled: while set, a message is read and not answered; ``reached`` says that one is being held.
    """

    port: int = field(default_factory=free_port)
    envelopes: list = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    stalled: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    @property
    def recipients(self) -> list[str]:
        return sorted(recipient for envelope in self.envelopes for recipient in envelope.rcpt_tos)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        while self.stalled.is_set():
            self.reached.set()
            await asyncio.sleep(0.02)
        self.envelopes.append(envelope)
        return "250 OK"

    @contextmanager
    def running(self):
        """Serve until the end of the block; a second time on the same port."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()
