"""Measures our site beside what a user would pick instead, on one machine, taking turns. ``make bench``.

The table goes to bench/results. Rates depend on the machine; look at ratios and processor time. Ratios are of the
best runs: in some the kernel gives all connections to one worker, which halves the rate of whoever it is.
"""

import argparse
import statistics
from contextlib import ExitStack
from pathlib import Path

from bench import contestants as making
from bench import load, machine
from bench.processes import free_port, memory_megabytes, serving
from bench.wordpress import wordpress

LIST = "/sl/novice/"
BARE = "bare application, same bytes"
STORED = "our stored page"
PLAIN = "`wagtail start`"
HEAD = [
    "",
    "of bare",
    "requests a second, median (least–most)",
    "p50 ms",
    "p99 ms",
    "processor ms, least",
    "of bare",
    f"of {PLAIN}",
    "memory MB",
    "first answer s",
    "failed",
]


def line_up() -> list[making.Contestant]:
    making.prepare_ours()
    stored = making.ours(STORED, port=free_port())
    making.keep_answer(stored)
    cold = making.ours("our page made anew each time", port=free_port(), PAGE_STORE="off")
    cold_list = making.ours("our list made anew each time", port=free_port(), path=LIST, PAGE_STORE="off")
    plain, others = making.plain_wagtail(), [*wordpress(), *making.nginx_on_export()]
    return [*making.same_bytes(), stored, cold, cold_list, *making.under_threads(), *plain, *others]


def measure(found: list[making.Contestant], *, runs: int, seconds: int, beside: dict[str, str]) -> list[str]:
    """Start everything, let each take its turn ``runs`` times, and return the lines of the tables."""
    with ExitStack() as stack:
        running = {}
        for one in found:
            print(f"Starting {one.name}…", flush=True)
            running[one.name] = stack.enter_context(
                serving(
                    one.command,
                    address=one.address,
                    folder=one.folder,
                    environment=one.environment,
                    workers=one.workers,
                )
            )
        addresses = {one.name: one.address for one in found}
        for one in found:
            load.run(one.address, pid=running[one.name][0], seconds=2)
        results: dict[str, list[load.Run]] = {name: [] for name in addresses}
        for turn in range(runs):
            print(f"Run {turn + 1} of {runs}…", flush=True)
            for name, address in addresses.items():
                results[name].append(load.run(address, pid=running[name][0], seconds=seconds))
        others = {
            name: [load.run(url, pid=1, seconds=seconds) for _turn in range(runs)] for name, url in beside.items()
        }
        lines = table(results, running) + beside_table(others, results)
        return lines + by_clients(addresses, running, seconds=seconds)


def middle(runs: list[load.Run], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


def best_rate(runs: list[load.Run]) -> float:
    return max(run.rate for run in runs)


def least_cpu(runs: list[load.Run]) -> float:
    return min(run.cpu for run in runs)


def table(results: dict[str, list[load.Run]], running: dict) -> list[str]:
    bare, bare_cpu, plain_cpu = best_rate(results[BARE]), least_cpu(results[BARE]), least_cpu(results[PLAIN])
    lines = [row(HEAD), row(["---"] * len(HEAD))]
    for name, runs in results.items():
        pid, first = running[name]
        cells = [
            name,
            ratio(best_rate(runs) / bare),
            spread(runs),
            f"{middle(runs, 'p50'):.1f}",
            f"{middle(runs, 'p99'):.1f}",
            f"{least_cpu(runs):.3f}",
            ratio(least_cpu(runs) / bare_cpu),
            ratio(least_cpu(runs) / plain_cpu),
            f"{memory_megabytes(pid):.0f}",
            f"{first:.2f}",
            str(sum(run.failed for run in runs)),
        ]
        lines.append(row(cells))
    return lines


def beside_table(others: dict[str, list[load.Run]], results: dict[str, list[load.Run]]) -> list[str]:
    """Return rows for servers that were not started here: their processes are not known."""
    bare = best_rate(results[BARE])
    return [
        row(
            [
                name,
                ratio(best_rate(runs) / bare),
                spread(runs),
                f"{middle(runs, 'p50'):.1f}",
                f"{middle(runs, 'p99'):.1f}",
                *[""] * 5,
                str(sum(run.failed for run in runs)),
            ]
        )
        for name, runs in others.items()
    ]


def ratio(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"{value:.4f}"


def spread(runs: list[load.Run]) -> str:
    rates = [run.rate for run in runs]
    return f"{statistics.median(rates):.0f} ({min(rates):.0f}–{max(rates):.0f})"


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def by_clients(addresses: dict[str, str], running: dict, *, seconds: int) -> list[str]:
    """Return the table of our stored page and the bare application with 1 to 64 clients."""
    lines = ["", "| clients | stored, requests a second | bare | stored, p99 ms | bare |", "|---|---|---|---|---|"]
    for clients in (1, 4, 16, 64):
        stored, bare = (
            load.run(addresses[name], pid=running[name][0], clients=clients, seconds=seconds)
            for name in (STORED, BARE)
        )
        lines.append(f"| {clients} | {stored.rate:.0f} | {bare.rate:.0f} | {stored.p99:.1f} | {bare.p99:.1f} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--results", type=Path, default=Path("bench/results"))
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        metavar="NAME=ADDRESS",
        help="a server that runs already",
    )
    options = parser.parse_args()
    load.require_wrk()
    beside = dict(one.split("=", 1) for one in options.beside)
    lines = measure(line_up(), runs=options.runs, seconds=options.seconds, beside=beside)
    text = "\n".join(
        [f"# Serving, side by side\n\n{machine.description()}; {options.runs} runs, taking turns.\n", *lines, ""]
    )
    options.results.mkdir(parents=True, exist_ok=True)
    file = options.results / f"serving-{machine.description()[:10]}.md"
    file.write_text(text, encoding="utf-8")
    print(text)
    print(file)


if __name__ == "__main__":
    main()
