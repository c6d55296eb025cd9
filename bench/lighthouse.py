"""Runs Lighthouse 12 for phones: the median of three valid runs of each page."""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

from tests.browser.chromium import FLAGS, executable

TOOLS = Path(__file__).resolve().parents[1] / "var" / "tools"
INSTALL = "Lighthouse is missing (it needs Node 18 to 22): `npm install --prefix var/tools lighthouse@12.8.2`."
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS, ATTEMPTS = 3, 9
QUIET = [
    "--headless",
    *FLAGS,
    "--disable-dev-shm-usage",
    "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'",
]


def run(address: str) -> dict | None:
    """Return the report of one run; nothing if Chromium was too slow to be traced, which happens one time in five."""
    command = [str(TOOLS / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(QUIET)}"]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "CHROME_PATH": executable()}, timeout=300)
    try:
        report = json.loads(done.stdout)
    except ValueError:
        return None
    return None if report.get("runtimeError") else report


def median(address: str) -> list[float]:
    """Return the scores (0 to 100) and the largest contentful paint in seconds, each the median of valid runs."""
    reports = []
    for _attempt in range(ATTEMPTS):
        if len(reports) < RUNS and (report := run(address)):
            reports.append(report)
    if not reports:
        raise RuntimeError(f"Lighthouse could not read {address}.")
    found = [report["categories"] for report in reports]
    scores = [statistics.median((one[name]["score"] or 0) * 100 for one in found) for name in CATEGORIES]
    paint = statistics.median(report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports)
    return [*scores, paint / 1000]


def lighthouse_table(address: str, paths: tuple[str, ...]) -> list[str]:
    if not shutil.which("node") or not (TOOLS / "node_modules" / ".bin" / "lighthouse").exists():
        return [INSTALL]
    lines = ["Lighthouse for phones, median of three valid runs.", ""]
    lines += [f"| page | {' | '.join(CATEGORIES)} | LCP s |", "|---" * (len(CATEGORIES) + 2) + "|"]
    for path in paths:
        *scores, paint = median(address + path)
        lines.append(f"| {path} | {' | '.join(f'{score:.0f}' for score in scores)} | {paint:.2f} |")
    return lines
