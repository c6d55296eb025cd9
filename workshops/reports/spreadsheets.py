"""Cells and tables for spreadsheets. What somebody typed is text there, and never becomes a formula."""

import csv
import io
import re

# A cell that begins with one of these is calculated or run by some program; the wide forms by East Asian ones.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML cannot hold.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_CELL = 32_767
BOM = "\ufeff"


def plain(value: object) -> object:
    """Return a value as a CSV file may hold it: text that looks like a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value


def printable(value: object) -> object:
    """Return a value as an XLSX file may hold it: without control characters, for which it has no way of writing."""
    return CONTROL_CHARACTERS.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value


def csv_of(table: dict) -> bytes:
    """Write a table as Slovenian spreadsheets read it: semicolons, decimal commas, UTF-8 with its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    rows = [table["columns"], *table["rows"], *([table["totals"]] if "totals" in table else [])]
    for row in rows:
        writer.writerow([str(cell).replace(".", ",") if isinstance(cell, float) else plain(cell) for cell in row])
    return (BOM + text.getvalue()).encode()
