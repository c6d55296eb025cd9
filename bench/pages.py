"""Measures a running site: how long each kind of page takes, and how many bytes it is. ``make bench``."""

import argparse
import gzip
import re
import statistics
import time
from urllib.request import Request, urlopen

RUNS = 15


def fetch(address: str) -> tuple[float, int]:
    """Return seconds and compressed bytes of one answer."""
    started = time.perf_counter()
    with urlopen(Request(address)) as answer:  # noqa: S310
        body = answer.read()
    return time.perf_counter() - started, len(gzip.compress(body))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    base = parser.parse_args().base
    with urlopen(f"{base}/sitemap.xml") as answer:  # noqa: S310
        paths = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", answer.read().decode())
    print("| page | median ms | least ms | most ms | compressed KB |\n|---|---|---|---|---|")
    for path in [path for path in paths if path.startswith("/sl/") and path.count("/") <= 3]:
        runs = [fetch(base + path) for _run in range(RUNS)]
        times = [seconds * 1000 for seconds, _size in runs]
        middle, least, most = statistics.median(times), min(times), max(times)
        print(f"| {path} | {middle:.1f} | {least:.1f} | {most:.1f} | {runs[0][1] / 1024:.1f} |")


if __name__ == "__main__":
    main()
