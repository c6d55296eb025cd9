"""Two hundred schools accept one slot at once: one gets it, on both databases; without the condition, many do."""

import os
import subprocess
import sys

from tests.seeded_site import ROOT, environment

SCRIPT = ROOT / "tests" / "services" / "accept_one_slot.py"
CLIENTS = 200


def winners(database_url: str, *, careless: bool) -> list[str]:
    """Run the race in a process of its own; return the references that were told they have the slot."""
    env = environment(DATABASE_URL=database_url, PYTHONPATH=os.pathsep.join([str(ROOT), str(ROOT / "site")]))
    command = [sys.executable, str(SCRIPT), str(CLIENTS), "careless" if careless else "careful"]
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout.split()


def test_one_school_wins(made_database):
    assert len(winners(made_database, careless=False)) == 1


def test_without_the_condition_the_slot_is_sold_more_than_once(made_database):
    assert len(winners(made_database, careless=True)) > 1
