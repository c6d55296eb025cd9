"""The scripts that look at a page from within: one function to a file."""

from pathlib import Path


def script(name: str) -> str:
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
