"""Spreadsheets as an independent program sees them."""

import csv
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

# -1: each sheet to a file of its own.
CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1"


def sheets_of(path: Path) -> list[list[list[str]]]:
    """Open an XLSX with LibreOffice, in a profile of its own, and return the rows of each sheet, in order."""
    folder = path.parent
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    subprocess.run(
        [*office, "--convert-to", CSV, "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    with zipfile.ZipFile(path) as parts:
        book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in book.iter() if sheet.tag.endswith("}sheet")]
    return [_rows(next(folder.glob(f"{path.stem}-{name}*.csv"))) for name in names]


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))
