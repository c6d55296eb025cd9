"""Reports as workbooks. Imported only to write one: openpyxl is large, and processes that serve readers need none."""

import io
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .spreadsheets import DANGEROUS, printable
from .tables import DATE, DECIMAL, TENTHS

FORMATS = {DECIMAL: "#,##0.00", TENTHS: "#,##0.0", DATE: "yyyy-mm-dd"}
NARROWEST, WIDEST = 8, 60


def xlsx_of(table: dict) -> bytes:
    """Write a report as a workbook: the table, its sessions, and what was asked for and counted."""
    workbook = Workbook(write_only=True)
    about = " · ".join(f"{label}: {value}" for label, value in table["about"])
    _write_sheet(workbook, _("Report"), table, heading=[table["title"], about, ""])
    _write_sheet(workbook, _("Sessions"), table["sessions"], heading=[])
    notes = [["", ""], [_("What is counted"), ""], *table["notes"]]
    explained = {"columns": [table["title"], ""], "kinds": ["text", "text"], "rows": [*table["about"], *notes]}
    _write_sheet(workbook, _("About"), explained, heading=[])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _write_sheet(workbook: Workbook, name: str, table: dict, *, heading: list[str]) -> None:
    """Add a sheet: lines of heading, the frozen heads of the columns, rows, totals."""
    sheet = workbook.create_sheet(title=name[:31])
    rows = [*table["rows"], *([table["totals"]] if "totals" in table else [])]
    for index, column in enumerate(table["columns"]):
        longest = max((len(str(row[index] or "")) for row in rows), default=0)
        width = min(max(longest, len(column), NARROWEST), WIDEST) + 2
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    sheet.freeze_panes = f"B{len(heading) + 2}"
    for line in heading:
        sheet.append([_cell(sheet, line, "text", bold=line == heading[0])])
    sheet.append([_cell(sheet, column, "text", bold=True, wrap=True) for column in table["columns"]])
    for row in table["rows"]:
        sheet.append(_cells(sheet, row, table["kinds"]))
    if "totals" in table:
        sheet.append(_cells(sheet, table["totals"], table["kinds"], bold=True))


def _cells(sheet, row: list, kinds: list[str], **style) -> Iterator[WriteOnlyCell]:
    for value, kind in zip(row, kinds, strict=True):
        yield _cell(sheet, value, kind, **style)


def _cell(sheet, value: object, kind: str, *, bold: bool = False, wrap: bool = False) -> WriteOnlyCell:
    if kind == DATE:
        value = date.fromisoformat(value)
    cell = WriteOnlyCell(sheet, printable(value))
    if isinstance(value, str):
        cell.data_type = "s"
        # Stays text when somebody edits the cell, too.
        cell.quotePrefix = value.startswith(DANGEROUS)
    if kind in FORMATS:
        cell.number_format = FORMATS[kind]
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
