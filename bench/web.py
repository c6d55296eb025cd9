"""What pages weigh for readers, and what Lighthouse says of them: ``make bench-web``. 1 KB is 1,024 bytes."""

import argparse
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import machine
from bench.lighthouse import lighthouse_table
from bench.weights import KB, PARTS, first_view, second_page
from tests.browser.chromium import browser
from tests.browser.typical import FOUND, made, typical
from tests.serving import copy_database, environment_of, free_port, serving

RESULTS = Path(__file__).parent / "results"
LANGUAGES = ("sl", "uk")
# Home, help, an article, workshops.
LIGHTHOUSE = ("/sl/", "/sl/pomoc/", "/sl/novice/dvajset-let-drustva-kljuc/", "/sl/delavnice/")


@contextmanager
def site(base: str | None):
    """Give the address of a running site, or serve a copy of the seeded one."""
    if base:
        yield base.rstrip("/")
        return
    with TemporaryDirectory() as folder:
        database = Path(folder) / "site.sqlite3"
        copy_database(database)
        with serving(environment_of(database, free_port())) as address:
            yield address


def weights_table(address: str) -> list[str]:
    head = [*PARTS, "all", "requests", "second page"]
    lines = [f"| page | {' | '.join(head)} |", "|---" * (len(head) + 1) + "|"]
    with browser() as chromium:
        for prefix in LANGUAGES:
            for path in [*typical(address, prefix), *made(prefix)]:
                first = first_view(chromium, address + path)
                second = second_page(chromium, f"{address}/{prefix}/", address + path)
                sizes = [first.bytes[part] for part in PARTS] + [first.total]
                row = [f"{size / KB:.1f}" for size in sizes] + [str(first.requests)]
                row += [f"{second.total / KB:.1f}"]
                lines.append(f"| {path.replace(FOUND[prefix], '…')} | {' | '.join(row)} |")
    said = "KB of 1,024 bytes, without headers. Pictures of the whole page; requests before scrolling."
    return [said, "", *lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--base", help="a running site with the starting content; without it, the tests' site is served"
    )
    base = parser.parse_args().base or None
    lines = [f"# What pages weigh, and Lighthouse: {date.today()}", "", f"Machine: {machine.description()}.", ""]
    with site(base) as address:
        lines += [*weights_table(address), "", *lighthouse_table(address, LIGHTHOUSE)]
    text = "\n".join(lines) + "\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"web-{date.today()}.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
