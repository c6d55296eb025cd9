"""Compares a stored page with a bare application that sends the same bytes, under the same gunicorn. Needs wrk.

Prints requests a second and processor time for each, in turns, so that whatever else the machine does meets both.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

ROUNDS = 4
SECONDS = 4
TICKS = os.sysconf("SC_CLK_TCK")
KEPT_OUT = {"date", "server", "connection"}


def bare_application(address: str) -> str:
    """Return the code of an application that answers as an address does now."""
    with urlopen(Request(address, headers={"Accept-Encoding": "br"})) as answer:  # noqa: S310
        headers = [(name, value) for name, value in answer.headers.items() if name.lower() not in KEPT_OUT]
        body = answer.read()
    return (
        f"HEADERS, BODY = {headers!r}, {body!r}\n"
        "def application(environ, start_response):\n"
        "    start_response('200 OK', list(HEADERS))\n"
        "    return [BODY]\n"
    )


@contextmanager
def gunicorn(port: int, *more: str):
    """Run one process of gunicorn, which is not replaced meanwhile; give its process id."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--max-requests", "0", *more]
    server = subprocess.Popen(command, env={**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1"})
    try:
        for _attempt in range(300):
            try:
                urlopen(f"http://127.0.0.1:{port}/sl/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield int(children[-1])
    finally:
        server.terminate()
        server.wait()


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(name: str, port: int, pid: int) -> None:
    before = processor_seconds(pid)
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}", "-H", "Accept-Encoding: br", f"http://127.0.0.1:{port}/sl/"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = processor_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", output)[1])
    print(f"| {name} | {requests / SECONDS:.0f} | {used / requests * 1e6:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8400)
    port = parser.parse_args().port
    module = Path(os.environ.get("VAR_DIR", "var")) / "bare.py"
    with gunicorn(port) as stored:
        module.write_text(bare_application(f"http://127.0.0.1:{port}/sl/"), encoding="utf-8")
        with gunicorn(port + 1, "bare:application", "--pythonpath", str(module.parent)) as bare:
            print("| answer | requests a second | processor time, µs |\n|---|---|---|")
            for _round in range(ROUNDS):
                measure("stored page", port, stored)
                measure("bare application", port + 1, bare)
    module.unlink()


if __name__ == "__main__":
    main()
