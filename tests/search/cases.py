"""The table of searches, and how one is judged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from search.services import Answer

TABLE = Path(__file__).with_name("cases.yaml")
KEYS = {"q", "first", "top", "finds", "not", "nothing", "meant", "need", "elsewhere"}


def cases() -> Iterator[tuple[str, dict]]:
    """Return each case with its language."""
    for language, rows in yaml.safe_load(TABLE.read_text(encoding="utf-8")).items():
        for row in rows:
            assert row.keys() <= KEYS, row
            yield language, {key: str(value) if key == "q" else value for key, value in row.items()}


def faults(case: dict, answer: Answer, key_of: Callable[[int], str]) -> list[str]:
    """Return what an answer does not do that its case asks for."""
    keys = [key_of(found.object_id) for found in answer.found]
    wanted = {
        "first": lambda key: keys[:1] == [key],
        "top": lambda key: key in keys[:3],
        "finds": lambda key: key in keys[:10],
        "not": lambda key: key not in keys,
        "nothing": lambda yes: (not keys) is yes,
        "meant": lambda word: answer.corrected == word,
        "need": lambda yes: answer.sounds_like_need is yes,
        "elsewhere": lambda code: code in dict(answer.elsewhere),
    }
    broken = [name for name, value in case.items() if name != "q" and not wanted[name](value)]
    return [f"{name}: {case[name]}; found {keys[:5]} {answer.corrected} {answer.elsewhere}" for name in broken]
