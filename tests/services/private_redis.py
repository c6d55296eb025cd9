"""A private Redis for one test: a socket instead of a port, nothing kept on disk, nothing left behind."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Redis:
    """A server that can be stopped and started again; ``url`` is its address."""

    def __init__(self, folder: Path):
        if not shutil.which("redis-server"):
            raise RuntimeError("Redis is missing: install the package “redis-server”.")
        self._socket = folder / "redis.sock"
        self._folder = folder
        self.url = f"unix://{self._socket}"

    def start(self) -> None:
        self._socket.unlink(missing_ok=True)
        options = ["--port", "0", "--unixsocket", self._socket, "--save", "", "--dir", self._folder]
        self._server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        for _attempt in range(200):
            if self._socket.exists():
                return
            time.sleep(0.05)

    def stop(self) -> None:
        """Kill it, as a machine that fails would; nothing is said to whoever is connected."""
        self._server.kill()
        self._server.wait(timeout=20)


@contextmanager
def redis_server() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = Redis(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
